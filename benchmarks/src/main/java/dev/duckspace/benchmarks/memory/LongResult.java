package dev.duckspace.benchmarks.memory;

import dev.duckspace.benchmarks.extract.ExtractTable;
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
import dev.duckspace.benchmarks.wire.PlainAnswer;
import dev.duckspace.benchmarks.wire.RawClient;
import dev.duckspace.benchmarks.wire.TlsEngine;
import dev.duckspace.gateway.wire.ClientMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The server's memory while a very long result is read. */
public final class LongResult implements Benchmark {
    private static final String BEFORE = "resident before";
    private static final String EXTRA = "more at the most";
    private static final String CACHE = "of it the engine's blocks";
    private static final String READ = "extract";
    private static final String BUCKET = "in_c_bench";
    private static final double MEGABYTE = 1e6;
    private static final double TARGET_MEGABYTES = 200;

    private static final long MADE_MAX = 1_000_000;

    private final long rowsMax;

    /**
     * @param rowsMax of the longest result at full scale
     */
    public LongResult(long rowsMax) {
        this.rowsMax = rowsMax;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "Memory over a long result";
    }

    @Override
    public String about() {
        return """
        A project table of the ten columns of the extract, read whole as text by the raw reader, from a new gateway that has
        read 500,000 other rows before. What is resident of the gateway's process is read from `/proc` every 10 ms; what is
        shown is the most of it above what it was when the extract began. The engine keeps the blocks of a table that it has
        read, up to the workspace's memory limit (4 GB by default), and drops them when it needs the room; how much it keeps
        more than before, as it counts itself, is shown beside.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        List<Long> sizes =
                arena.scale()
                        .pick(
                                List.of(200_000L, 1_000_000L),
                                List.of(rowsMax / 100, rowsMax / 10, rowsMax));
        for (long rows : sizes) {
            try (GatewayProcess gateway = arena.gateway()) {
                String table = "t" + rows;
                Path file = gateway.tableFile(BUCKET, table);
                Files.createDirectories(file.getParent());
                write(file, rows);
                measure(arena, gateway, rows, "%s.%s".formatted(BUCKET, table));
            }
        }
    }

    /**
     * By this process, so that the gateway's is left as it was. Rows beyond a million repeat the
     * first with other ids, which takes a quarter of the time.
     */
    private static void write(Path file, long rows) {
        long made = Math.min(rows, MADE_MAX);
        try (LocalEngine engine = LocalEngine.open(file)) {
            engine.execute("CREATE TABLE data AS " + ExtractTable.select(0, made));
            engine.execute(
                    """
                    INSERT INTO data SELECT data.* REPLACE (id + copy * %d AS id)
                    FROM data, range(1, %d) AS copies(copy) WHERE id + copy * %d < %d
                    """
                            .formatted(made, rows / made + 1, made, rows));
            engine.execute("CHECKPOINT");
        }
    }

    private static void measure(Arena arena, GatewayProcess gateway, long rows, String table)
            throws Exception {
        Server server = gateway.server();
        try (RawClient client = RawClient.connect(server.target(), TlsEngine.OPENSSL)) {
            read(client, ExtractTable.select(0, 500_000), 500_000);
            long cachedBefore = gateway.engineMemory();
            try (MemoryWatch watch = MemoryWatch.start(gateway.processId())) {
                double seconds = Timer.seconds(() -> read(client, "SELECT * FROM " + table, rows));
                Contestant who = Contestant.GATEWAY;
                arena.seconds(READ, who, rows, seconds);
                arena.add(BEFORE, who, rows, Measure.BYTES, (double) watch.before());
                arena.add(
                        EXTRA, who, rows, Measure.BYTES, (double) (watch.most() - watch.before()));
                arena.add(
                        CACHE,
                        who,
                        rows,
                        Measure.BYTES,
                        (double) (gateway.engineMemory() - cachedBefore));
            }
        }
    }

    private static void read(RawClient client, String query, long rows) throws IOException {
        PlainAnswer answer = new PlainAnswer();
        client.ask(ClientMessages.query(query), answer);
        if (answer.rows() != rows) {
            throw new IOException(answer.rows() + " rows instead of " + rows);
        }
    }

    @Override
    public List<Part> present(Samples samples) {
        List<List<String>> rows = new ArrayList<>();
        for (long size : samples.sizes(EXTRA)) {
            rows.add(
                    List.of(
                            Figures.count(size),
                            Figures.millions(samples.rate(READ, Contestant.GATEWAY, size)),
                            megabytes(bytes(samples, BEFORE, size)),
                            megabytes(bytes(samples, EXTRA, size)),
                            megabytes(bytes(samples, CACHE, size)),
                            megabytes(apart(samples, size))));
        }
        long most = samples.largest();
        String what = "memory that an extract of %s rows takes, ".formatted(Figures.count(most));
        return List.of(
                new Part.Table(
                        List.of(
                                "rows",
                                "Mrows/s",
                                "resident before, MB",
                                "more at the most, MB",
                                "of it blocks of the table, MB",
                                "without these, MB"),
                        rows),
                plot(samples),
                Part.Target.atMost(
                        what + "the engine's blocks of the table apart",
                        TARGET_MEGABYTES,
                        "MB",
                        Samples.mapped(apart(samples, most), bytes -> bytes / MEGABYTE)),
                Part.Target.atMost(
                        what + "these included",
                        TARGET_MEGABYTES,
                        "MB",
                        Samples.mapped(bytes(samples, EXTRA, most), bytes -> bytes / MEGABYTE)));
    }

    private static Part.LinePlot plot(Samples samples) {
        List<Part.Point> all = new ArrayList<>();
        List<Part.Point> apart = new ArrayList<>();
        for (long size : samples.sizes(EXTRA)) {
            bytes(samples, EXTRA, size).ifPresent(bytes -> all.add(point(size, bytes)));
            apart(samples, size).ifPresent(bytes -> apart.add(point(size, bytes)));
        }
        return new Part.LinePlot(
                "Memory that an extract takes, by its rows",
                "rows",
                "MB",
                false,
                List.of(
                        new Part.Line("all", all),
                        new Part.Line("blocks of the table apart", apart)));
    }

    private static Part.Point point(long rows, double bytes) {
        return new Part.Point(rows, Math.max(0, bytes) / MEGABYTE);
    }

    private static OptionalDouble bytes(Samples samples, String subject, long size) {
        return samples.median(subject, Contestant.GATEWAY, size, Measure.BYTES);
    }

    /** What is not the engine's blocks. */
    private static OptionalDouble apart(Samples samples, long size) {
        return Samples.difference(bytes(samples, EXTRA, size), bytes(samples, CACHE, size));
    }

    private static String megabytes(OptionalDouble bytes) {
        return bytes.isPresent()
                ? String.format(Locale.ROOT, "%.0f", bytes.getAsDouble() / MEGABYTE)
                : "";
    }
}
