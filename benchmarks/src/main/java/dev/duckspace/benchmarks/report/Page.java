package dev.duckspace.benchmarks.report;

import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes {@code performance.md} and its plots from results alone, with what people have written
 * about them in {@code performance/notes}: {@code <benchmark>.md} at the end of its section, {@code
 * more.md} at the end of the page.
 */
public final class Page {
    private static final String INTRODUCTION =
            """
            # Performance

            What the gateway costs and gains, beside PostgreSQL 15 and beside the same work done by DuckDB in the measuring
            process. Written by one command, which measures all of it in one run:

            ```sh
            ./duckspace benchmarks                            # everything; writes this page
            ./duckspace benchmarks --only tpch,sessions       # parts; the others stay as they were measured
            ./duckspace benchmarks --scale small              # a trial, into benchmarks/target/performance
            ./duckspace benchmarks render                     # this page again, from docs/performance/results.json
            ./duckspace benchmarks extract --jfr g.jfr        # the raw extract alone: TLS engines, Flight Recorder
            ./duckspace benchmarks micro                      # JMH: decoding, SQL texts, row encoding
            ```

            The figures are in `performance/results.json`, what is said about them in `performance/notes`; do not edit this
            file.

            """;

    private static final String METHOD =
            """
            ## How it is measured

            - Each part has servers of its own, new and empty: the gateway in a JVM with the options of `./duckspace serve`,
              PostgreSQL 15 on a new cluster with its defaults but `fsync = off`. Both over TLS 1.3 and SCRAM-SHA-256 on
              loopback, with clients on the same processors.
            - "In process" is DuckDB's C API in the measuring process, on a database file, with as many threads and as much
              memory as a workspace has.
            - Contestants take turns, round by round, after a round that does not count; what is shown is the median of the
              rounds. Ratios are of rates: more than 1 is faster than PostgreSQL.

            """;

    private final List<Benchmark> benchmarks;
    private final Path folder;

    /**
     * @param benchmarks in the page's order
     * @param folder where the page is written
     */
    public Page(List<Benchmark> benchmarks, Path folder) {
        this.benchmarks = List.copyOf(benchmarks);
        this.folder = folder;
    }

    public Path file() {
        return folder.resolve("performance.md");
    }

    public Path resultsFile() {
        return folder.resolve("performance/results.json");
    }

    public void write(Results results) throws IOException {
        Map<String, String> plots = new LinkedHashMap<>();
        String text = text(results, plots);
        Path plotFolder = Files.createDirectories(folder.resolve("performance"));
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            Files.writeString(plotFolder.resolve(plot.getKey()), plot.getValue());
        }
        Files.writeString(file(), text);
    }

    private String text(Results results, Map<String, String> plots) throws IOException {
        StringBuilder sections = new StringBuilder();
        List<Part.Target> targets = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Benchmark benchmark : benchmarks) {
            Outcome outcome = results.outcome(benchmark.name()).orElse(null);
            if (outcome == null) {
                continue;
            }
            List<Part> parts = benchmark.present(new Samples(outcome.samples()));
            sections.append("## ").append(benchmark.title()).append("\n\n");
            sections.append(benchmark.about().strip()).append("\n\n");
            if (outcome.error() != null) {
                failures.add(benchmark.title());
                sections.append("**This part failed**; what was measured until then follows.\n\n")
                        .append(Markdown.preformatted(outcome.error()))
                        .append('\n');
            }
            sections.append(new SectionText(benchmark.name(), parts, plots).text());
            targets.addAll(targets(parts));
            sections.append(note(benchmark.name()));
            sections.append(measured(outcome));
        }
        return INTRODUCTION
                + machine(results)
                + summary(targets, failures)
                + METHOD
                + sections.toString().stripTrailing()
                + "\n"
                + more();
    }

    private static List<Part.Target> targets(List<Part> parts) {
        return parts.stream()
                .filter(Part.Target.class::isInstance)
                .map(Part.Target.class::cast)
                .toList();
    }

    private static String machine(Results results) {
        return "## The machine\n\n"
                + Markdown.table(
                        new Part.Table(
                                List.of("", "what"),
                                results.machine().entrySet().stream()
                                        .map(fact -> List.of(fact.getKey(), fact.getValue()))
                                        .toList()))
                + "\n";
    }

    private static String summary(List<Part.Target> targets, List<String> failures) {
        long met = targets.stream().filter(t -> t.verdict() == Part.Verdict.MET).count();
        StringBuilder text = new StringBuilder("## Targets\n\n");
        text.append(met).append(" of ").append(targets.size()).append(" are met.\n\n");
        if (!failures.isEmpty()) {
            text.append("**Failed: ").append(String.join(", ", failures)).append("**\n\n");
        }
        return text.append(Markdown.targets(targets)).append('\n').toString();
    }

    private static String measured(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "Measured at %s UTC in %.0f s, rounds: %d, scale: %s.%n%n",
                outcome.begun(),
                outcome.seconds(),
                outcome.rounds(),
                outcome.scale());
    }

    private String note(String name) throws IOException {
        Path note = folder.resolve("performance/notes").resolve(name + ".md");
        return Files.exists(note) ? Files.readString(note).strip() + "\n\n" : "";
    }

    private String more() throws IOException {
        String more = note("more");
        return more.isEmpty() ? "" : "\n" + more.strip() + "\n";
    }
}
