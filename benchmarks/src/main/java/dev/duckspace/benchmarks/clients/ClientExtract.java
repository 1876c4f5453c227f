package dev.duckspace.benchmarks.clients;

import dev.duckspace.benchmarks.extract.ExtractTable;
import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.measure.Timer;
import dev.duckspace.benchmarks.report.Part;
import dev.duckspace.benchmarks.report.Rates;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same table read by psql, psycopg2, psycopg3 and pgjdbc. */
public final class ClientExtract implements Benchmark {
    private static final int FETCH_ROWS = 10_000;

    /** A way to read a table whole. */
    private record Way(String subject, Reading reading) {}

    @FunctionalInterface
    private interface Reading {
        /** The seconds that it took. */
        double read(WireTarget target, ExtractTable table) throws Exception;
    }

    @Override
    public String name() {
        return "clients";
    }

    @Override
    public String title() {
        return "Extract, by clients";
    }

    @Override
    public String about() {
        return """
        The same table of ten columns, read by psql (`\\copy ... to /dev/null`, and a SELECT with `FETCH_COUNT` 10,000 to
        /dev/null; its start counts), psycopg2 (a plain cursor, then one with a name), psycopg3 (text, then binary) and pgjdbc
        (fetch size 10,000 in a transaction). Each makes objects of its language of all values. Such clients are the slower half
        of the work: the ratio tells how much of a faster server they let through.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        ClientPrograms programs = new ClientPrograms(arena.folder());
        List<Way> ways =
                List.of(
                        new Way("psql \\copy", (t, table) -> copy(programs, t, table)),
                        new Way("psql FETCH_COUNT", (t, table) -> fetch(programs, t, table)),
                        python(programs, "psycopg2", "psycopg2", "plain"),
                        python(programs, "psycopg2, named cursor", "psycopg2", "named"),
                        python(programs, "psycopg3, text", "psycopg3", "text"),
                        python(programs, "psycopg3, binary", "psycopg3", "binary"),
                        new Way("pgjdbc, fetch size", ClientExtract::jdbc));
        List<Server> servers = List.of(arena.postgres(), arena.gateway().server());
        for (long rows : arena.scale().pick(List.of(20_000L), List.of(100_000L, 1_000_000L))) {
            ExtractTable table = new ExtractTable(rows);
            for (Server server : servers) {
                table.createIn(server);
            }
            for (Way way : ways) {
                // Whole processes warm themselves up; the server has seen the first round.
                int rounds = Math.min(2, arena.rounds());
                for (int round = 0; round <= rounds; round++) {
                    for (Server server : servers) {
                        double seconds = way.reading().read(server.target(), table);
                        if (round > 0) {
                            arena.seconds(way.subject(), server.contestant(), rows, seconds);
                        }
                    }
                }
            }
        }
    }

    private static Way python(
            ClientPrograms programs, String subject, String driver, String manner) {
        return new Way(
                subject,
                (target, table) ->
                        programs.python(
                                target,
                                "extract.py",
                                driver,
                                manner,
                                table.name(),
                                Long.toString(table.rows())));
    }

    private static double copy(ClientPrograms programs, WireTarget target, ExtractTable table)
            throws Exception {
        return Timer.seconds(
                () ->
                        programs.psql(
                                target,
                                "-c",
                                "\\copy (%s) to '/dev/null'".formatted(table.query())));
    }

    private static double fetch(ClientPrograms programs, WireTarget target, ExtractTable table)
            throws Exception {
        return Timer.seconds(
                () ->
                        programs.psql(
                                target,
                                "-A",
                                "-t",
                                "-v",
                                "FETCH_COUNT=" + FETCH_ROWS,
                                "-o",
                                "/dev/null",
                                "-c",
                                table.query()));
    }

    private static double jdbc(WireTarget target, ExtractTable table) throws Exception {
        try (Connection connection = JdbcSessions.connect(target, Map.of())) {
            connection.setAutoCommit(false);
            return Timer.seconds(() -> read(connection, table));
        }
    }

    private static void read(Connection connection, ExtractTable table)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            long rows = 0;
            try (ResultSet result = statement.executeQuery(table.query())) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    for (int i = 1; i <= columns; i++) {
                        result.getObject(i);
                    }
                    rows++;
                }
            }
            if (rows != table.rows()) {
                throw new IOException(rows + " rows instead of " + table.rows());
            }
        }
    }

    @Override
    public List<Part> present(Samples samples) {
        List<String> subjects = samples.subjects();
        List<Part.Bars> bars = new ArrayList<>();
        for (Contestant contestant : List.of(Contestant.POSTGRES, Contestant.GATEWAY)) {
            bars.add(
                    new Part.Bars(
                            contestant.title(),
                            subjects.stream()
                                    .map(
                                            subject ->
                                                    samples.rate(
                                                                            subject,
                                                                            contestant,
                                                                            samples.sizes(subject)
                                                                                    .getLast())
                                                                    .orElse(Double.NaN)
                                                            / 1e3)
                                    .toList()));
        }
        return List.of(
                Rates.table(samples),
                new Part.BarPlot(
                        "The largest table, by clients",
                        "thousand rows a second",
                        false,
                        subjects,
                        bars));
    }
}
