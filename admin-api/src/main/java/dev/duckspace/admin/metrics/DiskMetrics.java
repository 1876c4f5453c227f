package dev.duckspace.admin.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** How full the data directory's file system is, and how much of that is the directory's. */
public final class DiskMetrics implements MeterBinder {
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Path root;
    private final Sampled<Long> used;

    public DiskMetrics(Path root) {
        this.root = root;
        this.used = new Sampled<>(KEPT, 0L, this::size);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("duckspace.data.used", used, Sampled::get)
                .description("Size of the files in the data directory")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("duckspace.data.free", root, DiskMetrics::free)
                .description("What the data directory's file system has left")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("duckspace.data.total", root, DiskMetrics::total)
                .description("Size of the data directory's file system")
                .baseUnit("bytes")
                .register(registry);
    }

    private static double free(Path root) {
        try {
            return (double) Files.getFileStore(root).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double total(Path root) {
        try {
            return (double) Files.getFileStore(root).getTotalSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of attributes alone: opening a database's file would drop the engine's locks on it. */
    private long size() {
        Sum sum = new Sum();
        try {
            Files.walkFileTree(root, sum);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum.bytes;
    }

    private static final class Sum extends SimpleFileVisitor<Path> {
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
            return FileVisitResult.CONTINUE;
        }

        /** Files come and go meanwhile. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException reason) {
            return FileVisitResult.CONTINUE;
        }
    }
}
