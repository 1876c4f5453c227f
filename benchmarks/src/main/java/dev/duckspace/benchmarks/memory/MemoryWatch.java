package dev.duckspace.benchmarks.memory;

import dev.duckspace.benchmarks.servers.ProcessMemory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at a process's memory, again and again, on a thread of its own. */
final class MemoryWatch implements AutoCloseable {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ProcessMemory memory;
    private final long before;
    private volatile long most;
    private volatile boolean closed;

    private MemoryWatch(ProcessMemory memory) throws IOException {
        this.memory = memory;
        this.before = memory.residentBytes();
        this.most = before;
    }

    static MemoryWatch start(long processId) throws IOException {
        MemoryWatch watch = new MemoryWatch(new ProcessMemory(processId));
        Thread.ofPlatform().daemon().name("memory-watch").start(watch::run);
        return watch;
    }

    private void run() {
        while (!closed) {
            look();
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    private void look() {
        try {
            most = Math.max(most, memory.residentBytes());
        } catch (IOException e) {
            // the process has ended, which whoever reads from it sees
            closed = true;
        }
    }

    /** Bytes when it began. */
    long before() {
        return before;
    }

    /** The most since. */
    long most() {
        return most;
    }

    @Override
    public void close() {
        closed = true;
    }
}
