package dev.duckspace.benchmarks.insert;

import dev.duckspace.benchmarks.copy.CopyTable;
import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.measure.Timer;
import dev.duckspace.benchmarks.report.Part;
import dev.duckspace.benchmarks.report.Rates;
import dev.duckspace.benchmarks.servers.LocalEngine;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.benchmarks.wire.RawClient;
import java.util.ArrayList;
import java.util.List;

/** INSERT ... VALUES of many rows of literals. */
public final class LiteralInserts implements Benchmark {
    private static final String SUBJECT = "INSERT of literals";
    private static final long TARGET_ROWS = 1_000;

    /** Statements of one transaction, made once and sent again and again. */
    private static final int STATEMENTS = 20;

    /** What runs a statement. */
    @FunctionalInterface
    private interface Runner {
        void run(String sql) throws Exception;
    }

    @Override
    public String name() {
        return "insert";
    }

    @Override
    public String title() {
        return "INSERT of many rows";
    }

    @Override
    public String about() {
        return """
        `INSERT INTO t VALUES (...), (...), ...` of literals into eight columns (those of COPY in), by simple queries, 20 to a
        transaction, with 1 to 10,000 rows each. "In process" runs the same texts by the engine itself.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        Server gateway = arena.gateway().server();
        List<Server> servers = List.of(arena.postgres(), gateway);
        LocalEngine engine = arena.engine();
        double seconds = arena.scale().pick(0.2, 0.8);
        try (RawClient client = gateway.connect()) {
            client.query(CopyTable.create("inserted"));
            List<String> texts = InsertTexts.of("inserted", 100, STATEMENTS);
            arena.warmUp(() -> transaction(texts, client::query));
        }
        for (int rows :
                arena.scale().pick(List.of(1, 100, 1_000), List.of(1, 10, 100, 1_000, 10_000))) {
            List<String> texts = InsertTexts.of("inserted", rows, STATEMENTS);
            for (int round = 0; round <= arena.rounds(); round++) {
                boolean counts = round > 0;
                for (Server server : servers) {
                    try (RawClient client = server.connect()) {
                        transactions(
                                arena,
                                server.contestant(),
                                rows,
                                texts,
                                seconds,
                                counts,
                                client::query);
                    }
                }
                transactions(
                        arena, Contestant.ENGINE, rows, texts, seconds, counts, engine::execute);
            }
        }
    }

    private static void transactions(
            Arena arena,
            Contestant contestant,
            int rows,
            List<String> texts,
            double seconds,
            boolean counts,
            Runner runner)
            throws Exception {
        runner.run("DROP TABLE IF EXISTS inserted");
        runner.run(CopyTable.create("inserted"));
        double taken = 0;
        int statements = 0;
        while (taken < seconds) {
            taken += Timer.seconds(() -> transaction(texts, runner));
            statements += texts.size();
        }
        if (counts) {
            arena.seconds(SUBJECT, contestant, rows, taken / statements);
        }
    }

    private static void transaction(List<String> texts, Runner runner) throws Exception {
        runner.run("BEGIN");
        for (String text : texts) {
            runner.run(text);
        }
        runner.run("COMMIT");
    }

    @Override
    public List<Part> present(Samples samples) {
        List<Part> parts = new ArrayList<>();
        parts.add(Rates.table(samples));
        parts.add(
                new Part.LinePlot(
                        "INSERT of literals, by the rows of a statement",
                        "rows of a statement",
                        "million rows a second",
                        true,
                        Rates.lines(samples, List.of(SUBJECT))));
        parts.add(
                Part.Target.atLeast(
                        "INSERT of 1,000 rows of literals, of PostgreSQL's rate",
                        1,
                        "x",
                        samples.rateRatio(
                                SUBJECT, Contestant.GATEWAY, Contestant.POSTGRES, TARGET_ROWS)));
        parts.add(
                Part.Target.atLeast(
                        "INSERT of 1,000 rows of literals, of the engine's own rate",
                        20,
                        "x",
                        samples.rateRatio(
                                SUBJECT, Contestant.GATEWAY, Contestant.ENGINE, TARGET_ROWS)));
        return parts;
    }
}
