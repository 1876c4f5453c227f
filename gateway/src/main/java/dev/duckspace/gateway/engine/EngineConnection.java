package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an instance: one session's transaction, settings and statements.
 *
 * <p>One thread at a time works with it; a second one waits. {@link #interrupt}, {@link #progress}
 * and {@link #close} may come from any thread at any time; but closing frees the current chunk, so
 * where another thread may close, chunks are read within {@link #exclusively}. At most one result
 * streams at once: while {@link #openResult} is not null, preparing and executing throw
 * IllegalStateException. Closing the connection closes its statements and its result.
 */
public final class EngineConnection implements AutoCloseable {
    private static final long INTERRUPT_AGAIN_MILLIS = 20;

    private final EngineInstance instance;
    // Held through every native call but the two that any thread may make.
    private final ReentrantLock use = new ReentrantLock();
    // Held while the handle is read by those two, and while it is taken away.
    private final ReentrantLock handleLock = new ReentrantLock();
    private final Set<EngineStatement> statements = new LinkedHashSet<>();
    private final Set<ChunkAppender> appenders = new LinkedHashSet<>();
    private volatile @Nullable EngineResult openResult;
    private volatile boolean closing;
    // The engine forgets an interrupt that comes while it plans; this remembers it.
    private volatile boolean interrupted;
    // What a function of ours refuses where the engine takes no error of it.
    private volatile @Nullable FunctionError refused;
    // What functions of ours may ask of the session.
    private volatile Function<String, @Nullable String> sessionSettings = name -> null;
    private volatile boolean storing;
    private volatile List<Object> attached = List.of();
    private final long id;
    private final SchemaWatch watch;
    private long handle;

    /** The connection that makes native calls on this thread. */
    private static final ThreadLocal<@Nullable EngineConnection> CURRENT = new ThreadLocal<>();

    private @Nullable EngineConnection outer;

    EngineConnection(EngineInstance instance, long handle) {
        this.instance = instance;
        this.handle = handle;
        this.watch = new SchemaWatch(instance.changes());
        this.id = id(handle);
    }

    private static long id(long handle) {
        try (Arena arena = Arena.ofConfined()) {
            long slot = arena.allocate(ValueLayout.JAVA_LONG).address();
            FunctionSymbols.CONNECTION_CONTEXT.run(handle, slot);
            long id = FunctionSymbols.CONTEXT_CONNECTION_ID.asLong(NativeMemory.longAt(slot));
            FunctionSymbols.DESTROY_CONTEXT.run(slot);
            return id;
        }
    }

    /** The engine's own number of the connection. */
    long id() {
        return id;
    }

    public EngineInstance instance() {
        return instance;
    }

    /**
     * Lets functions of ours read the session's settings by name; {@link FunctionCall#setting}. It
     * is asked on engine threads while a statement of this connection runs.
     */
    public void sessionSettings(Function<String, @Nullable String> settings) {
        sessionSettings = settings;
    }

    /** Whether what runs next stores what it makes: {@link FunctionCall#storing}. */
    public void storing(boolean stores) {
        storing = stores;
    }

    boolean isStoring() {
        return storing;
    }

    /** Whether what runs now is to end. */
    boolean isInterrupted() {
        return interrupted;
    }

    /** The connection whose statement this thread runs; null on the engine's own threads. */
    static @Nullable EngineConnection current() {
        return CURRENT.get();
    }

    /** What functions of ours find by {@link FunctionCall#attached}; one object of a class. */
    public synchronized void attach(Object something) {
        List<Object> all = new ArrayList<>(attached);
        all.add(something);
        attached = List.copyOf(all);
    }

    /** Null when nothing of the class was attached. */
    public <T> @Nullable T attached(Class<T> type) {
        for (Object each : attached) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }

    @Nullable String sessionSetting(String name) {
        return sessionSettings.apply(name);
    }

    /**
     * Prepares the one statement of a text.
     *
     * @throws EngineException when it does not parse or bind
     * @throws IllegalArgumentException when the text holds no statement, or several
     */
    public EngineStatement prepare(String sql) {
        long connection = enter();
        try (Arena arena = Arena.ofConfined()) {
            requireNoOpenResult();
            forgetInterrupts();
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG, 2);
            try {
                long count = extract(arena, connection, sql, out);
                if (count != 1) {
                    throw new IllegalArgumentException(
                            "Expected one statement to prepare, got " + count);
                }
                EngineStatement statement =
                        new EngineStatement(this, sql, prepare(connection, sql, out));
                statements.add(statement);
                failIfStopped(statement);
                return statement;
            } finally {
                Symbols.DESTROY_EXTRACTED.run(out.address());
            }
        } finally {
            leave();
        }
    }

    private static long extract(Arena arena, long connection, String sql, MemorySegment out) {
        long count =
                Symbols.EXTRACT_STATEMENTS.asLong(
                        connection, CStrings.in(arena, sql), out.address());
        long error =
                count == 0 ? Symbols.EXTRACT_ERROR.asLong(out.get(ValueLayout.JAVA_LONG, 0)) : 0;
        if (error != 0) {
            throw ErrorReader.read(NativeMemory.cString(error), sql);
        }
        return count;
    }

    /** The handle of the first statement; {@code out} holds the extracted ones, then room. */
    private static long prepare(long connection, String sql, MemorySegment out) {
        long extracted = out.getAtIndex(ValueLayout.JAVA_LONG, 0);
        long target = out.address() + Long.BYTES;
        int state = Symbols.PREPARE_EXTRACTED.asInt(connection, extracted, 0, target);
        long statement = out.getAtIndex(ValueLayout.JAVA_LONG, 1);
        if (state != 0) {
            String error = NativeMemory.cString(Symbols.PREPARE_ERROR.asLong(statement));
            Symbols.DESTROY_PREPARE.run(target);
            throw ErrorReader.read(error, sql);
        }
        return statement;
    }

    /**
     * How many statements a text holds, parsed but not bound: 0 for blanks and comments.
     *
     * @throws EngineException when it does not parse
     */
    public int countStatements(String sql) {
        long connection = enter();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            try {
                return Math.toIntExact(extract(arena, connection, sql, out));
            } finally {
                Symbols.DESTROY_EXTRACTED.run(out.address());
            }
        } finally {
            leave();
        }
    }

    /**
     * Runs one or more statements of the gateway's own and forgets their results.
     *
     * @throws EngineException of the first that fails; those before it have run
     */
    public void execute(String script) {
        long connection = enter();
        try (Arena arena = Arena.ofConfined()) {
            requireNoOpenResult();
            MemorySegment result = arena.allocate(Symbols.RESULT);
            try {
                int state =
                        Symbols.QUERY.asInt(
                                connection, CStrings.in(arena, script), result.address());
                if (state != 0) {
                    long error = Symbols.RESULT_ERROR.asLong(result.address());
                    throw ErrorReader.read(NativeMemory.cString(error), script);
                }
            } finally {
                Symbols.DESTROY_RESULT.run(result.address());
                watch.ran(script);
            }
        } finally {
            leave();
        }
    }

    /**
     * Runs a small query of the gateway's own and reads it whole, as texts.
     *
     * @throws IllegalArgumentException for a column that is nested or has a unit: cast it to
     *     VARCHAR
     */
    public List<List<@Nullable String>> queryText(String sql) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (EngineStatement statement = prepare(sql);
                EngineResult result = statement.execute()) {
            for (Chunk chunk = result.fetch(); chunk != null; chunk = result.fetch()) {
                for (int row = 0; row < chunk.size(); row++) {
                    rows.add(PlainText.row(chunk, row));
                }
            }
        }
        return rows;
    }

    /**
     * The tables that a statement names, without looking any of them up.
     *
     * @param qualified whether names keep the schema and catalog that they were given with
     */
    public List<String> tableNames(String sql, boolean qualified) {
        long connection = enter();
        try (Arena arena = Arena.ofConfined()) {
            requireNoOpenResult();
            long list =
                    Symbols.GET_TABLE_NAMES.asLong(
                            connection, CStrings.in(arena, sql), (byte) (qualified ? 1 : 0));
            return Values.takeTexts(list);
        } finally {
            leave();
        }
    }

    /**
     * Opens an appender on a table. Begin a transaction first: without one the engine commits by
     * itself every few chunks.
     *
     * @param catalog null for the current one
     * @param schema null for the current one
     * @param columns the columns to write, in this order; the others get their defaults. Empty for
     *     all that are not generated.
     * @throws EngineException when there is no such table or column
     */
    public ChunkAppender appender(
            @Nullable String catalog, @Nullable String schema, String table, List<String> columns) {
        long connection = enter();
        try {
            requireNoOpenResult();
            ChunkAppender appender =
                    new ChunkAppender(
                            this,
                            ChunkAppender.create(connection, catalog, schema, table, columns));
            appenders.add(appender);
            return appender;
        } finally {
            leave();
        }
    }

    /** An appender of all columns that are not generated. */
    public ChunkAppender appender(@Nullable String catalog, @Nullable String schema, String table) {
        return appender(catalog, schema, table, List.of());
    }

    /**
     * Makes the prepare, execute or fetch that runs now fail with {@link ErrorKind#INTERRUPT}, or
     * the next fetch of the open result; nothing when there is neither. Planning is not cut short:
     * a prepare fails when it ends. Any thread, also a virtual one, and never for long; a closed
     * connection is left alone.
     */
    public void interrupt() {
        interrupted = true;
        handleLock.lock();
        try {
            if (handle != 0) {
                Symbols.INTERRUPT.run(handle);
            }
        } finally {
            handleLock.unlock();
        }
    }

    /** How far the running query is. Any thread; needs {@code enable_progress_bar}. */
    public QueryProgress progress() {
        handleLock.lock();
        try (Arena arena = Arena.ofConfined()) {
            if (handle == 0) {
                return QueryProgress.UNKNOWN;
            }
            MemorySegment progress = Symbols.QUERY_PROGRESS.asStruct(arena, handle);
            return new QueryProgress(
                    progress.get(ValueLayout.JAVA_DOUBLE, 0),
                    progress.get(ValueLayout.JAVA_LONG, 8),
                    progress.get(ValueLayout.JAVA_LONG, 16));
        } finally {
            handleLock.unlock();
        }
    }

    /**
     * Runs work on this connection and its chunks that a close by another thread waits for. The
     * wait interrupts the queries of the work, so it is only as long as what is done between them.
     *
     * @throws IllegalStateException when closed
     */
    public <T> T exclusively(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /**
     * Whether it may see objects that other connections do not: temporary ones, or those of a
     * transaction that is open.
     */
    public boolean seesOwnObjects() {
        return watch.seesOwn();
    }

    /** After rows were appended without a statement. */
    void wroteRows() {
        watch.wrote();
    }

    /** Grows with everything this connection did that may have changed what objects it sees. */
    public long ownSchemaChanges() {
        return watch.changes();
    }

    /** Tells that a look has found no temporary objects. */
    public void hasNoTemporaryObjects() {
        watch.noTemporary();
    }

    /** With the lock held: a statement has ended, whatever came of it. */
    void ran(String sql) {
        watch.ran(sql);
    }

    /** The result that is being streamed, null when there is none. */
    public @Nullable EngineResult openResult() {
        return openResult;
    }

    public boolean isClosed() {
        return closing;
    }

    /** Stops what runs, waits for it to end, and frees everything. Again: nothing. */
    @Override
    public void close() {
        EnginePool.requireRoomForNativeCall();
        closing = true;
        lockInterrupting();
        try {
            long closed = takeHandle();
            if (closed == 0) {
                return;
            }
            EngineResult streaming = openResult;
            if (streaming != null) {
                streaming.free();
                openResult = null;
            }
            List.copyOf(appenders).forEach(ChunkAppender::free);
            appenders.clear();
            List.copyOf(statements).forEach(EngineStatement::free);
            statements.clear();
            try (Arena arena = Arena.ofConfined()) {
                Symbols.DISCONNECT.run(arena.allocateFrom(ValueLayout.JAVA_LONG, closed).address());
            }
        } finally {
            use.unlock();
        }
        instance.forget(this);
    }

    private void lockInterrupting() {
        boolean waitInterrupted = false;
        while (true) {
            try {
                if (use.tryLock(INTERRUPT_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
                // Again and again: an interrupt just before a query starts is forgotten by it.
                interrupt();
            } catch (InterruptedException e) {
                waitInterrupted = true;
            }
        }
        if (waitInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long takeHandle() {
        handleLock.lock();
        try {
            long taken = handle;
            handle = 0;
            return taken;
        } finally {
            handleLock.unlock();
        }
    }

    /** Begins a native call: the handle, with the lock held until {@link #leave}. */
    long enter() {
        EnginePool.requireRoomForNativeCall();
        use.lock();
        if (closing || handle == 0) {
            use.unlock();
            throw new EngineClosedException("The connection is closed");
        }
        if (use.getHoldCount() == 1) {
            outer = CURRENT.get();
            CURRENT.set(this);
        }
        return handle;
    }

    /** As {@link #enter}, for freeing what a closed connection may have freed already. */
    void enterToFree() {
        EnginePool.requireRoomForNativeCall();
        use.lock();
        if (use.getHoldCount() == 1) {
            outer = CURRENT.get();
        }
    }

    void leave() {
        if (use.getHoldCount() == 1) {
            CURRENT.set(outer);
        }
        use.unlock();
    }

    /** With the lock held: a new operation begins, to which earlier interrupts do not belong. */
    void forgetInterrupts() {
        interrupted = false;
        refused = null;
    }

    /** From a function, on whatever thread: what runs is to fail with this error. */
    void refuse(FunctionError error) {
        refused = error;
    }

    boolean hasRefused() {
        return refused != null;
    }

    void failIfRefused() {
        FunctionError error = refused;
        if (error != null) {
            throw new EngineException(ErrorKind.CONVERSION, FunctionError.textOf(error));
        }
    }

    void failIfInterrupted() {
        if (interrupted) {
            throw new EngineException(ErrorKind.INTERRUPT, "Interrupted!");
        }
    }

    private void failIfStopped(EngineStatement prepared) {
        if (interrupted || refused != null) {
            prepared.close();
            failIfInterrupted();
            failIfRefused();
        }
    }

    void requireNoOpenResult() {
        if (openResult != null) {
            throw new IllegalStateException(
                    "The connection still streams a result: drain or close it first");
        }
    }

    void opened(EngineResult result) {
        openResult = result;
    }

    void ended(EngineResult result) {
        if (openResult == result) {
            openResult = null;
        }
    }

    void forget(EngineStatement statement) {
        statements.remove(statement);
    }

    void forget(ChunkAppender appender) {
        appenders.remove(appender);
    }
}
