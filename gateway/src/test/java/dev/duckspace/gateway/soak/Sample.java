package dev.duckspace.gateway.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** What the process holds, and how long reads took since the last sample. */
record Sample(
        long heapMegabytes,
        long residentMegabytes,
        int threads,
        long descriptors,
        long temporaryFiles,
        int reads,
        double medianMillis,
        double p99Millis) {

    static Sample take(Path data, long[] nanos) throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Sample(
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                resident() >> 10,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                count(Path.of("/proc/self/fd")),
                files(data.resolve("tmp")),
                sorted.length,
                millis(sorted, 50),
                millis(sorted, 99));
    }

    private static double millis(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[sorted.length * percent / 100] / 1e6;
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private static long files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return 0;
        }
        try (Stream<Path> entries = Files.walk(directory)) {
            return entries.filter(Files::isRegularFile).count();
        }
    }
}
