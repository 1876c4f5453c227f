package dev.duckspace.benchmarks.latency;

import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Measure;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.measure.Timer;
import dev.duckspace.benchmarks.report.Figures;
import dev.duckspace.benchmarks.report.Part;
import dev.duckspace.benchmarks.servers.LocalEngine;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.benchmarks.wire.RawClient;
import dev.duckspace.gateway.engine.EngineStatement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/** SELECT 1 and a point lookup, simple and prepared. */
public final class Latency implements Benchmark {
    private static final String ONE = "SELECT 1";
    private static final String ONE_PREPARED = "SELECT 1, prepared";
    private static final String LOOKUP = "point lookup";
    private static final String LOOKUP_PREPARED = "point lookup, prepared";

    private static final long SEED = 20_261_130;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String title() {
        return "Latency of small questions";
    }

    @Override
    public String about() {
        return """
        One session asks again and again, over TLS, and waits for each answer: `SELECT 1` and `SELECT * FROM lookup WHERE id =`
        a random number, of a table with a primary key. Simple: one Query with the number in its text. Prepared: Parse once,
        then Bind, Execute and Sync. "In process" parses, runs and fetches the same, or binds, runs and fetches what was
        prepared. Medians, and what 99 of 100 stay below.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        List<Long> sizes =
                arena.scale().pick(List.of(1_000L, 10_000L), List.of(1_000L, 100_000L, 1_000_000L));
        List<Server> servers = List.of(arena.postgres(), arena.gateway().server());
        LocalEngine engine = arena.engine();
        for (long rows : sizes) {
            for (Server server : servers) {
                server.execute(LookupTable.statements(rows));
                server.settle(LookupTable.name(rows));
            }
            for (String statement : LookupTable.statements(rows)) {
                engine.execute(statement);
            }
        }
        double seconds = arena.scale().pick(0.2, 0.6);
        for (int round = 0; round <= arena.rounds(); round++) {
            boolean counts = round > 0;
            // The first round is longer: the gateway's JVM compiles.
            double time = counts ? seconds : 3 * seconds;
            for (Server server : servers) {
                askServer(arena, server, sizes, time, counts);
            }
            askEngine(arena, engine, sizes, time / 2, counts);
        }
    }

    private static void askServer(
            Arena arena, Server server, List<Long> sizes, double seconds, boolean counts)
            throws Exception {
        Random random = new Random(SEED);
        try (RawClient client = server.connect()) {
            Questions questions = new Questions(client);
            Contestant who = server.contestant();
            Timer.repeat(arena, ONE, who, 1, seconds, counts, () -> questions.simple("SELECT 1"));
            questions.prepare("one", "SELECT 1");
            Timer.repeat(arena, ONE_PREPARED, who, 1, seconds, counts, () -> questions.run("one"));
            for (long rows : sizes) {
                Timer.repeat(
                        arena,
                        LOOKUP,
                        who,
                        rows,
                        seconds,
                        counts,
                        () -> questions.simple(LookupTable.query(rows, random.nextLong(rows))));
                String name = LookupTable.name(rows);
                questions.prepare(name, LookupTable.query(rows));
                Timer.repeat(
                        arena,
                        LOOKUP_PREPARED,
                        who,
                        rows,
                        seconds,
                        counts,
                        () -> questions.run(name, random.nextLong(rows)));
            }
        }
    }

    private static void askEngine(
            Arena arena, LocalEngine engine, List<Long> sizes, double seconds, boolean counts)
            throws Exception {
        Random random = new Random(SEED);
        Contestant who = Contestant.ENGINE;
        Timer.repeat(arena, ONE, who, 1, seconds, counts, () -> one(engine.count("SELECT 1")));
        try (EngineStatement statement = engine.prepare("SELECT 1")) {
            Timer.repeat(
                    arena,
                    ONE_PREPARED,
                    who,
                    1,
                    seconds,
                    counts,
                    () -> one(LocalEngine.count(statement)));
        }
        for (long rows : sizes) {
            Timer.repeat(
                    arena,
                    LOOKUP,
                    who,
                    rows,
                    seconds,
                    counts,
                    () -> one(engine.count(LookupTable.query(rows, random.nextLong(rows)))));
            try (EngineStatement statement = engine.prepare(LookupTable.query(rows))) {
                Timer.repeat(
                        arena,
                        LOOKUP_PREPARED,
                        who,
                        rows,
                        seconds,
                        counts,
                        () -> {
                            LookupTable.bind(statement, random.nextLong(rows));
                            one(LocalEngine.count(statement));
                        });
            }
        }
    }

    private static void one(long rows) throws IOException {
        if (rows != 1) {
            throw new IOException(rows + " rows instead of one");
        }
    }

    @Override
    public List<Part> present(Samples samples) {
        List<List<String>> rows = new ArrayList<>();
        for (String subject : samples.subjects()) {
            for (long size : samples.sizes(subject)) {
                rows.add(row(samples, subject, size));
            }
        }
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Part.Table(
                        List.of(
                                "milliseconds",
                                "PostgreSQL median",
                                "99 of 100",
                                "gateway median",
                                "99 of 100",
                                "in process median",
                                "gateway without the work in process",
                                "of PostgreSQL's"),
                        rows));
        parts.add(bars(samples));
        parts.add(
                Part.Target.atMost(
                        "prepared SELECT 1 less its time in process, of PostgreSQL's whole",
                        1,
                        "x",
                        Samples.ratio(
                                own(samples, ONE_PREPARED, 1),
                                median(samples, ONE_PREPARED, Contestant.POSTGRES, 1))));
        return parts;
    }

    private static List<String> row(Samples samples, String subject, long size) {
        OptionalDouble postgres = median(samples, subject, Contestant.POSTGRES, size);
        OptionalDouble gateway = median(samples, subject, Contestant.GATEWAY, size);
        return List.of(
                size == 1 ? subject : subject + ", " + Figures.count(size) + " rows",
                Figures.milliseconds(postgres),
                Figures.milliseconds(
                        samples.median(subject, Contestant.POSTGRES, size, Measure.P99)),
                Figures.milliseconds(gateway),
                Figures.milliseconds(
                        samples.median(subject, Contestant.GATEWAY, size, Measure.P99)),
                Figures.milliseconds(median(samples, subject, Contestant.ENGINE, size)),
                Figures.milliseconds(own(samples, subject, size)),
                Figures.times(Samples.ratio(gateway, postgres)));
    }

    private static OptionalDouble median(
            Samples samples, String subject, Contestant contestant, long size) {
        return samples.median(subject, contestant, size, Measure.MEDIAN);
    }

    /** What the gateway adds. */
    private static OptionalDouble own(Samples samples, String subject, long size) {
        return Samples.difference(
                median(samples, subject, Contestant.GATEWAY, size),
                median(samples, subject, Contestant.ENGINE, size));
    }

    private static Part.BarPlot bars(Samples samples) {
        List<Part.Bars> bars = new ArrayList<>();
        for (Contestant contestant : Contestant.values()) {
            bars.add(
                    new Part.Bars(
                            contestant.title(),
                            samples.subjects().stream()
                                    .map(s -> largest(samples, s, contestant))
                                    .toList()));
        }
        return new Part.BarPlot(
                "Median latency, the largest table",
                "milliseconds",
                true,
                samples.subjects(),
                bars);
    }

    private static double largest(Samples samples, String subject, Contestant contestant) {
        return median(samples, subject, contestant, samples.sizes(subject).getLast())
                        .orElse(Double.NaN)
                * 1e3;
    }
}
