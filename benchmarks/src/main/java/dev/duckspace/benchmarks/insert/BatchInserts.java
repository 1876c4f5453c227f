package dev.duckspace.benchmarks.insert;

import dev.duckspace.benchmarks.clients.ClientPrograms;
import dev.duckspace.benchmarks.clients.JdbcSessions;
import dev.duckspace.benchmarks.copy.CopyTable;
import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.measure.Timer;
import dev.duckspace.benchmarks.report.Part;
import dev.duckspace.benchmarks.report.Rates;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** Batches of the drivers that people insert with. */
public final class BatchInserts implements Benchmark {
    private static final int BATCH_ROWS = 1_000;
    private static final String PLAIN = "pgjdbc batch";
    private static final String REWRITTEN = "pgjdbc batch, reWriteBatchedInserts";
    private static final String VALUES = "psycopg2 execute_values";

    @Override
    public String name() {
        return "batches";
    }

    @Override
    public String title() {
        return "Batches of drivers";
    }

    @Override
    public String about() {
        return """
        Eight columns into a new table, in one transaction, in batches of 1,000 rows: pgjdbc's `addBatch` and `executeBatch`,
        without and with `reWriteBatchedInserts`, and psycopg2's `execute_values`.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        ClientPrograms programs = new ClientPrograms(arena.folder());
        Server gateway = arena.gateway().server();
        List<Server> servers = List.of(arena.postgres(), gateway);
        for (String rewrite : List.of("false", "true")) {
            Map<String, String> options = Map.of("reWriteBatchedInserts", rewrite);
            arena.warmUp(() -> jdbc(gateway.target(), BATCH_ROWS, options));
        }
        for (int rows : arena.scale().pick(List.of(2_000, 10_000), List.of(10_000, 100_000))) {
            for (int round = 0; round <= arena.rounds(); round++) {
                for (Server server : servers) {
                    double plain = jdbc(server.target(), rows, Map.of());
                    double rewritten =
                            jdbc(server.target(), rows, Map.of("reWriteBatchedInserts", "true"));
                    create(server.target());
                    double values =
                            programs.python(
                                    server.target(), "execute_values.py", Integer.toString(rows));
                    if (round > 0) {
                        arena.seconds(PLAIN, server.contestant(), rows, plain);
                        arena.seconds(REWRITTEN, server.contestant(), rows, rewritten);
                        arena.seconds(VALUES, server.contestant(), rows, values);
                    }
                }
            }
        }
    }

    private static void create(WireTarget target) throws SQLException {
        try (Connection connection = JdbcSessions.connect(target, Map.of());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS batched");
            statement.execute(CopyTable.create("batched"));
        }
    }

    private static double jdbc(WireTarget target, int rows, Map<String, String> options)
            throws Exception {
        create(target);
        try (Connection connection = JdbcSessions.connect(target, options)) {
            connection.setAutoCommit(false);
            return Timer.seconds(() -> insert(connection, rows));
        }
    }

    private static void insert(Connection connection, int rows) throws SQLException, IOException {
        int inserted = 0;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO batched VALUES (?,?,?,?,?,?,?,?)")) {
            for (int i = 0; i < rows; i++) {
                set(insert, i);
                insert.addBatch();
                if ((i + 1) % BATCH_ROWS == 0 || i + 1 == rows) {
                    inserted += insert.executeBatch().length;
                }
            }
        }
        connection.commit();
        if (inserted != rows) {
            throw new IOException(inserted + " rows inserted instead of " + rows);
        }
    }

    private static void set(PreparedStatement insert, int i) throws SQLException {
        insert.setLong(1, i);
        insert.setInt(2, i * 7919 % 1_000_000);
        insert.setDouble(3, i / 7.0);
        insert.setBigDecimal(4, BigDecimal.valueOf(i * 31L % 10_000_000, 2));
        insert.setString(5, "segment " + i % 1_000);
        insert.setString(6, "customer no. " + (10_000_000 + i));
        insert.setObject(7, LocalDate.ofEpochDay(20_000 + i % 1_000));
        insert.setObject(8, LocalDateTime.of(2026, 11, 30, 12, 0).plusSeconds(i));
    }

    @Override
    public List<Part> present(Samples samples) {
        return List.of(
                Rates.table(samples),
                new Part.LinePlot(
                        "Batches, by the rows inserted",
                        "rows",
                        "million rows a second",
                        false,
                        Rates.lines(samples, List.of(PLAIN, REWRITTEN, VALUES))));
    }
}
