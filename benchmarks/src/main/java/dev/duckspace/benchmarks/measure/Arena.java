package dev.duckspace.benchmarks.measure;

import dev.duckspace.benchmarks.servers.GatewayProcess;
import dev.duckspace.benchmarks.servers.GatewaySettings;
import dev.duckspace.benchmarks.servers.LocalEngine;
import dev.duckspace.benchmarks.servers.PostgresProcess;
import dev.duckspace.benchmarks.servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where one benchmark takes place: fresh servers, a folder of its own, and the samples so far. All
 * is stopped and deleted by {@link #close}.
 */
public final class Arena implements AutoCloseable {
    private record Key(String subject, Contestant contestant, long size, Measure measure) {}

    private static final Duration WARM_UP_SMALL = Duration.ofMillis(500);
    private static final Duration WARM_UP_FULL = Duration.ofSeconds(6);

    private final Scale scale;
    private final int rounds;
    private final double factor;
    private final Path folder;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Map<Key, List<Double>> values = new LinkedHashMap<>();

    /**
     * @param rounds that count, after one that warms up
     * @param factor scale factor of TPC-H
     */
    public Arena(Scale scale, int rounds, double factor) throws IOException {
        this.scale = scale;
        this.rounds = rounds;
        this.factor = factor;
        this.folder = Files.createTempDirectory("duckspace-benchmark-");
    }

    public Scale scale() {
        return scale;
    }

    public int rounds() {
        return rounds;
    }

    public double factor() {
        return factor;
    }

    /** For files, gone afterwards. */
    public Path folder() {
        return folder;
    }

    /** A gateway as {@code ./duckspace serve} runs it, with a workspace. */
    public GatewayProcess gateway() throws IOException {
        return gateway(GatewaySettings.STANDARD);
    }

    public GatewayProcess gateway(GatewaySettings settings) throws IOException {
        return opened(GatewayProcess.start(settings));
    }

    /** PostgreSQL 15 on a new cluster, by its defaults but {@code fsync = off}. */
    public Server postgres() throws IOException {
        return postgres(Map.of());
    }

    public Server postgres(Map<String, String> settings) throws IOException {
        return opened(PostgresProcess.start(settings)).server();
    }

    /** DuckDB in this process on a database file of its own. */
    public LocalEngine engine() {
        return opened(LocalEngine.open(folder.resolve("engine.duckdb")));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Adds the value of one round, and prints it. */
    public void add(
            String subject, Contestant contestant, long size, Measure measure, double value) {
        values.computeIfAbsent(new Key(subject, contestant, size, measure), _ -> new ArrayList<>())
                .add(value);
        System.out.printf(
                Locale.ROOT,
                "  %-44s %-11s %,12d  %-10s %s%n",
                subject,
                contestant.title(),
                size,
                measure.name().toLowerCase(Locale.ROOT),
                printed(measure, value));
    }

    private static String printed(Measure measure, double value) {
        return switch (measure) {
            case SECONDS, MEDIAN, P99 ->
                    value < 0.1
                            ? String.format(Locale.ROOT, "%.3f ms", value * 1e3)
                            : String.format(Locale.ROOT, "%.3f s", value);
            case PER_SECOND, SERVER_CPU, BYTES, NANOS_PER_KILOBYTE ->
                    String.format(Locale.ROOT, "%,.0f %s", value, measure.unit());
        };
    }

    /** Adds the seconds that a round took. */
    public void seconds(String subject, Contestant contestant, long size, double seconds) {
        add(subject, contestant, size, Measure.SECONDS, seconds);
    }

    /**
     * Repeats work that does not count until a JVM that does it may be taken for warm.
     *
     * @throws Exception of the work
     */
    public void warmUp(Timer.Work work) throws Exception {
        long end = System.nanoTime() + scale.pick(WARM_UP_SMALL, WARM_UP_FULL).toNanos();
        do {
            work.run();
        } while (System.nanoTime() < end);
    }

    public Samples samples() {
        return new Samples(
                values.entrySet().stream()
                        .map(
                                entry ->
                                        new Sample(
                                                entry.getKey().subject(),
                                                entry.getKey().contestant(),
                                                entry.getKey().size(),
                                                entry.getKey().measure(),
                                                entry.getValue()))
                        .toList());
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.err.println("duckspace: something does not stop: " + e);
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("duckspace: left behind: " + folder + ": " + e);
        }
    }
}
