package dev.duckspace.benchmarks.extract;

import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Measure;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.report.Figures;
import dev.duckspace.benchmarks.report.Part;
import dev.duckspace.benchmarks.report.Rates;
import dev.duckspace.benchmarks.servers.LocalEngine;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.benchmarks.wire.TlsEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table read whole by a reader that does as little as it can. */
public final class RawExtract implements Benchmark {
    @Override
    public String name() {
        return "extract";
    }

    @Override
    public String title() {
        return "Extract, by a raw reader";
    }

    @Override
    public String about() {
        return """
        A table of ten columns (bigint, integer, two double precision, numeric(12,2), a short varchar, a varchar of 21
        characters, date, timestamp, boolean), about 169 bytes a row as text DataRow and 134 as binary, made by the same SQL on
        both sides; PostgreSQL's frozen and analysed. The reader has a blocking socket, OpenSSL and direct buffers; it walks
        over the frames, counts the rows, and sums checksums of the frames of every 1,000th row, which must be equal on both
        sides. Text by a simple query, binary by Parse, Bind and Execute. "In process" fetches the same result chunk by chunk
        and looks at none of it.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        Server gateway = arena.gateway().server();
        List<Server> servers = List.of(arena.postgres(), gateway);
        LocalEngine engine = arena.engine();
        List<Long> sizes =
                arena.scale()
                        .pick(
                                List.of(10_000L, 100_000L),
                                List.of(100_000L, 1_000_000L, 10_000_000L));
        for (long rows : sizes) {
            ExtractTable table = new ExtractTable(rows);
            for (Server server : servers) {
                table.createIn(server);
            }
            engine.execute(table.createStatement());
            if (rows == sizes.getFirst()) {
                arena.warmUp(() -> warm(table, gateway));
            }
            Map<ReadFormat, Long> checksums = new HashMap<>();
            for (int round = 0; round <= arena.rounds(); round++) {
                play(arena, table, round > 0, servers, engine, checksums);
            }
        }
    }

    private static void warm(ExtractTable table, Server gateway) throws IOException {
        for (ReadFormat format : ReadFormat.values()) {
            table.readFrom(gateway, format, TlsEngine.OPENSSL);
        }
    }

    private static void play(
            Arena arena,
            ExtractTable table,
            boolean counts,
            List<Server> servers,
            LocalEngine engine,
            Map<ReadFormat, Long> checksums)
            throws IOException {
        for (ReadFormat format : ReadFormat.values()) {
            for (Server server : servers) {
                Pass pass = table.readFrom(server, format, TlsEngine.OPENSSL);
                check(table, format, pass, checksums);
                if (counts) {
                    String subject = format.toString();
                    arena.seconds(subject, server.contestant(), table.rows(), pass.seconds());
                    arena.add(
                            subject,
                            server.contestant(),
                            table.rows(),
                            Measure.SERVER_CPU,
                            pass.serverCpuNanosPerRow());
                }
            }
        }
        long start = System.nanoTime();
        engine.count(table.query());
        if (counts) {
            arena.seconds(
                    "fetch", Contestant.ENGINE, table.rows(), (System.nanoTime() - start) / 1e9);
        }
    }

    private static void check(
            ExtractTable table, ReadFormat format, Pass pass, Map<ReadFormat, Long> checksums)
            throws IOException {
        if (pass.rows() != table.rows()) {
            throw new IOException(
                    "%d rows of %d came as %s".formatted(pass.rows(), table.rows(), format));
        }
        if (checksums.computeIfAbsent(format, _ -> pass.checksum()) != pass.checksum()) {
            throw new IOException("the sample rows are not the same as " + format);
        }
    }

    @Override
    public List<Part> present(Samples samples) {
        List<Part> parts = new ArrayList<>();
        parts.add(table(samples));
        parts.add(
                new Part.LinePlot(
                        "Rows a second, by the rows of the table",
                        "rows",
                        "million rows a second",
                        false,
                        lines(samples)));
        for (ReadFormat format : ReadFormat.values()) {
            String subject = format.toString();
            long most = samples.sizes(subject).stream().reduce(0L, Math::max);
            parts.add(
                    Part.Target.atLeast(
                            "extract of %s rows as %s, of PostgreSQL's rate"
                                    .formatted(Figures.count(most), format),
                            format.target(),
                            "x",
                            samples.rateRatio(
                                    subject, Contestant.GATEWAY, Contestant.POSTGRES, most)));
        }
        return parts;
    }

    private static Part.Table table(Samples samples) {
        List<List<String>> rows = new ArrayList<>();
        for (ReadFormat format : ReadFormat.values()) {
            String subject = format.toString();
            for (long size : samples.sizes(subject)) {
                rows.add(
                        List.of(
                                subject + ", " + Figures.count(size) + " rows",
                                Figures.millions(samples.rate(subject, Contestant.POSTGRES, size)),
                                Figures.millions(samples.rate(subject, Contestant.GATEWAY, size)),
                                Figures.times(
                                        samples.rateRatio(
                                                subject,
                                                Contestant.GATEWAY,
                                                Contestant.POSTGRES,
                                                size)),
                                Figures.millions(samples.rate("fetch", Contestant.ENGINE, size)),
                                cpu(samples, subject, Contestant.POSTGRES, size),
                                cpu(samples, subject, Contestant.GATEWAY, size)));
            }
        }
        return new Part.Table(
                List.of(
                        "",
                        "PostgreSQL Mrows/s",
                        "gateway Mrows/s",
                        "ratio",
                        "in process, fetching alone, Mrows/s",
                        "PostgreSQL CPU ns/row",
                        "gateway CPU ns/row"),
                rows);
    }

    private static String cpu(Samples samples, String subject, Contestant contestant, long size) {
        return Figures.plain(samples.median(subject, contestant, size, Measure.SERVER_CPU));
    }

    private static List<Part.Line> lines(Samples samples) {
        return Rates.lines(
                samples, List.of(ReadFormat.TEXT.toString(), ReadFormat.BINARY.toString()));
    }
}
