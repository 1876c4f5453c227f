package dev.duckspace.benchmarks.extract;

import dev.duckspace.benchmarks.servers.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The passes over one table, printed as they come and then as medians. */
final class PassTable {
    private record Key(Server contestant, ReadFormat format) {}

    private final ExtractTable table;
    private final List<ReadFormat> formats;
    private final List<Server> contestants;
    private final Map<Key, List<Pass>> passes = new HashMap<>();

    PassTable(ExtractTable table, List<ReadFormat> formats, List<Server> contestants) {
        this.table = table;
        this.formats = formats;
        this.contestants = contestants;
    }

    void warmedUp(Server contestant, ReadFormat format, Pass pass) {
        print("warm-up", contestant, format, pass);
    }

    void add(Server contestant, ReadFormat format, Pass pass) {
        List<Pass> all =
                passes.computeIfAbsent(new Key(contestant, format), _ -> new ArrayList<>());
        all.add(pass);
        print("round " + all.size(), contestant, format, pass);
    }

    private static void print(String round, Server contestant, ReadFormat format, Pass pass) {
        System.out.printf(
                Locale.ROOT,
                "%-8s  %-22s  %-6s  %6.2f s  %6.2f Mrows/s  %5.0f MB/s  CPU s: server %5.2f, reader %5.2f%n",
                round,
                contestant.name(),
                format,
                pass.seconds(),
                pass.millionRowsPerSecond(),
                pass.megabytesPerSecond(),
                pass.serverCpu().toMillis() / 1e3,
                pass.readerCpu().toMillis() / 1e3);
    }

    void printMedians() {
        System.out.println();
        System.out.printf(Locale.ROOT, "%,d rows x 10 columns, medians%n", table.rows());
        System.out.printf(
                Locale.ROOT,
                "%-22s  %-6s  %8s  %6s  %10s  %13s  %13s  %s%n",
                "",
                "format",
                "Mrows/s",
                "MB/s",
                "bytes/row",
                "server ns/row",
                "reader ns/row",
                "of PostgreSQL's rate");
        for (ReadFormat format : formats) {
            for (Server contestant : contestants) {
                printMedian(contestant, format);
            }
        }
        System.out.println();
    }

    private void printMedian(Server contestant, ReadFormat format) {
        Pass any = passes(contestant, format).getFirst();
        double rate = median(contestant, format, Pass::millionRowsPerSecond);
        System.out.printf(
                Locale.ROOT,
                "%-22s  %-6s  %8.2f  %6.0f  %10.1f  %13.0f  %13.0f  %s%n",
                contestant.name(),
                format,
                rate,
                median(contestant, format, Pass::megabytesPerSecond),
                (double) any.bytes() / any.rows(),
                median(contestant, format, Pass::serverCpuNanosPerRow),
                median(contestant, format, Pass::readerCpuNanosPerRow),
                ratio(contestant, format, rate));
    }

    private String ratio(Server contestant, ReadFormat format, double rate) {
        Optional<Server> postgres =
                contestants.stream()
                        .filter(other -> !other.isGateway())
                        .filter(other -> other.target().tls() == contestant.target().tls())
                        .findFirst();
        if (!contestant.isGateway() || postgres.isEmpty()) {
            return "";
        }
        double ratio = rate / median(postgres.get(), format, Pass::millionRowsPerSecond);
        return String.format(
                Locale.ROOT,
                "%.2f x (%s %.1f)",
                ratio,
                ratio >= format.target() ? "at least" : "short of",
                format.target());
    }

    private double median(Server contestant, ReadFormat format, ToDoubleFunction<Pass> figure) {
        double[] sorted =
                passes(contestant, format).stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private List<Pass> passes(Server contestant, ReadFormat format) {
        return passes.getOrDefault(new Key(contestant, format), List.of());
    }

    /** Whether every pass brought all rows, and the same samples as all others of its format. */
    boolean agree() {
        boolean agree = true;
        for (ReadFormat format : formats) {
            List<Pass> all =
                    contestants.stream().flatMap(one -> passes(one, format).stream()).toList();
            if (all.stream().anyMatch(pass -> pass.rows() != table.rows())) {
                System.out.printf(
                        Locale.ROOT,
                        "DIFFERENT: not everybody sent %,d rows as %s%n",
                        table.rows(),
                        format);
                agree = false;
            }
            if (all.stream().map(Pass::checksum).distinct().count() != 1) {
                System.out.printf(
                        Locale.ROOT, "DIFFERENT: the sample rows are not the same as %s%n", format);
                agree = false;
            }
        }
        return agree;
    }
}
