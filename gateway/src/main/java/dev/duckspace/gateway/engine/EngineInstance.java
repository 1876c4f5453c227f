package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One open database. Closing it closes its connections, and stops what they run. Safe for use by
 * many threads.
 */
public final class EngineInstance implements AutoCloseable {
    private final Set<EngineConnection> connections = new HashSet<>();
    private long handle;

    EngineInstance(long handle) {
        this.handle = handle;
    }

    /**
     * @throws IllegalStateException when closed
     */
    public EngineConnection connect() {
        EnginePool.requirePlatformThread();
        EngineConnection connection;
        synchronized (this) {
            if (handle == 0) {
                throw new IllegalStateException("The instance is closed");
            }
            connection = new EngineConnection(this, connect(handle));
            connections.add(connection);
        }
        try {
            connection.execute("SET errors_as_json = true");
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static long connect(long database) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            if (Symbols.CONNECT.asInt(database, out.address()) != 0) {
                throw new EngineException(ErrorKind.CONNECTION, "The engine refuses to connect");
            }
            return out.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    synchronized void forget(EngineConnection connection) {
        connections.remove(connection);
    }

    public synchronized boolean isClosed() {
        return handle == 0;
    }

    @Override
    public void close() {
        EnginePool.requirePlatformThread();
        long closing;
        List<EngineConnection> open;
        synchronized (this) {
            closing = handle;
            handle = 0;
            open = new ArrayList<>(connections);
        }
        if (closing == 0) {
            return;
        }
        open.forEach(EngineConnection::close);
        try (Arena arena = Arena.ofConfined()) {
            Symbols.CLOSE.run(arena.allocateFrom(ValueLayout.JAVA_LONG, closing).address());
        }
    }
}
