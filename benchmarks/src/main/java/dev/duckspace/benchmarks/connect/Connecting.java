package dev.duckspace.benchmarks.connect;

import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Latencies;
import dev.duckspace.benchmarks.measure.Measure;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.measure.Timer;
import dev.duckspace.benchmarks.report.Figures;
import dev.duckspace.benchmarks.report.Part;
import dev.duckspace.benchmarks.servers.GatewayProcess;
import dev.duckspace.benchmarks.servers.GatewaySettings;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.benchmarks.wire.RawClient;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Connecting by TLS and SCRAM, and to workspaces of projects with few tables and many. */
public final class Connecting implements Benchmark {
    private static final String CONNECT = "connect";
    private static final String CONNECT_AND_ASK = "connect, SELECT 1";
    private static final String WARM = "connect, workspace open";
    private static final String COLD = "connect, workspace closed";
    private static final String FIRST = "first query of a project table";
    private static final String FIRST_COLD = "first query after opening";
    private static final String BUCKET = "in_c_bench";
    private static final String TABLE_QUERY =
            """
            SELECT 1 AS a, 'b' AS b, 1.5::DOUBLE AS c, DATE '2026-01-01' AS d, 2::BIGINT AS e,
                'f' AS f, 'g' AS g, 3 AS h, true AS i, 4::DECIMAL(12,2) AS j
            """;

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public String title() {
        return "Connecting and opening";
    }

    @Override
    public String about() {
        return """
        From the first packet to ReadyForQuery, TLS 1.3 handshake and SCRAM-SHA-256 with 4,096 rounds included, of which both
        sides pay the client's half in the same Java. Then, of the gateway alone, to workspaces of a project with 1, 10, 100
        and 1,000 tables of ten columns: to one that is open, to one that has been closed for idleness (which opens its file,
        and makes its catalog), and the first `SELECT` of a project table in the new session, which attaches that table's
        file.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        GatewayProcess gateway = arena.gateway(GatewaySettings.STANDARD.withIdleCloseSeconds(1));
        Server workspace = gateway.server();
        List<Server> servers = List.of(arena.postgres(), workspace);
        double seconds = arena.scale().pick(0.4, 1.5);
        // A session of its own keeps the workspace open.
        try (RawClient keeper = workspace.connect()) {
            keeper.query("SELECT 1");
            for (int round = 0; round <= arena.rounds(); round++) {
                for (Server server : servers) {
                    connects(arena, server, seconds, round > 0);
                }
            }
        }
        gateway.publish(BUCKET, table(0), TABLE_QUERY);
        Path first = gateway.tableFile(BUCKET, table(0));
        int published = 1;
        WireTarget some = gateway.workspace();
        String warm = query(0);
        arena.warmUp(() -> visit(some, warm, new Latencies(), new Latencies()));
        for (int tables : arena.scale().pick(List.of(1, 10, 50), List.of(1, 10, 100, 1_000))) {
            for (; published < tables; published++) {
                // A table is a file: a thousand are made sooner so than by publishing each.
                Files.copy(first, gateway.tableFile(BUCKET, table(published)));
            }
            workspaces(arena, gateway, tables);
        }
    }

    private static String table(int number) {
        return "t" + number;
    }

    private static String query(int number) {
        return "SELECT * FROM %s.%s".formatted(BUCKET, table(number));
    }

    private static void connects(Arena arena, Server server, double seconds, boolean counts)
            throws Exception {
        Contestant who = server.contestant();
        Timer.repeat(arena, CONNECT, who, 1, seconds, counts, () -> server.connect().close());
        Timer.repeat(
                arena,
                CONNECT_AND_ASK,
                who,
                1,
                seconds,
                counts,
                () -> {
                    try (RawClient client = server.connect()) {
                        client.query("SELECT 1");
                    }
                });
    }

    private static void workspaces(Arena arena, GatewayProcess gateway, int tables)
            throws IOException {
        int count = arena.scale().pick(2, 6);
        List<WireTarget> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            targets.add(gateway.workspace());
        }
        for (WireTarget target : targets) {
            RawClient.connect(target).close();
        }
        String query = query(tables - 1);
        Latencies warm = new Latencies();
        Latencies first = new Latencies();
        for (int i = 0; i < arena.scale().pick(5, 40); i++) {
            visit(targets.getFirst(), query, warm, first);
        }
        warm.addTo(arena, WARM, Contestant.GATEWAY, tables);
        first.addTo(arena, FIRST, Contestant.GATEWAY, tables);
        for (int round = 0; round < arena.rounds(); round++) {
            gateway.awaitClosed();
            Latencies cold = new Latencies();
            Latencies firstCold = new Latencies();
            for (WireTarget target : targets) {
                visit(target, query, cold, firstCold);
            }
            cold.addTo(arena, COLD, Contestant.GATEWAY, tables);
            firstCold.addTo(arena, FIRST_COLD, Contestant.GATEWAY, tables);
        }
    }

    private static void visit(
            WireTarget target, String query, Latencies connecting, Latencies asking)
            throws IOException {
        long start = System.nanoTime();
        try (RawClient client = RawClient.connect(target)) {
            long connected = System.nanoTime();
            client.query(query);
            asking.add(System.nanoTime() - connected);
            connecting.add(connected - start);
        }
    }

    @Override
    public List<Part> present(Samples samples) {
        List<Part> parts = new ArrayList<>();
        parts.add(both(samples));
        List<Long> sizes = samples.sizes(WARM);
        parts.add(byTables(samples, sizes));
        parts.add(
                new Part.LinePlot(
                        "Connecting, by the tables of the project",
                        "project tables",
                        "milliseconds",
                        false,
                        List.of(
                                line(samples, WARM),
                                line(samples, COLD),
                                line(samples, FIRST),
                                line(samples, FIRST_COLD))));
        parts.add(
                Part.Target.atMost(
                        "connect by TLS and SCRAM, of PostgreSQL's time",
                        1,
                        "x",
                        Samples.ratio(
                                median(samples, CONNECT, Contestant.GATEWAY, 1),
                                median(samples, CONNECT, Contestant.POSTGRES, 1))));
        long most = sizes.isEmpty() ? 0 : sizes.getLast();
        parts.add(
                Part.Target.atMost(
                        "connect to an open workspace with %s tables, more than with 1"
                                .formatted(Figures.count(most)),
                        5,
                        "ms",
                        Samples.mapped(
                                Samples.difference(
                                        median(samples, WARM, Contestant.GATEWAY, most),
                                        median(samples, WARM, Contestant.GATEWAY, 1)),
                                s -> s * 1e3)));
        parts.add(
                Part.Target.atMost(
                        "connect to a closed workspace with %s tables"
                                .formatted(Figures.count(most)),
                        100,
                        "ms",
                        Samples.mapped(
                                median(samples, COLD, Contestant.GATEWAY, most), s -> s * 1e3)));
        return parts;
    }

    private static Part.Table both(Samples samples) {
        List<List<String>> rows = new ArrayList<>();
        for (String subject : List.of(CONNECT, CONNECT_AND_ASK)) {
            OptionalDouble postgres = median(samples, subject, Contestant.POSTGRES, 1);
            OptionalDouble gateway = median(samples, subject, Contestant.GATEWAY, 1);
            rows.add(
                    List.of(
                            subject,
                            Figures.milliseconds(postgres),
                            Figures.milliseconds(
                                    samples.median(subject, Contestant.POSTGRES, 1, Measure.P99)),
                            Figures.milliseconds(gateway),
                            Figures.milliseconds(
                                    samples.median(subject, Contestant.GATEWAY, 1, Measure.P99)),
                            Figures.times(Samples.ratio(gateway, postgres))));
        }
        return new Part.Table(
                List.of(
                        "milliseconds",
                        "PostgreSQL median",
                        "99 of 100",
                        "gateway median",
                        "99 of 100",
                        "of PostgreSQL's"),
                rows);
    }

    private static Part.Table byTables(Samples samples, List<Long> sizes) {
        List<List<String>> rows = new ArrayList<>();
        for (long tables : sizes) {
            List<String> row = new ArrayList<>(List.of(Figures.count(tables)));
            for (String subject : List.of(WARM, FIRST, COLD, FIRST_COLD)) {
                row.add(Figures.milliseconds(median(samples, subject, Contestant.GATEWAY, tables)));
            }
            rows.add(row);
        }
        return new Part.Table(
                List.of(
                        "project tables, milliseconds",
                        WARM,
                        "first query of a project table",
                        COLD,
                        FIRST_COLD),
                rows);
    }

    private static Part.Line line(Samples samples, String subject) {
        return new Part.Line(
                subject,
                samples.sizes(subject).stream()
                        .map(
                                size ->
                                        new Part.Point(
                                                size,
                                                median(samples, subject, Contestant.GATEWAY, size)
                                                                .orElse(Double.NaN)
                                                        * 1e3))
                        .toList());
    }

    private static OptionalDouble median(
            Samples samples, String subject, Contestant contestant, long size) {
        return samples.median(subject, contestant, size, Measure.MEDIAN);
    }
}
