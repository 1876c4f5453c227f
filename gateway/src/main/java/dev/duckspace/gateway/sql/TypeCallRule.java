package dev.duckspace.gateway.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cast that is written as a call, {@code int4(x)}, of types that the engine has no function of.
 */
final class TypeCallRule {
    private static final Map<String, String> TYPES = types();

    private TypeCallRule() {}

    private static Map<String, String> types() {
        Map<String, String> types = new HashMap<>();
        for (String name :
                "text timestamptz timetz bytea jsonb inet cidr macaddr macaddr8 money uuid"
                        .split(" ")) {
            types.put(name, name);
        }
        types.put("bool", "BOOLEAN");
        types.put("int2", "SMALLINT");
        types.put("int4", "INTEGER");
        types.put("int8", "BIGINT");
        types.put("float4", "FLOAT");
        types.put("float8", "DOUBLE");
        types.put("bpchar", "pg_bpchar");
        types.put("name", "pg_name");
        types.put("oid", "pg_oid");
        return Map.copyOf(types);
    }

    static void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        String type = type(rewrite, at);
        if (type == null || !isCast(rewrite, at)) {
            return;
        }
        int close = rewrite.pastGroup(at + 1) - 1;
        rewrite.replace(at, at + 1, "CAST");
        rewrite.insertAfter(close - 1, " AS " + type);
    }

    private static @Nullable String type(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        return tokens.end(at) - tokens.start(at) > 11
                ? null
                : TYPES.get(tokens.text(at).toLowerCase(Locale.ROOT));
    }

    /** Of one operand, and no type of a length: {@code x::bpchar(5)}, {@code bpchar(5) 'x'}. */
    private static boolean isCast(Rewrite rewrite, int at) {
        boolean qualified = rewrite.is(at - 1, TokenKind.DOT);
        int first = qualified ? at - 2 : at;
        int past = rewrite.pastGroup(at + 1);
        boolean type =
                rewrite.is(first - 1, TokenKind.CAST)
                        || rewrite.is(first - 1, Keyword.AS)
                        || Literals.isString(rewrite.tokens().kind(past));
        return !type
                && FunctionNameRule.isCall(rewrite, at)
                && past - at > 3
                && rewrite.text().part(at + 2, past - 1).splitAtCommas().size() == 1
                && !rewrite.is(at + 2, Keyword.SELECT)
                && !(qualified && rewrite.isName(first - 1));
    }
}
