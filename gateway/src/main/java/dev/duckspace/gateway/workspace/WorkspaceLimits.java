package dev.duckspace.gateway.workspace;

import java.time.Duration;

/**
 * What one workspace may take, and how long it stays open without sessions.
 *
 * @param tablesMax project tables shown
 * @param memoryBytes the engine's buffers and operators; the engine's own bookkeeping comes on top
 * @param spillBytes temporary files
 * @param threads of the engine, the calling one included
 * @param expressionDepthMax nested expressions and subqueries
 * @param idleClose how long an instance without sessions stays open
 */
public record WorkspaceLimits(
        int tablesMax,
        long memoryBytes,
        long spillBytes,
        int threads,
        int expressionDepthMax,
        Duration idleClose) {
    private static final long GIGABYTE = 1_000_000_000L;

    public static final WorkspaceLimits DEFAULT =
            new WorkspaceLimits(
                    1_000,
                    4 * GIGABYTE,
                    10 * GIGABYTE,
                    Runtime.getRuntime().availableProcessors(),
                    200,
                    Duration.ofSeconds(60));

    public WorkspaceLimits {
        requireBetween("tables", tablesMax, 0, 100_000);
        requireBetween("memory bytes", memoryBytes, 16_000_000L, Long.MAX_VALUE);
        requireBetween("spill bytes", spillBytes, 0, Long.MAX_VALUE);
        requireBetween("threads", threads, 1, 1_024);
        requireBetween("expression depth", expressionDepthMax, 10, 1_000);
        requireBetween("idle close seconds", idleClose.toSeconds(), 0, 86_400);
    }

    public WorkspaceLimits withTablesMax(int newTablesMax) {
        return new WorkspaceLimits(
                newTablesMax, memoryBytes, spillBytes, threads, expressionDepthMax, idleClose);
    }

    public WorkspaceLimits withMemoryBytes(long newMemoryBytes) {
        return new WorkspaceLimits(
                tablesMax, newMemoryBytes, spillBytes, threads, expressionDepthMax, idleClose);
    }

    public WorkspaceLimits withSpillBytes(long newSpillBytes) {
        return new WorkspaceLimits(
                tablesMax, memoryBytes, newSpillBytes, threads, expressionDepthMax, idleClose);
    }

    public WorkspaceLimits withThreads(int newThreads) {
        return new WorkspaceLimits(
                tablesMax, memoryBytes, spillBytes, newThreads, expressionDepthMax, idleClose);
    }

    public WorkspaceLimits withIdleClose(Duration newIdleClose) {
        return new WorkspaceLimits(
                tablesMax, memoryBytes, spillBytes, threads, expressionDepthMax, newIdleClose);
    }

    private static void requireBetween(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s of a workspace: %d is not between %d and %d"
                            .formatted(what, value, min, max));
        }
    }
}
