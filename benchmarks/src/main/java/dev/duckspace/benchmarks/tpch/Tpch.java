package dev.duckspace.benchmarks.tpch;

import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Measure;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.measure.Timer;
import dev.duckspace.benchmarks.report.Figures;
import dev.duckspace.benchmarks.report.Part;
import dev.duckspace.benchmarks.servers.GatewayProcess;
import dev.duckspace.benchmarks.servers.LocalEngine;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.benchmarks.wire.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The 22 queries in process, by the gateway and by PostgreSQL. */
public final class Tpch implements Benchmark {
    /** Below it the generator makes the same supplier of a part twice. */
    private static final double FACTOR_MIN = 0.01;

    private static final long LINES_OF_ONE = 6_000_000;
    private static final int POSTGRES_ROUNDS = 1;

    /** The quick ones take more turns: three in a hundred are to be told from noise. */
    private static final int QUICK_ROUNDS = 5;

    @Override
    public String name() {
        return "tpch";
    }

    @Override
    public String title() {
        return "TPC-H";
    }

    @Override
    public String about() {
        return """
        The 22 queries with the parameters of their validation, over data of io.trino.tpch: eight project tables of the gateway,
        the same eight files attached by DuckDB in process, and PostgreSQL with primary keys, indexes on foreign keys and
        statistics. Each query's answer is compared between the three first, in a round that does not count; a different one
        fails this part. In process and gateway then take 5 turns with each query, or as many as there are rounds; PostgreSQL one.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        List<String> queries = TpchQueries.all();
        GatewayProcess gateway = arena.gateway();
        Server workspace = gateway.server();
        Server postgres = arena.postgres();
        List<Double> factors =
                Stream.of(Math.max(FACTOR_MIN, arena.factor() / 10), arena.factor())
                        .distinct()
                        .toList();
        for (int i = 0; i < factors.size(); i++) {
            double factor = factors.get(i);
            String bucket = "in_c_tpch" + i;
            TpchData data = TpchData.write(arena.folder().resolve(bucket), factor);
            TpchServers.publish(gateway, bucket, data);
            TpchServers.fill(postgres, data);
            long lines = Math.round(LINES_OF_ONE * factor);
            try (LocalEngine engine =
                    LocalEngine.open(arena.folder().resolve("local" + i + ".duckdb"))) {
                TpchServers.attach(engine, gateway, bucket);
                for (int q = 0; q < queries.size(); q++) {
                    compare(engine, workspace, postgres, bucket, queries.get(q), q);
                }
                quick(arena, engine, workspace, bucket, queries, lines);
            }
            slow(arena, postgres, queries, lines);
        }
    }

    private static void compare(
            LocalEngine engine,
            Server gateway,
            Server postgres,
            String bucket,
            String query,
            int index)
            throws IOException {
        Answers wanted = TpchServers.answers(postgres, "public", query);
        differ(
                "PostgreSQL and gateway",
                wanted,
                TpchServers.answers(gateway, bucket, query),
                index);
        differ("PostgreSQL and DuckDB", wanted, TpchServers.answers(engine, query), index);
    }

    private static void differ(String who, Answers one, Answers other, int index)
            throws IOException {
        Optional<String> difference = one.difference(other);
        if (difference.isPresent()) {
            throw new IOException(
                    "%s answer %s differently: %s"
                            .formatted(who, TpchQueries.name(index), difference.get()));
        }
    }

    private static void quick(
            Arena arena,
            LocalEngine engine,
            Server gateway,
            String bucket,
            List<String> queries,
            long lines)
            throws Exception {
        try (RawClient client = gateway.connect()) {
            client.query("SET search_path TO " + bucket);
            for (int q = 0; q < queries.size(); q++) {
                String query = queries.get(q);
                int rounds = Math.max(QUICK_ROUNDS, arena.rounds());
                for (int round = 0; round < rounds; round++) {
                    arena.seconds(
                            TpchQueries.name(q),
                            Contestant.ENGINE,
                            lines,
                            Timer.seconds(() -> engine.count(query)));
                    arena.seconds(
                            TpchQueries.name(q),
                            Contestant.GATEWAY,
                            lines,
                            Timer.seconds(() -> client.query(query)));
                }
            }
        }
    }

    private static void slow(Arena arena, Server postgres, List<String> queries, long lines)
            throws Exception {
        try (RawClient client = postgres.connect()) {
            for (int round = 0; round < POSTGRES_ROUNDS; round++) {
                for (int q = 0; q < queries.size(); q++) {
                    String query = queries.get(q);
                    arena.seconds(
                            TpchQueries.name(q),
                            Contestant.POSTGRES,
                            lines,
                            Timer.seconds(() -> client.query(query)));
                }
            }
        }
    }

    @Override
    public List<Part> present(Samples samples) {
        long most = samples.largest();
        List<Part> parts = new ArrayList<>();
        parts.add(totals(samples));
        parts.add(queries(samples, most));
        parts.add(bars(samples, most));
        parts.add(
                Part.Target.atMost(
                        "TPC-H in total, above the time in process",
                        3,
                        "%",
                        Samples.mapped(
                                Samples.ratio(
                                        total(samples, Contestant.GATEWAY, most),
                                        total(samples, Contestant.ENGINE, most)),
                                ratio -> 100 * (ratio - 1))));
        parts.add(
                Part.Target.atLeast(
                        "TPC-H in total, times as fast as PostgreSQL",
                        10,
                        "x",
                        Samples.ratio(
                                total(samples, Contestant.POSTGRES, most),
                                total(samples, Contestant.GATEWAY, most))));
        return parts;
    }

    private static Part.Table totals(Samples samples) {
        List<List<String>> rows = new ArrayList<>();
        for (long lines : samples.sizes(TpchQueries.name(0))) {
            OptionalDouble engine = total(samples, Contestant.ENGINE, lines);
            OptionalDouble gateway = total(samples, Contestant.GATEWAY, lines);
            OptionalDouble postgres = total(samples, Contestant.POSTGRES, lines);
            rows.add(
                    List.of(
                            "%s (%s rows of lineitem)"
                                    .formatted(
                                            Figures.plain(lines / (double) LINES_OF_ONE),
                                            Figures.count(lines)),
                            Figures.plain(postgres),
                            Figures.plain(gateway),
                            Figures.plain(engine),
                            Figures.times(Samples.ratio(postgres, gateway)),
                            Figures.times(Samples.ratio(gateway, engine))));
        }
        return new Part.Table(
                List.of(
                        "scale factor, seconds in total",
                        "PostgreSQL",
                        "gateway",
                        "in process",
                        "PostgreSQL / gateway",
                        "gateway / in process"),
                rows);
    }

    private static Part.Table queries(Samples samples, long lines) {
        List<List<String>> rows = new ArrayList<>();
        for (String query : samples.subjects()) {
            OptionalDouble engine = seconds(samples, query, Contestant.ENGINE, lines);
            OptionalDouble gateway = seconds(samples, query, Contestant.GATEWAY, lines);
            OptionalDouble postgres = seconds(samples, query, Contestant.POSTGRES, lines);
            rows.add(
                    List.of(
                            query,
                            Figures.milliseconds(postgres),
                            Figures.milliseconds(gateway),
                            Figures.milliseconds(engine),
                            Figures.times(Samples.ratio(postgres, gateway)),
                            Figures.times(Samples.ratio(gateway, engine))));
        }
        return new Part.Table(
                List.of(
                        "milliseconds, the larger one",
                        "PostgreSQL",
                        "gateway",
                        "in process",
                        "PostgreSQL / gateway",
                        "gateway / in process"),
                rows);
    }

    private static Part.BarPlot bars(Samples samples, long lines) {
        List<Part.Bars> bars = new ArrayList<>();
        for (Contestant contestant :
                List.of(Contestant.POSTGRES, Contestant.GATEWAY, Contestant.ENGINE)) {
            bars.add(
                    new Part.Bars(
                            contestant.title(),
                            samples.subjects().stream()
                                    .map(
                                            query ->
                                                    seconds(samples, query, contestant, lines)
                                                            .orElse(Double.NaN))
                                    .toList()));
        }
        return new Part.BarPlot(
                "TPC-H, seconds of each query", "seconds", true, samples.subjects(), bars);
    }

    private static OptionalDouble seconds(
            Samples samples, String query, Contestant contestant, long lines) {
        return samples.median(query, contestant, lines, Measure.SECONDS);
    }

    /** Of all queries, or nothing. */
    private static OptionalDouble total(Samples samples, Contestant contestant, long lines) {
        double total = 0;
        for (String query : samples.subjects()) {
            OptionalDouble seconds = seconds(samples, query, contestant, lines);
            if (seconds.isEmpty()) {
                return OptionalDouble.empty();
            }
            total += seconds.getAsDouble();
        }
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(total);
    }
}
