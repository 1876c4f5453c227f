package dev.duckspace.benchmarks.copy;

import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.measure.Timer;
import dev.duckspace.benchmarks.report.Figures;
import dev.duckspace.benchmarks.report.Part;
import dev.duckspace.benchmarks.report.Rates;
import dev.duckspace.benchmarks.servers.LocalEngine;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.benchmarks.wire.PlainAnswer;
import dev.duckspace.benchmarks.wire.RawClient;
import dev.duckspace.benchmarks.wire.TlsEngine;
import dev.duckspace.gateway.wire.ClientMessages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** COPY FROM STDIN. */
public final class CopyIn implements Benchmark {
    private static final double TARGET = 1.5;
    private static final double TARGET_OF_ENGINE = 60;

    @Override
    public String name() {
        return "copy-in";
    }

    @Override
    public String title() {
        return "COPY in";
    }

    @Override
    public String about() {
        return """
        `COPY table FROM STDIN` of eight columns (bigint, integer, double precision, numeric(12,2), two varchar, date,
        timestamp) into a new table without keys, from a file that PostgreSQL's own COPY out has written, in pieces of 64 KB as
        libpq sends them. "In process" is the engine's `COPY table FROM 'file'` of the same file: csv, and text as csv with
        tabulators; it reads no binary.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        Server postgres = arena.postgres();
        Server gateway = arena.gateway().server();
        List<Server> servers = List.of(postgres, gateway);
        LocalEngine engine = arena.engine();
        List<Long> sizes =
                arena.scale()
                        .pick(List.of(10_000L, 50_000L), List.of(50_000L, 250_000L, 1_000_000L));
        for (long rows : sizes) {
            for (CopyForm form : CopyForm.values()) {
                Path file = arena.folder().resolve(form + "-" + rows);
                write(postgres, form, rows, file);
                if (rows == sizes.getFirst()) {
                    arena.warmUp(() -> copy(gateway, form, rows, file));
                }
                for (int round = 0; round <= arena.rounds(); round++) {
                    for (Server server : servers) {
                        double seconds = copy(server, form, rows, file);
                        if (round > 0) {
                            arena.seconds(form.toString(), server.contestant(), rows, seconds);
                        }
                    }
                    if (form != CopyForm.BINARY) {
                        double seconds = copy(engine, form, file);
                        if (round > 0) {
                            arena.seconds(form.toString(), Contestant.ENGINE, rows, seconds);
                        }
                    }
                }
            }
        }
    }

    private static void write(Server postgres, CopyForm form, long rows, Path file)
            throws IOException {
        try (RawClient client = RawClient.connect(postgres.target(), TlsEngine.OPENSSL);
                FileChannel out =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            client.ask(
                    ClientMessages.query(form.out("(" + CopyTable.select(rows) + ")")),
                    new PlainAnswer(out));
        }
    }

    private static double copy(Server server, CopyForm form, long rows, Path file)
            throws Exception {
        try (RawClient client = RawClient.connect(server.target(), TlsEngine.OPENSSL);
                FileChannel in = FileChannel.open(file)) {
            client.query("DROP TABLE IF EXISTS copied; " + CopyTable.create("copied"));
            double seconds =
                    Timer.seconds(
                            () -> {
                                String tag = client.copyIn(form.in("copied"), in).tag();
                                if (!tag.contains("COPY " + rows + '"')) {
                                    throw new IOException(server.name() + ": " + tag);
                                }
                            });
            client.query("DROP TABLE copied");
            return seconds;
        }
    }

    private static double copy(LocalEngine engine, CopyForm form, Path file) throws Exception {
        engine.execute("DROP TABLE IF EXISTS copied");
        engine.execute(CopyTable.create("copied"));
        String options =
                form == CopyForm.CSV
                        ? "FORMAT csv, HEADER false"
                        : "FORMAT csv, HEADER false, DELIMITER '\t', QUOTE '', NULL '\\N'";
        return Timer.seconds(
                () -> engine.execute("COPY copied FROM '%s' (%s)".formatted(file, options)));
    }

    @Override
    public List<Part> present(Samples samples) {
        List<String> forms = Arrays.stream(CopyForm.values()).map(CopyForm::toString).toList();
        List<Part> parts = new ArrayList<>();
        parts.add(Rates.table(samples));
        parts.add(
                new Part.LinePlot(
                        "COPY in, by the rows",
                        "rows",
                        "million rows a second",
                        false,
                        Rates.lines(samples, forms)));
        String size = Figures.count(samples.largest());
        for (String form : forms) {
            parts.add(
                    Part.Target.atLeast(
                            "COPY in of %s rows as %s, of PostgreSQL's rate".formatted(size, form),
                            TARGET,
                            "x",
                            Rates.best(samples, form, Contestant.POSTGRES)));
        }
        for (CopyForm form : List.of(CopyForm.TEXT, CopyForm.CSV)) {
            parts.add(
                    Part.Target.atLeast(
                            "COPY in of %s rows as %s, of the engine's own from a file"
                                    .formatted(size, form),
                            TARGET_OF_ENGINE,
                            "%",
                            Samples.mapped(
                                    Rates.best(samples, form.toString(), Contestant.ENGINE),
                                    ratio -> 100 * ratio)));
        }
        return parts;
    }
}
