package dev.duckspace.benchmarks.sessions;

import dev.duckspace.benchmarks.latency.LookupTable;
import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Measure;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.report.Figures;
import dev.duckspace.benchmarks.report.Part;
import dev.duckspace.benchmarks.servers.GatewaySettings;
import dev.duckspace.benchmarks.servers.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A small query from 1 to 500 sessions at once. */
public final class ManySessions implements Benchmark {
    private static final String SUBJECT = "point lookup";
    private static final long ROWS = 100_000;
    private static final int SESSIONS_MAX = 600;

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public String title() {
        return "Many sessions";
    }

    @Override
    public String about() {
        return """
        1 to 500 sessions of one workspace (one database), each asking for a random row of a table of 100,000 by its key, by
        simple queries, again as soon as it is answered. All clients are virtual threads of the measuring process, which share
        the processors with the server. PostgreSQL has `max_connections = 600`, the gateway as many connections and sessions to
        a workspace; all else by default.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        Server gateway =
                arena.gateway(GatewaySettings.STANDARD.withSessions(SESSIONS_MAX)).server();
        List<Server> servers =
                List.of(
                        arena.postgres(Map.of("max_connections", Integer.toString(SESSIONS_MAX))),
                        gateway);
        for (Server server : servers) {
            server.execute(LookupTable.statements(ROWS));
            server.settle(LookupTable.name(ROWS));
        }
        double seconds = arena.scale().pick(0.5, 2.0);
        try (Crowd crowd = Crowd.connect(gateway, 8)) {
            arena.warmUp(() -> crowd.ask(ROWS, seconds));
        }
        for (int sessions : arena.scale().pick(List.of(1, 8, 64), List.of(1, 8, 64, 500))) {
            for (Server server : servers) {
                try (Crowd crowd = Crowd.connect(server, sessions)) {
                    crowd.ask(ROWS, seconds);
                    for (int round = 0; round < arena.rounds(); round++) {
                        Crowd.Answers answers = crowd.ask(ROWS, seconds);
                        Contestant who = server.contestant();
                        arena.add(SUBJECT, who, sessions, Measure.PER_SECOND, answers.perSecond());
                        answers.latencies().addTo(arena, SUBJECT, who, sessions);
                    }
                }
            }
        }
    }

    @Override
    public List<Part> present(Samples samples) {
        List<List<String>> rows = new ArrayList<>();
        for (long sessions : samples.sizes(SUBJECT)) {
            OptionalDouble postgres =
                    of(samples, Contestant.POSTGRES, sessions, Measure.PER_SECOND);
            OptionalDouble gateway = of(samples, Contestant.GATEWAY, sessions, Measure.PER_SECOND);
            rows.add(
                    List.of(
                            Long.toString(sessions),
                            Figures.plain(postgres),
                            Figures.plain(gateway),
                            Figures.times(Samples.ratio(gateway, postgres)),
                            Figures.milliseconds(
                                    of(samples, Contestant.POSTGRES, sessions, Measure.MEDIAN)),
                            Figures.milliseconds(
                                    of(samples, Contestant.POSTGRES, sessions, Measure.P99)),
                            Figures.milliseconds(
                                    of(samples, Contestant.GATEWAY, sessions, Measure.MEDIAN)),
                            Figures.milliseconds(
                                    of(samples, Contestant.GATEWAY, sessions, Measure.P99))));
        }
        return List.of(
                new Part.Table(
                        List.of(
                                "sessions",
                                "PostgreSQL queries/s",
                                "gateway queries/s",
                                "ratio",
                                "PostgreSQL median ms",
                                "99 of 100",
                                "gateway median ms",
                                "99 of 100"),
                        rows),
                plot(
                        samples,
                        "Queries a second, by sessions",
                        "queries a second",
                        1,
                        Measure.PER_SECOND),
                plot(
                        samples,
                        "Milliseconds that 99 of 100 queries stay below, by sessions",
                        "milliseconds",
                        1e3,
                        Measure.P99));
    }

    private static Part.LinePlot plot(
            Samples samples, String title, String upwards, double factor, Measure measure) {
        List<Part.Line> lines = new ArrayList<>();
        for (Contestant contestant : List.of(Contestant.POSTGRES, Contestant.GATEWAY)) {
            List<Part.Point> points = new ArrayList<>();
            for (long sessions : samples.sizes(SUBJECT)) {
                of(samples, contestant, sessions, measure)
                        .ifPresent(value -> points.add(new Part.Point(sessions, value * factor)));
            }
            lines.add(new Part.Line(contestant.title(), points));
        }
        return new Part.LinePlot(title, "sessions", upwards, true, lines);
    }

    private static OptionalDouble of(
            Samples samples, Contestant contestant, long sessions, Measure measure) {
        return samples.median(SUBJECT, contestant, sessions, measure);
    }
}
