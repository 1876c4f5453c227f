package dev.duckspace.benchmarks.micro;

import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Measure;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.report.Figures;
import dev.duckspace.benchmarks.report.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What splitting, classifying and rewriting a statement's text costs. */
public final class TextCost implements Benchmark {
    private static final String REWRITING = "splitClassifyRewrite";
    private static final double KILOBYTE = 1024;
    private static final double TARGET_MICROSECONDS = 10;

    @Override
    public String name() {
        return "rewriter";
    }

    @Override
    public String title() {
        return "Reading and rewriting SQL texts";
    }

    @Override
    public String about() {
        return """
        What the gateway does with a statement's text before the engine sees it, measured by JMH in a JVM of its own, by the
        kilobyte of text: tokenizing alone; splitting, classifying and rewriting. An INSERT of literals whose rows are appended
        is read as values instead.
        """;
    }

    @Override
    public void measure(Arena arena) throws Exception {
        boolean small = arena.scale().pick(true, false);
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(SqlBenchmark.class.getName() + ".(tokenize|splitClassifyRewrite)$")
                        .include(SqlBenchmark.class.getName() + ".insertedValues$")
                        .verbosity(VerboseMode.SILENT)
                        .warmupIterations(small ? 1 : 3)
                        .measurementIterations(small ? 1 : 3)
                        .warmupTime(TimeValue.milliseconds(small ? 300 : 800))
                        .measurementTime(TimeValue.milliseconds(small ? 300 : 800))
                        .jvmArgsAppend(
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow")
                        .shouldFailOnError(true);
        for (RunResult result : new Runner(options.build()).run()) {
            String method = result.getParams().getBenchmark();
            SqlTexts.Name text = SqlTexts.Name.valueOf(result.getParams().getParam("text"));
            boolean isInsert = text == SqlTexts.Name.INSERT_100_ROWS;
            if (isInsert || !method.endsWith("insertedValues")) {
                arena.add(
                        subject(method, text),
                        Contestant.GATEWAY,
                        text.sql().length(),
                        Measure.NANOS_PER_KILOBYTE,
                        result.getPrimaryResult().getScore() / (text.sql().length() / KILOBYTE));
            }
        }
    }

    private static String subject(String method, SqlTexts.Name text) {
        String work = method.substring(method.lastIndexOf('.') + 1);
        String words =
                switch (work) {
                    case "tokenize" -> "tokenizing";
                    case "insertedValues" -> "reading the values";
                    case REWRITING -> "splitting, classifying, rewriting";
                    default -> work;
                };
        return words + ": " + text.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public List<Part> present(Samples samples) {
        List<Part> parts = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (String subject : samples.subjects()) {
            long size = samples.sizes(subject).getFirst();
            rows.add(
                    List.of(
                            subject,
                            Long.toString(size),
                            Figures.thousands(
                                    samples.median(
                                            subject,
                                            Contestant.GATEWAY,
                                            size,
                                            Measure.NANOS_PER_KILOBYTE))));
        }
        parts.add(new Part.Table(List.of("", "characters", "µs/KB"), rows));
        for (SqlTexts.Name text : SqlTexts.Name.values()) {
            String subject = subject(REWRITING, text);
            parts.add(
                    Part.Target.atMost(
                            subject,
                            TARGET_MICROSECONDS,
                            "µs/KB",
                            Samples.mapped(
                                    samples.median(
                                            subject,
                                            Contestant.GATEWAY,
                                            text.sql().length(),
                                            Measure.NANOS_PER_KILOBYTE),
                                    nanos -> nanos / 1e3)));
        }
        return parts;
    }
}
