package dev.duckspace.benchmarks;

import dev.duckspace.benchmarks.clients.ClientExtract;
import dev.duckspace.benchmarks.connect.Connecting;
import dev.duckspace.benchmarks.copy.CopyIn;
import dev.duckspace.benchmarks.copy.CopyOut;
import dev.duckspace.benchmarks.extract.RawExtract;
import dev.duckspace.benchmarks.insert.BatchInserts;
import dev.duckspace.benchmarks.insert.LiteralInserts;
import dev.duckspace.benchmarks.latency.Latency;
import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.memory.LongResult;
import dev.duckspace.benchmarks.micro.TextCost;
import dev.duckspace.benchmarks.report.Machine;
import dev.duckspace.benchmarks.report.Outcome;
import dev.duckspace.benchmarks.report.Page;
import dev.duckspace.benchmarks.report.Results;
import dev.duckspace.benchmarks.servers.LocalEngine;
import dev.duckspace.benchmarks.servers.PostgresProcess;
import dev.duckspace.benchmarks.sessions.ManySessions;
import dev.duckspace.benchmarks.tpch.Tpch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs benchmarks one after the other, and writes the page after each. */
final class Suite {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RunOptions options;
    private final List<Benchmark> all;
    private final Page page;

    /**
     * @param all in the page's order
     */
    Suite(RunOptions options, List<Benchmark> all) {
        this.options = options;
        this.all = List.copyOf(all);
        this.page = new Page(all, options.folder());
    }

    /** Of everything that is measured. */
    static Suite of(RunOptions options) {
        return new Suite(
                options,
                List.of(
                        new Latency(),
                        new Connecting(),
                        new RawExtract(),
                        new ClientExtract(),
                        new CopyOut(),
                        new CopyIn(),
                        new LiteralInserts(),
                        new BatchInserts(),
                        new Tpch(),
                        new ManySessions(),
                        new LongResult(options.longestResult()),
                        new TextCost()));
    }

    /** Writes the page from what was measured before. */
    int render() throws IOException {
        page.write(Results.read(page.resultsFile()));
        System.out.println("written: " + page.file());
        return 0;
    }

    /** What it runs on. */
    static Map<String, String> machine() throws IOException {
        return Machine.describe(LocalEngine.version(), PostgresProcess.version());
    }

    /**
     * @return 0, or 1 when a benchmark failed
     * @throws IllegalArgumentException with a message for the user
     */
    int run(Map<String, String> machine) throws IOException {
        List<Benchmark> chosen = chosen();
        machine.forEach((name, value) -> System.out.println(name + ": " + value));
        long start = System.nanoTime();
        Results results = Results.read(page.resultsFile());
        int failed = 0;
        for (Benchmark benchmark : chosen) {
            Outcome outcome = run(benchmark);
            results = results.with(machine, outcome);
            results.write(page.resultsFile());
            page.write(results);
            if (outcome.error() != null) {
                failed++;
                System.err.println(
                        "duckspace: " + benchmark.name() + " failed: " + outcome.error());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nwritten: %s, after %.0f s; %d of %d failed%n",
                page.file(),
                seconds(start),
                failed,
                chosen.size());
        return failed == 0 ? 0 : 1;
    }

    private List<Benchmark> chosen() {
        List<String> names = all.stream().map(Benchmark::name).toList();
        Optional<String> unknown =
                options.only().stream().filter(name -> !names.contains(name)).findFirst();
        if (unknown.isPresent()) {
            throw new IllegalArgumentException(
                    "no benchmark "
                            + unknown.get()
                            + "; there are "
                            + names.stream().collect(Collectors.joining(", ")));
        }
        return all.stream()
                .filter(one -> options.only().isEmpty() || options.only().contains(one.name()))
                .toList();
    }

    private Outcome run(Benchmark benchmark) throws IOException {
        System.out.printf(Locale.ROOT, "%n%s%n", benchmark.title());
        String begun = MINUTES.format(Instant.now());
        long start = System.nanoTime();
        String error = null;
        try (Arena arena = new Arena(options.scale(), options.rounds(), options.tpchFactor())) {
            try {
                benchmark.measure(arena);
            } catch (Exception | LinkageError e) {
                error = told(e);
            }
            return new Outcome(
                    benchmark.name(),
                    begun,
                    seconds(start),
                    options.scale().toString(),
                    options.rounds(),
                    error,
                    arena.samples().all());
        }
    }

    private static @Nullable String told(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString().lines().limit(12).collect(Collectors.joining("\n"));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
