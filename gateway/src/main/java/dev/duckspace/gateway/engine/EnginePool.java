package dev.duckspace.gateway.engine;

import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The platform threads on which native calls run, and which carry the virtual threads that make
 * many. Their stacks are large because the engine's parser and planner recurse, and running out of
 * stack inside it ends the process.
 *
 * <p>The thread that has worked last works next: what it has in its caches, and in the allocator's
 * share of it, is of use again, and threads that peaks have brought stay idle until they end.
 */
public final class EnginePool implements AutoCloseable {
    private static final long STACK_BYTES = 64L << 20;
    private static final long ROOM_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Bound in a virtual thread that engine threads carry. */
    private static final ScopedValue<Boolean> CARRIED = ScopedValue.newInstance();

    private final String name;
    private final int size;
    private final int queueLength;
    private final ReentrantLock lock = new ReentrantLock();

    // All under the lock.
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final ArrayDeque<EngineThread> idle = new ArrayDeque<>();
    private int threads;
    private int started;
    private boolean closed;

    /**
     * @param size threads, so native calls at once
     * @param queueLength calls that may wait for a thread before further ones are refused
     */
    public EnginePool(String name, int size, int queueLength) {
        this.name = name;
        this.size = size;
        this.queueLength = queueLength;
    }

    private final class EngineThread extends Thread {
        private final Condition given = lock.newCondition();
        private @Nullable Runnable next;

        EngineThread(String name, Runnable first) {
            super(null, null, name, STACK_BYTES);
            next = first;
            setDaemon(true);
        }

        @Override
        public void run() {
            for (Runnable work = next(); work != null; work = next()) {
                work.run();
            }
        }

        /** Null when there is none for so long that the thread is not needed. */
        private @Nullable Runnable next() {
            lock.lock();
            try {
                Runnable mine = next != null ? next : waiting.poll();
                next = null;
                if (mine == null) {
                    mine = awaited();
                }
                if (mine == null) {
                    threads--;
                }
                return mine;
            } finally {
                lock.unlock();
            }
        }

        private @Nullable Runnable awaited() {
            idle.push(this);
            long left = IDLE_NANOS;
            while (next == null && left > 0 && !closed) {
                try {
                    left = given.awaitNanos(left);
                } catch (InterruptedException e) {
                    // Work may leave the flag set; it means nothing here.
                }
            }
            Runnable mine = next;
            next = null;
            if (mine == null) {
                idle.remove(this);
            }
            return mine;
        }
    }

    /** Whether the current thread is one of a pool of this kind. */
    public static boolean isEngineThread() {
        return Thread.currentThread() instanceof EngineThread;
    }

    /** Whether native calls of the current thread run on a thread of a pool of this kind. */
    private static boolean isOnEngineThread() {
        return isEngineThread() || CARRIED.isBound();
    }

    /**
     * A native call pins a virtual thread's carrier; the JDK's own carriers are as many as
     * processors, and their stacks are too small for the planner.
     */
    static void requireRoomForNativeCall() {
        if (Thread.currentThread().isVirtual() && !CARRIED.isBound()) {
            throw new IllegalStateException(
                    "A native call on a virtual thread: run it through EnginePool.call");
        }
    }

    /** Whether the JDK lets threads of ours carry virtual ones. */
    public static boolean carriesVirtualThreads() {
        return CarriedThreads.available();
    }

    /**
     * Starts a virtual thread. Where the JDK allows it, the pool's threads carry it, so that its
     * native calls need no other thread: {@link #call} runs them at once. While it waits it takes
     * none of them.
     */
    public void startVirtual(String threadName, Runnable work) {
        if (CarriedThreads.available()) {
            CarriedThreads.unstarted(
                            this::carry,
                            threadName,
                            () -> ScopedValue.where(CARRIED, true).run(work))
                    .start();
        } else {
            Thread.ofVirtual().name(threadName).start(work);
        }
    }

    /** A virtual thread goes on. It has one such step at a time, which must not be lost. */
    private void carry(Runnable step) {
        lock.lock();
        try {
            if (!taken(step)) {
                waiting.add(step);
            }
        } finally {
            lock.unlock();
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
        if (isOnEngineThread()) {
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
     * As {@link #call}, for work that must not be refused: waits for room in the queue.
     *
     * @throws EngineBusyException when the pool is closed
     */
    public <T> T callSurely(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        if (isOnEngineThread()) {
            task.run();
        } else {
            while (!offered(task)) {
                LockSupport.parkNanos(ROOM_CHECK_NANOS);
            }
        }
        return await(task);
    }

    /** As {@link #callSurely}, without a value: work that lets go of something. */
    public void runSurely(Runnable work) {
        Boolean unused =
                callSurely(
                        () -> {
                            work.run();
                            return true;
                        });
    }

    private boolean offered(Runnable task) {
        try {
            submit(task);
            return true;
        } catch (EngineBusyException e) {
            if (isClosed()) {
                throw e;
            }
            return false;
        }
    }

    private void submit(Runnable task) {
        lock.lock();
        try {
            if (closed) {
                throw new EngineBusyException("The engine's threads are shut down");
            }
            if (taken(task)) {
                return;
            }
            if (waiting.size() >= queueLength) {
                throw new EngineBusyException("All engine threads are busy and the queue is full");
            }
            waiting.add(task);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has another thread run work that this one goes on beside; null when none is free. It does not
     * wait in the queue, so that an engine thread may wait for it.
     *
     * @throws EngineBusyException when the pool is closed
     */
    public <T> @Nullable Future<T> startIfFree(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        lock.lock();
        try {
            if (closed) {
                throw new EngineBusyException("The engine's threads are shut down");
            }
            return taken(task) ? task : null;
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held: whether there was a thread for it. */
    private boolean taken(Runnable task) {
        EngineThread free = idle.poll();
        if (free != null) {
            free.next = task;
            free.given.signal();
            return true;
        }
        if (threads == size) {
            return false;
        }
        new EngineThread(name + "-" + (started + 1), task).start();
        threads++;
        started++;
        return true;
    }

    /** Waits for work, also through interrupts; its exceptions come out as they are. */
    static <T> T await(Future<T> task) {
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

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Native calls that run now. */
    public int active() {
        lock.lock();
        try {
            return threads - idle.size();
        } finally {
            lock.unlock();
        }
    }

    /** Native calls that wait for a thread. */
    public int queued() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more work; what runs and waits is finished. Does not wait for it. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(thread -> thread.given.signal());
        } finally {
            lock.unlock();
        }
    }
}
