package dev.duckspace.gateway.workspace;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes workspaces beside each other, for so long at most: one whose engine does not stop keeps no
 * other from writing its checkpoint, and the process from ending. What it had committed is in its
 * log.
 */
final class ParallelClosing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ParallelClosing.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final long end = System.nanoTime() + LONGEST.toNanos();
    private final Map<String, Thread> running = new LinkedHashMap<>();

    void start(String workspaceId, Runnable closing) {
        running.put(workspaceId, Thread.ofVirtual().start(() -> run(workspaceId, closing)));
    }

    private static void run(String workspaceId, Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            LOG.warn("Cannot close workspace {}", workspaceId, e);
        }
    }

    /** Waits. */
    @Override
    public void close() {
        try {
            for (Map.Entry<String, Thread> each : running.entrySet()) {
                long left = Math.max(1, end - System.nanoTime());
                if (!each.getValue().join(Duration.ofNanos(left))) {
                    LOG.error("Workspace {} does not stop: it is left as it is", each.getKey());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
