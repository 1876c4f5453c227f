package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table function {@code name(table VARCHAR)} of an instance, whose rows are in the memory of this
 * process. A statement that is kept finds the rows of the moment when it runs again. Closing it
 * makes the function fail; it cannot be taken out of the instance.
 */
public final class TableFunction implements AutoCloseable {
    /** What is in the tables. Any engine thread may ask. */
    public interface Source {
        /** The columns of a table; they never change. */
        List<EngineField> columns(String table);

        /** About how many rows it has. */
        long estimate(String table);

        /**
         * @param asker whose statement reads them
         */
        StoredRows rows(String table, EngineConnection asker);
    }

    private record Registered(int instance, Source source) {}

    private record Bound(
            Source source, String table, EngineConnection asker, Set<StoredRows> lent) {}

    private static final class Scan {
        private final StoredRows rows;
        private final int[] columns;
        private int next;

        Scan(StoredRows rows, int[] columns) {
            this.rows = rows;
            this.columns = columns;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(TableFunction.class);

    /** Of a vector. */
    private static final int ROWS = 2048;

    /**
     * How many versions of its rows a kept statement holds on to, as results may point into them.
     */
    private static final int LENT_MAX = 8;

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Map<Long, Registered> SOURCES = new ConcurrentHashMap<>();
    private static final Map<Long, Bound> BOUND = new ConcurrentHashMap<>();
    private static final Map<Long, Scan> SCANS = new ConcurrentHashMap<>();

    private static final long ON_BIND = stub("bind", 1);
    private static final long ON_INIT = stub("init", 1);
    private static final long ON_SCAN = stub("scan", 2);
    private static final long FORGET_BOUND = stub("forgetBound", 1);
    private static final long FORGET_SCAN = stub("forgetScan", 1);

    private final long number;

    private TableFunction(long number) {
        this.number = number;
    }

    /** For all connections of the instance, on one that is in no transaction. */
    public static TableFunction register(EngineConnection connection, String name, Source source) {
        long number = NUMBERS.incrementAndGet();
        SOURCES.put(number, new Registered(connection.instance().number(), source));
        long handle = connection.enter();
        long function = TableSymbols.CREATE.asLong();
        try (Arena arena = Arena.ofConfined()) {
            TableSymbols.NAME.run(function, CStrings.in(arena, name));
            parameter(function, TypeId.VARCHAR);
            TableSymbols.EXTRA.run(function, number, 0);
            TableSymbols.BIND.run(function, ON_BIND);
            TableSymbols.INIT.run(function, ON_INIT);
            TableSymbols.FUNCTION.run(function, ON_SCAN);
            TableSymbols.PROJECTION.run(function, (byte) 1);
            if (TableSymbols.REGISTER.asInt(handle, function) != 0) {
                throw new EngineException(
                        ErrorKind.CATALOG, "The engine refuses the table function " + name);
            }
            TableSymbols.DESTROY.run(arena.allocateFrom(ValueLayout.JAVA_LONG, function).address());
            return new TableFunction(number);
        } finally {
            connection.leave();
        }
    }

    private static void parameter(long function, TypeId type) {
        long handle = Symbols.CREATE_TYPE.asLong(type.code());
        TableSymbols.PARAMETER.run(function, handle);
        LogicalTypes.destroy(handle);
    }

    @Override
    public void close() {
        SOURCES.remove(number);
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void bind(long info) {
        try (Arena arena = Arena.ofConfined()) {
            Registered registered = SOURCES.get(TableSymbols.BIND_EXTRA.asLong(info));
            if (registered == null) {
                throw new IllegalStateException("the instance is closed");
            }
            Source source = registered.source();
            String table = text(TableSymbols.BIND_ARGUMENT.asLong(info, 0L));
            for (EngineField column : source.columns(table)) {
                long type = aliased(arena, column.type());
                TableSymbols.BIND_COLUMN.run(info, CStrings.in(arena, column.name()), type);
                LogicalTypes.destroy(type);
            }
            TableSymbols.BIND_ROWS.run(info, source.estimate(table), (byte) 0);
            long bound = NUMBERS.incrementAndGet();
            BOUND.put(
                    bound,
                    new Bound(
                            source,
                            table,
                            asker(arena, info, registered.instance()),
                            ConcurrentHashMap.newKeySet()));
            TableSymbols.BIND_DATA.run(info, bound, FORGET_BOUND);
        } catch (Throwable e) {
            fail(TableSymbols.BIND_ERROR, info, e);
        }
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void init(long info) {
        try {
            Bound bound = BOUND.get(TableSymbols.INIT_BIND_DATA.asLong(info));
            if (bound == null) {
                throw new IllegalStateException("a table function without its bind data");
            }
            StoredRows rows = bound.source().rows(bound.table(), bound.asker());
            if (bound.lent().size() >= LENT_MAX) {
                bound.lent().clear();
            }
            bound.lent().add(rows);
            int[] columns = new int[Math.toIntExact(TableSymbols.INIT_COLUMNS.asLong(info))];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = (int) TableSymbols.INIT_COLUMN.asLong(info, (long) i);
            }
            long scan = NUMBERS.incrementAndGet();
            SCANS.put(scan, new Scan(rows, columns));
            TableSymbols.INIT_DATA.run(info, scan, FORGET_SCAN);
        } catch (Throwable e) {
            fail(TableSymbols.INIT_ERROR, info, e);
        }
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void scan(long info, long chunk) {
        try {
            Scan scan = SCANS.get(TableSymbols.SCAN_DATA.asLong(info));
            if (scan == null) {
                throw new IllegalStateException("a table function without its scan");
            }
            int count = Math.min(ROWS, scan.rows.size() - scan.next);
            for (int i = 0; i < scan.columns.length; i++) {
                int column = scan.columns[i];
                // The engine asks for no column as one beyond the last.
                if (column >= 0 && column < scan.rows.columns().size()) {
                    scan.rows.copy(
                            column, scan.next, count, Symbols.CHUNK_VECTOR.asLong(chunk, (long) i));
                }
            }
            scan.next += count;
            Symbols.SET_CHUNK_SIZE.run(chunk, (long) count);
        } catch (Throwable e) {
            fail(TableSymbols.SCAN_ERROR, info, e);
        }
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void forgetBound(long bound) {
        BOUND.remove(bound);
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void forgetScan(long scan) {
        SCANS.remove(scan);
    }

    /** Nothing may be thrown into the engine: it would end the process. */
    private static void fail(NativeCall tell, long info, Throwable e) {
        LOG.warn("A table of the catalog cannot be read", e);
        try (Arena arena = Arena.ofConfined()) {
            String text = String.valueOf(e.getMessage()).replace('\0', ' ');
            tell.run(info, CStrings.in(arena, text));
        }
    }

    private static String text(long value) {
        try {
            String text =
                    isNull(value)
                            ? null
                            : NativeMemory.takeCString(Symbols.GET_VARCHAR.asLong(value));
            return text == null ? "" : text;
        } finally {
            Values.destroy(value);
        }
    }

    /** The engine ends the process when asked for the value of a NULL. */
    private static boolean isNull(long value) {
        return TableSymbols.IS_NULL.asByte(value) != 0;
    }

    /** The connection that binds a statement, which is the one that will run it. */
    private static EngineConnection asker(Arena arena, long info, int instance) {
        long slot = arena.allocate(ValueLayout.JAVA_LONG).address();
        TableSymbols.BIND_CONTEXT.run(info, slot);
        long id = FunctionSymbols.CONTEXT_CONNECTION_ID.asLong(NativeMemory.longAt(slot));
        FunctionSymbols.DESTROY_CONTEXT.run(slot);
        return EngineInstance.connection(instance, id);
    }

    /** A handle of a type with the aliases that it has. */
    private static long aliased(Arena arena, EngineType type) {
        long handle;
        if (type instanceof EngineType.ListOf list) {
            long element = aliased(arena, list.element());
            handle = Symbols.CREATE_LIST_TYPE.asLong(element);
            LogicalTypes.destroy(element);
        } else {
            handle = LogicalTypes.create(type);
        }
        String alias = type.alias();
        if (alias != null) {
            Symbols.SET_TYPE_ALIAS.run(handle, CStrings.in(arena, alias));
        }
        return handle;
    }

    private static long stub(String method, int arguments) {
        Class<?>[] parameters = new Class<?>[arguments];
        Arrays.fill(parameters, long.class);
        List<MemoryLayout> layouts = new ArrayList<>();
        for (int i = 0; i < arguments; i++) {
            layouts.add(ValueLayout.JAVA_LONG);
        }
        try {
            return Linker.nativeLinker()
                    .upcallStub(
                            MethodHandles.lookup()
                                    .findStatic(
                                            TableFunction.class,
                                            method,
                                            MethodType.methodType(void.class, parameters)),
                            FunctionDescriptor.ofVoid(layouts.toArray(new MemoryLayout[0])),
                            Arena.global())
                    .address();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the callback " + method + " is missing", e);
        }
    }
}
