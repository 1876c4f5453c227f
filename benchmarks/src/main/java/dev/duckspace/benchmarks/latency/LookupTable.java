package dev.duckspace.benchmarks.latency;

import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineValue;
import java.util.List;

/** A table of as many rows as its name says, with a key. */
public final class LookupTable {
    private LookupTable() {}

    public static String name(long rows) {
        return "lookup_" + rows;
    }

    public static List<String> statements(long rows) {
        return List.of(
                "CREATE TABLE "
                        + name(rows)
                        + " (id bigint PRIMARY KEY, name varchar, amount numeric(12,2), day date)",
                """
                INSERT INTO %s
                SELECT i, 'customer no. ' || cast(i AS varchar),
                    cast(i %% 100000 AS numeric(12,2)) / 4,
                    date '2020-01-01' + cast(i %% 1000 AS integer)
                FROM generate_series(cast(0 AS bigint), cast(%d AS bigint)) AS t(i)
                """
                        .formatted(name(rows), rows - 1));
    }

    public static String query(long rows, long id) {
        return "SELECT * FROM " + name(rows) + " WHERE id = " + id;
    }

    /** With a parameter. */
    public static String query(long rows) {
        return "SELECT * FROM " + name(rows) + " WHERE id = $1";
    }

    static void bind(EngineStatement statement, long id) {
        statement.bind(1, new EngineValue.Int(id));
    }
}
