package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The catalog's columns of type int2vector, oidvector and name count from 0, as in {@code
 * indkey[attnum - 1]} and {@code generate_subscripts(indkey, 1)}; the engine's lists count from 1.
 * Only in statements that name the columns' relation, so that nobody else's {@code indkey} is
 * meant.
 */
final class CatalogVectorRule implements RewriteRule {
    private static final Map<String, String> RELATIONS =
            Map.ofEntries(
                    Map.entry("indkey", "pg_index"),
                    Map.entry("indclass", "pg_index"),
                    Map.entry("indoption", "pg_index"),
                    Map.entry("indcollation", "pg_index"),
                    Map.entry("proargtypes", "pg_proc"),
                    Map.entry("tgattr", "pg_trigger"),
                    Map.entry("stxkeys", "pg_statistic_ext"),
                    Map.entry("partattrs", "pg_partitioned_table"),
                    Map.entry("partclass", "pg_partitioned_table"),
                    Map.entry("partcollation", "pg_partitioned_table"),
                    Map.entry("typname", "pg_type"));

    /** Functions whose answers are positions. */
    private static final Set<String> POSITIONS =
            Set.of("array_lower", "array_upper", "array_position");

    private static final String SUBSCRIPTS = "generate_subscripts";

    @Override
    public void apply(Rewrite rewrite, int at) {
        if (rewrite.is(at + 1, TokenKind.LEFT_BRACKET)) {
            subscript(rewrite, at);
        } else if (rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            String function = lowerCase(rewrite, at);
            if (POSITIONS.contains(function) && isOfVector(rewrite, at)) {
                rewrite.insertAfter(rewrite.pastGroup(at + 1) - 1, "::INTEGER - 1");
            } else if (function.equals(SUBSCRIPTS) && isOfVector(rewrite, at)) {
                rewrite.insertAfter(rewrite.pastGroup(at + 1) - 2, lowerBound(rewrite, at));
            }
        }
    }

    /** The last arguments of the engine's function: the order, where it is not given, and zero. */
    private static String lowerBound(Rewrite rewrite, int at) {
        int commas = 0;
        for (int i = at + 2; i < rewrite.pastGroup(at + 1); i++) {
            commas += rewrite.is(i, TokenKind.COMMA) ? 1 : 0;
        }
        return commas > 1 ? ", 0" : ", false, 0";
    }

    private static void subscript(Rewrite rewrite, int at) {
        if (isVector(rewrite, at)) {
            int past = rewrite.pastGroup(at + 1);
            rewrite.replace(at + 1, at + 2, "[(");
            rewrite.replace(past - 1, past, ") + 1]");
        }
    }

    /** Whether a call's first argument is a vector, perhaps behind its table's name. */
    private static boolean isOfVector(Rewrite rewrite, int at) {
        int past = rewrite.pastGroup(at + 1);
        int comma = at + 2;
        while (comma < past && !rewrite.is(comma, TokenKind.COMMA)) {
            comma++;
        }
        boolean isColumn = comma == at + 3 || rewrite.is(comma - 2, TokenKind.DOT);
        return isColumn && isVector(rewrite, comma - 1);
    }

    private static boolean isVector(Rewrite rewrite, int at) {
        String relation = RELATIONS.get(lowerCase(rewrite, at));
        return relation != null && rewrite.text().mentions(relation);
    }

    private static String lowerCase(Rewrite rewrite, int at) {
        return rewrite.tokens().text(at).toLowerCase(Locale.ROOT);
    }
}
