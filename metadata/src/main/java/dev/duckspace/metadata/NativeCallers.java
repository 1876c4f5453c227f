package dev.duckspace.metadata;

import dev.duckspace.metadata.MetadataException.Problem;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads for calls into the embedded database: a virtual thread would hold its carrier in native
 * code, and with it every other session.
 */
final class NativeCallers implements AutoCloseable {
    private static final int QUEUE_LENGTH = 1_000;

    private final ThreadPoolExecutor threads;

    NativeCallers(int size) {
        threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(QUEUE_LENGTH),
                        Thread.ofPlatform().daemon().name("metadata-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs work here when the caller is virtual, or on one of these threads and waits. */
    <T> T call(Supplier<T> work) {
        if (!Thread.currentThread().isVirtual()) {
            return work.get();
        }
        try {
            return await(threads.submit(work::get));
        } catch (RejectedExecutionException e) {
            throw new MetadataException(
                    Problem.UNAVAILABLE, "too many requests wait for the metadata database", e);
        }
    }

    private static <T> T await(Future<T> answer) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        return new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
