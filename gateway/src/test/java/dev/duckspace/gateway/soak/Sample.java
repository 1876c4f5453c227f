package dev.duckspace.gateway.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /** Files come and go while they are counted. */
    private static long files(Path directory) throws IOException {
        AtomicLong found = new AtomicLong();
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        found.incrementAndGet();
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found.get();
    }
}
