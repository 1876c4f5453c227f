package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.Reference;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows that refer to rows of their own table. The engine takes a row only when the one that it
 * refers to is there already, so that they are put back level by level, roots first.
 */
record SelfReference(Table table, List<Constraint> keys) {
    private static final String LEVEL = "pg_level";

    /** Deeper than any hierarchy; rows in a circle would go on for ever. */
    private static final int LEVELS_MAX = 1_000;

    static Optional<SelfReference> of(Table table) {
        List<Constraint> keys =
                table.constraints().stream()
                        .filter(c -> TableDraft.refersTo(c, table.relation().name()))
                        .toList();
        return keys.isEmpty() ? Optional.empty() : Optional.of(new SelfReference(table, keys));
    }

    /** The rows, each with its level; -1 where none was found. */
    String query() {
        String name = table.relation().quoted();
        return """
        WITH RECURSIVE edges AS MATERIALIZED (%2$s),
        levels AS (
            SELECT rowid AS r, 0 AS n FROM %1$s WHERE rowid NOT IN (SELECT child FROM edges)
            UNION
            SELECT e.child, l.n + 1 FROM levels l JOIN edges e ON e.parent = l.r WHERE l.n < %3$d)
        SELECT t.*, coalesce(m.n, -1) AS %4$s FROM %1$s t LEFT JOIN
            (SELECT r, max(n) AS n FROM levels GROUP BY r) m ON m.r = t.rowid"""
                .formatted(
                        name,
                        keys.stream().map(this::edges).collect(Collectors.joining(" UNION ALL ")),
                        LEVELS_MAX,
                        LEVEL);
    }

    private String edges(Constraint key) {
        Reference reference = Objects.requireNonNull(key.references());
        StringBuilder on = new StringBuilder();
        for (int i = 0; i < key.columns().size(); i++) {
            on.append(i == 0 ? "" : " AND ")
                    .append("c.")
                    .append(Literals.quoteIdentifier(key.columns().get(i)))
                    .append(" = p.")
                    .append(Literals.quoteIdentifier(reference.columns().get(i)));
        }
        return "SELECT c.rowid AS child, p.rowid AS parent FROM %1$s c JOIN %1$s p ON %2$s"
                .formatted(table.relation().quoted(), on);
    }

    static String at(long level) {
        return " WHERE " + LEVEL + " = " + level;
    }

    /** The deepest level of rows put aside. */
    static long levels(Relations relations, Relation aside, String table) {
        long unplaced =
                relations.number(
                        "SELECT count(*) FROM %1$s WHERE %2$s < 0 OR %2$s >= %3$d"
                                .formatted(aside.quoted(), LEVEL, LEVELS_MAX));
        if (unplaced > 0) {
            throw PgException.notSupported(
                    "altering table \""
                            + table
                            + "\", whose rows refer to each other in a circle, "
                            + "is not supported",
                    "Set the referring columns to null before.");
        }
        return relations.number(
                "SELECT coalesce(max(%s), 0) FROM %s".formatted(LEVEL, aside.quoted()));
    }
}
