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
 * @param assigned what it stores, where the types of that are to be asked for
 */
public record RewrittenSql(
        List<String> prelude,
        String text,
        PositionMap positions,
        Effects effects,
        List<AssignedValues> assigned) {
    public RewrittenSql(List<String> prelude, String text, PositionMap positions, Effects effects) {
        this(prelude, text, positions, effects, List.of());
    }

    public RewrittenSql(List<String> prelude, String text, PositionMap positions) {
        this(prelude, text, positions, Effects.NONE);
    }

    RewrittenSql withAssigned(List<AssignedValues> values) {
        return new RewrittenSql(prelude, text, positions, effects, values);
    }

    /** For a text whose places are none of the client's. */
    RewrittenSql unplaced() {
        return new RewrittenSql(
                prelude, text, PositionMap.of("", 0, text, List.of()), effects, assigned);
    }

    /** The same with a text before it that the client did not write, as {@code EXPLAIN }. */
    public RewrittenSql prefixed(String prefix) {
        return new RewrittenSql(
                prelude, prefix + text, positions.prefixed(prefix), effects, assigned);
    }
}
