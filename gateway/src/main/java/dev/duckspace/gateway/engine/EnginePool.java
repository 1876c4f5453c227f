package dev.duckspace.gateway.engine;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The platform threads on which native calls run. Their stacks are large because the engine's
 * parser and planner recurse, and running out of stack inside it ends the process.
 */
public final class EnginePool implements AutoCloseable {
    private static final long STACK_BYTES = 64L << 20;
    private static final long ROOM_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ThreadPoolExecutor threads;

    /**
     * @param size threads, so native calls at once
     * @param queueLength calls that may wait for a thread before further ones are refused
     */
    public EnginePool(String name, int size, int queueLength) {
        AtomicInteger number = new AtomicInteger();
        threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(queueLength),
                        task -> new EngineThread(task, name + "-" + number.incrementAndGet()),
                        new ThreadPoolExecutor.AbortPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    private static final class EngineThread extends Thread {
        EngineThread(Runnable task, String name) {
            super(null, task, name, STACK_BYTES);
            setDaemon(true);
        }
    }

    /** Whether the current thread is one of a pool of this kind. */
    public static boolean isEngineThread() {
        return Thread.currentThread() instanceof EngineThread;
    }

    /** Native calls pin a virtual thread's carrier, and its stack is too small for the planner. */
    static void requirePlatformThread() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(
                    "A native call on a virtual thread: run it through EnginePool.call");
        }
    }

    /**
     * Runs work on an engine thread and waits for it, also through interrupts of the waiting
     * thread: native work is stopped by {@link EngineConnection#interrupt()} only. Exceptions of
     * the work come out as they are. On an engine thread it runs at once.
     *
     * @throws EngineBusyException when the queue is full or the pool is closed
     */
    public <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        if (isEngineThread()) {
            task.run();
        } else {
            submit(task);
        }
        return await(task);
    }

    /** As {@link #call}, without a value. */
    public void run(Runnable work) {
        call(
                () -> {
                    work.run();
                    return true;
                });
    }

    /**
     * As {@link #run}, for work that lets go of something and so must not be refused: waits for
     * room in the queue.
     *
     * @throws EngineBusyException when the pool is closed
     */
    public void runSurely(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        if (isEngineThread()) {
            task.run();
        } else {
            while (!offered(task)) {
                LockSupport.parkNanos(ROOM_CHECK_NANOS);
            }
        }
        Boolean unused = await(task);
    }

    private boolean offered(Runnable task) {
        try {
            submit(task);
            return true;
        } catch (EngineBusyException e) {
            if (threads.isShutdown()) {
                throw e;
            }
            return false;
        }
    }

    private void submit(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw new EngineBusyException(
                    threads.isShutdown()
                            ? "The engine's threads are shut down"
                            : "All engine threads are busy and the queue is full");
        }
    }

    private static <T> T await(FutureTask<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            case null, default -> new IllegalStateException("Engine work failed", e.getCause());
        };
    }

    /** Native calls that run now. */
    public int active() {
        return threads.getActiveCount();
    }

    /** Native calls that wait for a thread. */
    public int queued() {
        return threads.getQueue().size();
    }

    /** Takes no more work; what runs and waits is finished. Does not wait for it. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
