package dev.duckspace.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the figures hold for. */
public final class Machine {
    private Machine() {}

    /**
     * @param engine version of DuckDB
     * @param postgres how PostgreSQL names itself
     */
    public static Map<String, String> describe(String engine, String postgres) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", processor());
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", memory());
        facts.put(
                "system",
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + ", "
                        + System.getProperty("os.arch"));
        facts.put(
                "JDK",
                System.getProperty("java.vm.name")
                        + " "
                        + System.getProperty("java.runtime.version")
                        + ", "
                        + System.getProperty("java.vendor"));
        facts.put("DuckDB", engine);
        facts.put("PostgreSQL", postgres);
        facts.put(
                "load before the run",
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        facts.put("commit", commit());
        return facts;
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.exists(file)) {
            return System.getProperty("os.arch", "");
        }
        List<String> lines = Files.readAllLines(file);
        return value(lines, "model name")
                + ", model "
                + value(lines, "model")
                + ", "
                + value(lines, "cpu MHz")
                + " MHz";
    }

    private static String memory() throws IOException {
        Path file = Path.of("/proc/meminfo");
        if (!Files.exists(file)) {
            return "";
        }
        String kilobytes = value(Files.readAllLines(file), "MemTotal").replaceAll("\\D", "");
        return String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(kilobytes) / 1048576.0);
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.split("\\s*:", 2)[0].equals(name))
                .flatMap(line -> Stream.of(line.split(":", 2)).skip(1))
                .map(String::strip)
                .findFirst()
                .orElse("unknown");
    }

    private static String commit() throws IOException {
        Process git =
                new ProcessBuilder("git", "describe", "--always", "--dirty")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
