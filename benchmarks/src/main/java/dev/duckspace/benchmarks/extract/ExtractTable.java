package dev.duckspace.benchmarks.extract;

/**
 * The table that is read: ten columns of everyday types, about 174 bytes a row as text DataRow. The
 * same SQL makes the same values on both sides.
 */
public record ExtractTable(long rows) {
    private static final String COLUMNS =
            """
            i AS id,
            cast(i * 7919 % 1000000 AS integer) AS quantity,
            cast(i % 1000003 AS double precision) / 7 AS price,
            cast(i AS double precision) / 3 * 0.0137 AS weight,
            cast(cast(i * 7919 % 100000000 AS decimal(12, 0)) * 0.01 AS numeric(12, 2)) AS amount,
            'segment ' || cast(i % 1000 AS varchar) AS code,
            'customer no. ' || cast(10000000 + i AS varchar) AS customer,
            date '2000-01-01' + cast(i % 10000 AS integer) AS day,
            timestamp '2020-01-01 00:00:00' + cast(i AS integer) * interval '1000123 microseconds'
                AS moment,
            i % 3 = 0 AS flag
            """;

    String name() {
        return "extract_" + rows;
    }

    String query() {
        return "SELECT * FROM " + name();
    }

    String createStatement() {
        return "CREATE TABLE " + name() + " AS " + select(0, rows);
    }

    String dropStatement() {
        return "DROP TABLE " + name();
    }

    /** The rows themselves, without a table, from that with the id {@code first}. */
    public static String select(long first, long rows) {
        return "SELECT "
                + COLUMNS
                + "FROM generate_series(cast(%d AS bigint), cast(%d AS bigint)) AS t(i)"
                        .formatted(first, first + rows - 1);
    }
}
