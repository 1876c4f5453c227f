package dev.duckspace.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up a renewed certificate: looks at its files' times now and then, which also works where
 * the files are links that an orchestrator swaps.
 */
final class CertificateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final long PERIOD_SECONDS = 30;

    private final List<Path> files;
    private final Runnable reload;
    private final ScheduledThreadPoolExecutor timer;
    private String seen;

    CertificateWatch(List<Path> files, Runnable reload) {
        this.files = files;
        this.reload = reload;
        this.seen = times();
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("certificate-watch").factory());
        var unused =
                timer.scheduleWithFixedDelay(
                        this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** An exception would end the watch: it is logged, and the next look comes. */
    void look() {
        try {
            String now = times();
            if (!now.equals(seen)) {
                reload.run();
                seen = now;
            }
        } catch (RuntimeException e) {
            LOG.error("The TLS certificate cannot be reloaded", e);
        }
    }

    private String times() {
        StringBuilder times = new StringBuilder();
        for (Path file : files) {
            try {
                times.append(Files.getLastModifiedTime(file)).append(' ');
            } catch (IOException e) {
                times.append("unreadable ");
            }
        }
        return times.toString();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
