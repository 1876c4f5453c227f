package dev.duckspace.benchmarks.copy;

import dev.duckspace.benchmarks.extract.ExtractTable;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** COPY TO STDOUT. */
public final class CopyOut implements Benchmark {
    private static final double TARGET = 2.5;

    @Override
    public String name() {
        return "copy-out";
    }

    @Override
    public String title() {
        return "COPY out";
    }

    @Override
    public String about() {
        return """
        `COPY table TO STDOUT` of the table of the extract in the three formats, to a client that counts the bytes of CopyData,
        which must be equal on both sides. "In process" is the engine's own `COPY table TO '/dev/null'` as csv.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        Server gateway = arena.gateway().server();
        List<Server> servers = List.of(arena.postgres(), gateway);
        LocalEngine engine = arena.engine();
        List<Long> sizes =
                arena.scale()
                        .pick(List.of(10_000L, 50_000L), List.of(100_000L, 500_000L, 2_000_000L));
        for (long rows : sizes) {
            ExtractTable table = new ExtractTable(rows);
            for (Server server : servers) {
                table.createIn(server);
            }
            engine.execute(table.createStatement());
            if (rows == sizes.getFirst()) {
                arena.warmUp(() -> warm(gateway, table));
            }
            for (int round = 0; round <= arena.rounds(); round++) {
                play(arena, servers, engine, table, round > 0);
            }
        }
    }

    private static void warm(Server gateway, ExtractTable table) throws IOException {
        for (CopyForm form : CopyForm.values()) {
            gateway.execute(List.of(form.out(table.name())));
        }
    }

    private static void play(
            Arena arena,
            List<Server> servers,
            LocalEngine engine,
            ExtractTable table,
            boolean counts)
            throws Exception {
        for (CopyForm form : CopyForm.values()) {
            long bytes = -1;
            for (Server server : servers) {
                PlainAnswer answer = new PlainAnswer();
                double seconds;
                try (RawClient client = RawClient.connect(server.target(), TlsEngine.OPENSSL)) {
                    seconds =
                            Timer.seconds(
                                    () ->
                                            client.ask(
                                                    ClientMessages.query(form.out(table.name())),
                                                    answer));
                }
                if (bytes >= 0 && bytes != answer.copiedBytes()) {
                    throw new IOException(
                            "%s: %d bytes and %d".formatted(form, bytes, answer.copiedBytes()));
                }
                bytes = answer.copiedBytes();
                if (counts) {
                    arena.seconds(form.toString(), server.contestant(), table.rows(), seconds);
                }
            }
        }
        double seconds =
                Timer.seconds(
                        () ->
                                engine.execute(
                                        "COPY %s TO '/dev/null' (FORMAT csv, HEADER false)"
                                                .formatted(table.name())));
        if (counts) {
            arena.seconds(CopyForm.CSV.toString(), Contestant.ENGINE, table.rows(), seconds);
        }
    }

    @Override
    public List<Part> present(Samples samples) {
        List<String> forms = Arrays.stream(CopyForm.values()).map(CopyForm::toString).toList();
        List<Part> parts = new ArrayList<>();
        parts.add(Rates.table(samples));
        parts.add(
                new Part.LinePlot(
                        "COPY out, by the rows of the table",
                        "rows",
                        "million rows a second",
                        false,
                        Rates.lines(samples, forms)));
        for (String form : forms) {
            parts.add(
                    Part.Target.atLeast(
                            "COPY out of %s rows as %s, of PostgreSQL's rate"
                                    .formatted(Figures.count(samples.largest()), form),
                            TARGET,
                            "x",
                            Rates.best(samples, form, Contestant.POSTGRES)));
        }
        return parts;
    }
}
