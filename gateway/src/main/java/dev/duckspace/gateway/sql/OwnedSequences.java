package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Sequence;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The sequences that go with a table or column: those that a serial or identity column has made,
 * known by their name and by nobody else drawing from them.
 */
public final class OwnedSequences {
    private OwnedSequences() {}

    /** What the sequence of a serial or identity column is called. */
    public static String name(String table, String column) {
        return OwnedSequence.shortened(table, column);
    }

    /** DROP SEQUENCE for what the column owns. */
    static List<String> of(Rewrite rewrite, Table table, String column) {
        return find(rewrite.context().relations(), table, column).stream()
                .map(sequence -> "DROP SEQUENCE IF EXISTS " + sequence.relation().quoted())
                .toList();
    }

    static List<String> of(Rewrite rewrite, Table table) {
        List<String> drops = new ArrayList<>();
        table.columns().forEach(column -> drops.addAll(of(rewrite, table, column.name())));
        return drops;
    }

    static List<Sequence> find(Relations relations, Table table, String column) {
        boolean draws =
                table.column(column)
                        .map(Relations.Column::expression)
                        .filter(expression -> expression.contains("nextval"))
                        .isPresent();
        if (!draws) {
            return List.of();
        }
        Relation relation = table.relation();
        String name = OwnedSequence.shortened(relation.name(), column);
        String schema = relation.temporary() ? "pg_temp" : relation.schema();
        return relations.sequence(List.of(schema, name)).stream()
                .filter(sequence -> onlyFor(sequence, relation, column))
                .toList();
    }

    private static boolean onlyFor(Sequence sequence, Relation table, String column) {
        return sequence.uses().stream()
                .allMatch(use -> use.table().equals(table) && use.column().equals(column));
    }
}
