package dev.duckspace.gateway.sql;

import java.util.List;

/**
 * What the engine gets for one statement.
 *
 * @param prelude statements to run before the text, in order and in the same transaction; the
 *     caller opens one when none is open. Their results are discarded
 * @param text exactly one statement
 * @param positions from offsets in {@code text} to the client's text
 */
public record RewrittenSql(List<String> prelude, String text, PositionMap positions) {
    /** The same with a text before it that the client did not write, as {@code EXPLAIN }. */
    public RewrittenSql prefixed(String prefix) {
        return new RewrittenSql(prelude, prefix + text, positions.prefixed(prefix));
    }
}
