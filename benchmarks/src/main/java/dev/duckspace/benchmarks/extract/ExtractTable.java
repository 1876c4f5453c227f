package dev.duckspace.benchmarks.extract;

import dev.duckspace.benchmarks.servers.CpuClock;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.benchmarks.wire.RawClient;
import dev.duckspace.benchmarks.wire.TlsEngine;
import java.io.IOException;
import java.util.List;

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

    public String name() {
        return "extract_" + rows;
    }

    public String query() {
        return "SELECT * FROM " + name();
    }

    public String createStatement() {
        return "CREATE TABLE " + name() + " AS " + select(0, rows);
    }

    public void createIn(Server server) throws IOException {
        server.execute(List.of(createStatement()));
        server.settle(name());
    }

    /** Reads it whole by a session of its own. */
    Pass readFrom(Server server, ReadFormat format, TlsEngine readerTls) throws IOException {
        try (RawClient client = RawClient.connect(server.target(), readerTls)) {
            CpuClock clock = new CpuClock(server.process().orElse(client.serverProcess()));
            return Pass.of(client, query(), format, clock);
        }
    }

    /** The rows themselves, without a table, from that with the id {@code first}. */
    public static String select(long first, long rows) {
        return "SELECT "
                + COLUMNS
                + "FROM generate_series(%d::bigint, %d::bigint) AS t(i)"
                        .formatted(first, first + rows - 1);
    }
}
