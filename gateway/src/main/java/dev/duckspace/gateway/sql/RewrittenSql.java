package dev.duckspace.gateway.sql;

import java.util.List;

/**
 * What the engine gets for one statement.
 *
 * @param prelude statements to run before the text, in order and in the same transaction; the
 *     caller opens one when none is open. Their results are discarded
 * @param text exactly one statement; empty when the prelude is all there is to do
 * @param positions from offsets in {@code text} to the client's text
 * @param effects what else belongs to the statement
 */
public record RewrittenSql(
        List<String> prelude, String text, PositionMap positions, Effects effects) {
    public RewrittenSql(List<String> prelude, String text, PositionMap positions) {
        this(prelude, text, positions, Effects.NONE);
    }

    /** The same with a text before it that the client did not write, as {@code EXPLAIN }. */
    public RewrittenSql prefixed(String prefix) {
        return new RewrittenSql(prelude, prefix + text, positions.prefixed(prefix), effects);
    }
}
