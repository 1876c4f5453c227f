package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One open database. Closing it closes its connections, and stops what they run. Safe for use by
 * many threads.
 */
public final class EngineInstance implements AutoCloseable {
    /** Those that are open, for callbacks, which know their number. */
    private static final Map<Integer, EngineInstance> OPEN = new ConcurrentHashMap<>();

    private static final AtomicInteger LAST_NUMBER = new AtomicInteger();

    private final Set<EngineConnection> connections = new HashSet<>();
    private final Map<Long, EngineConnection> byId = new ConcurrentHashMap<>();
    private final int number = LAST_NUMBER.incrementAndGet();
    private final SchemaWatch.Shared changes = new SchemaWatch.Shared();
    private final List<Runnable> whenClosed = new ArrayList<>();
    private long handle;

    /** Grows with every commit that may have changed objects. */
    public long schemaChanges() {
        return changes.schema().get();
    }

    /** Grows with every commit that may have changed rows. */
    public long rowChanges() {
        return changes.rows().get();
    }

    SchemaWatch.Shared changes() {
        return changes;
    }

    EngineInstance(long handle) {
        this.handle = handle;
        OPEN.put(number, this);
    }

    /** Of this instance in the process. */
    int number() {
        return number;
    }

    /** The connection of an id that the engine tells. */
    static EngineConnection connection(int instance, long id) {
        EngineInstance open = OPEN.get(instance);
        EngineConnection connection = open == null ? null : open.byId.get(id);
        if (connection == null) {
            throw new IllegalStateException("No connection " + id + " of instance " + instance);
        }
        return connection;
    }

    V2Connection connectV2() {
        EnginePool.requireRoomForNativeCall();
        synchronized (this) {
            if (handle == 0) {
                throw new EngineClosedException("The instance is closed");
            }
            return new V2Connection(handle);
        }
    }

    /**
     * @throws IllegalStateException when closed
     */
    public EngineConnection connect() {
        EnginePool.requireRoomForNativeCall();
        EngineConnection connection;
        synchronized (this) {
            if (handle == 0) {
                throw new EngineClosedException("The instance is closed");
            }
            connection = new EngineConnection(this, connect(handle));
            connections.add(connection);
            byId.put(connection.id(), connection);
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

    /** Has something done once it is closed, at once if it is. Must not fail. */
    public void whenClosed(Runnable work) {
        synchronized (this) {
            if (handle != 0) {
                whenClosed.add(work);
                return;
            }
        }
        work.run();
    }

    synchronized void forget(EngineConnection connection) {
        connections.remove(connection);
        byId.remove(connection.id());
    }

    public synchronized boolean isClosed() {
        return handle == 0;
    }

    @Override
    public void close() {
        EnginePool.requireRoomForNativeCall();
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
        OPEN.remove(number);
        open.forEach(EngineConnection::close);
        try (Arena arena = Arena.ofConfined()) {
            Symbols.CLOSE.run(arena.allocateFrom(ValueLayout.JAVA_LONG, closing).address());
        }
        HeapTrimming.instanceClosed();
        whenClosed.forEach(Runnable::run);
    }
}
