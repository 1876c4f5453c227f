package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * {@code CREATE TYPE t AS (a int, b text)} becomes a STRUCT, {@code AS ENUM ('a', 'b')} the name of
 * an enum that the engine is told of; types that the engine lacks are refused.
 */
final class CreateTypeRule implements RewriteRule {
    private static final int LONGEST_LABEL = 63;

    @Override
    public void apply(Rewrite rewrite, int from) {
        int name = from + 2;
        if (!rewrite.is(from + 1, Keyword.TYPE) || !rewrite.isName(name)) {
            return;
        }
        int as = rewrite.pastName(name);
        if (!rewrite.is(as, Keyword.AS)) {
            throw refused("CREATE TYPE without AS");
        }
        if (rewrite.tokens().isWord(as + 1, "range")) {
            throw refused("CREATE TYPE AS RANGE");
        }
        if (rewrite.tokens().isWord(as + 1, "enum") && isLabels(rewrite, as + 2)) {
            enumeration(rewrite, name, as + 1);
        } else if (rewrite.is(as + 1, TokenKind.LEFT_PAREN)) {
            composite(rewrite, as + 1);
        }
    }

    /** Not DuckDB's {@code ENUM (SELECT ...)}. */
    private static boolean isLabels(Rewrite rewrite, int open) {
        return rewrite.is(open, TokenKind.LEFT_PAREN)
                && (rewrite.is(open + 1, TokenKind.RIGHT_PAREN) || rewrite.isString(open + 1));
    }

    private static void enumeration(Rewrite rewrite, int name, int keyword) {
        List<String> labels = new ArrayList<>();
        int close = rewrite.pastGroup(keyword + 1) - 1;
        for (SqlText label : rewrite.text().part(keyword + 2, close).splitAtCommas()) {
            if (label.isEmpty() && close == keyword + 2) {
                break;
            }
            if (label.isEmpty() || !rewrite.isString(label.from())) {
                throw SqlErrors.syntaxError(rewrite.tokens(), label.from());
            }
            labels.add(requireLabel(Literals.string(rewrite.tokens(), label.from())));
        }
        if (labels.isEmpty()) {
            throw refused("an enum without labels");
        }
        requireDistinct(labels);
        UserTypes types = rewrite.context().relations().types();
        if (types == UserTypes.NONE) {
            return;
        }
        List<String> parts = Names.parts(rewrite, name);
        requireFree(types, parts);
        String column = types.enumOf(types.schemaOf(parts), parts.getLast(), labels, null);
        rewrite.replace(keyword, close + 1, Literals.quoteIdentifier(column));
    }

    static String requireLabel(String label) {
        if (label.getBytes(StandardCharsets.UTF_8).length > LONGEST_LABEL) {
            throw new PgException(
                    ErrorInfo.error(SqlState.INVALID_NAME, "invalid enum label \"" + label + "\"")
                            .withDetail("Labels must be " + LONGEST_LABEL + " bytes or less."));
        }
        return label;
    }

    private static void requireDistinct(List<String> labels) {
        if (new HashSet<>(labels).size() < labels.size()) {
            throw new PgException(
                    SqlState.UNIQUE_VIOLATION,
                    "duplicate key value violates unique constraint"
                            + " \"pg_enum_typid_label_index\"");
        }
    }

    static void requireFree(UserTypes types, List<String> name) {
        String schema = types.schemaOf(name);
        if (types.find(List.of(schema, name.getLast())).isPresent()) {
            throw new PgException(
                    SqlState.DUPLICATE_OBJECT, "type \"" + name.getLast() + "\" already exists");
        }
    }

    private static void composite(Rewrite rewrite, int open) {
        rewrite.insertBefore(open, "STRUCT");
        SqlText fields = rewrite.text().part(open + 1, rewrite.pastGroup(open) - 1);
        if (fields.isEmpty()) {
            throw refused("a composite type without attributes");
        }
        for (SqlText field : fields.splitAtCommas()) {
            TypeNames.rewrite(rewrite, field.from() + 1);
        }
    }

    private static PgException refused(String what) {
        return PgException.notSupported(
                what + " is not supported", "Enumerations and composite types are.");
    }
}
