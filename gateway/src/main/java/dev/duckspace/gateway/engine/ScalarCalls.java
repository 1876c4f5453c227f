package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/** Registers scalar functions of fixed types, and is where the engine calls them. */
final class ScalarCalls {
    private static final long RUN = Upcalls.stub(MethodHandles.lookup(), "run", 3);
    private static final long BIND = Upcalls.stub(MethodHandles.lookup(), "bind", 1);
    private static final long COPY = Upcalls.stub(MethodHandles.lookup(), "copy", 1, long.class);

    private ScalarCalls() {}

    /** A function and what callbacks find it by. */
    record Overload(ScalarFunction function, int number) {}

    /**
     * Registers functions of one name together: one by one the engine copies all that are there for
     * each that is added.
     */
    static void register(Arena arena, long connection, int instance, List<Overload> overloads) {
        String name = overloads.getFirst().function().name();
        long set = FunctionSymbols.CREATE_OVERLOADS.asLong(CStrings.in(arena, name));
        try {
            for (Overload overload : overloads) {
                add(arena, set, instance, overload);
            }
            if (FunctionSymbols.REGISTER_OVERLOADS.asInt(connection, set) != 0) {
                throw refused(name);
            }
        } finally {
            FunctionSymbols.DESTROY_OVERLOADS.run(
                    arena.allocateFrom(ValueLayout.JAVA_LONG, set).address());
        }
    }

    private static EngineException refused(String name) {
        return new EngineException(ErrorKind.CATALOG, "The engine refuses the function " + name);
    }

    private static void add(Arena arena, long set, int instance, Overload overload) {
        ScalarFunction function = overload.function();
        long handle = FunctionSymbols.CREATE_SCALAR.asLong();
        List<Long> types = new ArrayList<>();
        try {
            FunctionSymbols.SCALAR_NAME.run(handle, CStrings.in(arena, function.name()));
            for (EngineType parameter : function.parameters()) {
                FunctionSymbols.SCALAR_PARAMETER.run(handle, created(types, parameter));
            }
            EngineType varargs = function.varargs();
            if (varargs != null) {
                FunctionSymbols.SCALAR_VARARGS.run(handle, created(types, varargs));
            }
            FunctionSymbols.SCALAR_RESULT.run(handle, created(types, function.result()));
            if (function.seesNulls()) {
                FunctionSymbols.SCALAR_SEES_NULLS.run(handle);
            }
            if (function.isVolatile()) {
                FunctionSymbols.SCALAR_VOLATILE.run(handle);
            }
            FunctionSymbols.SCALAR_EXTRA.run(
                    handle, ((long) instance << 32) | overload.number(), 0L);
            FunctionSymbols.SCALAR_FUNCTION.run(handle, RUN);
            if (function.usesSession()) {
                FunctionSymbols.SCALAR_BIND.run(handle, BIND);
            }
            if (FunctionSymbols.ADD_OVERLOAD.asInt(set, handle) != 0) {
                throw refused(function.name());
            }
        } finally {
            types.forEach(LogicalTypes::destroy);
            FunctionSymbols.DESTROY_SCALAR.run(
                    arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
        }
    }

    private static long created(List<Long> types, EngineType type) {
        long handle = LogicalTypes.createNamed(type);
        types.add(handle);
        return handle;
    }

    /** Called by the engine with a chunk of arguments and the vector for the result. */
    @SuppressWarnings({"UnusedMethod", "PMD"}) // found by its name
    private static void run(long info, long chunk, long output) {
        try {
            long extra = FunctionSymbols.CALL_EXTRA.asLong(info);
            ScalarFunction function = (ScalarFunction) FunctionNumbers.function((int) extra);
            int rows = (int) Symbols.CHUNK_SIZE.asLong(chunk);
            function.body()
                    .run(
                            new FunctionCall(
                                    rows,
                                    arguments(function, chunk, rows),
                                    new WritableVector(function.result(), output, rows),
                                    function.usesSession() ? session(info, extra) : null));
        } catch (Throwable failure) {
            fail(info, failure);
        }
    }

    private static List<ColumnVector> arguments(ScalarFunction function, long chunk, int rows) {
        List<EngineType> fixed = function.parameters();
        int count = fixed.size();
        EngineType varargs = function.varargs();
        if (varargs != null) {
            count = (int) FunctionSymbols.CHUNK_COLUMNS.asLong(chunk);
        }
        ColumnVector[] arguments = new ColumnVector[count];
        for (int i = 0; i < count; i++) {
            EngineType type = i < fixed.size() || varargs == null ? fixed.get(i) : varargs;
            arguments[i] = new ColumnVector(type, Symbols.CHUNK_VECTOR.asLong(chunk, i), rows);
        }
        return List.of(arguments);
    }

    private static EngineConnection session(long info, long extra) {
        long id = FunctionSymbols.CALL_BIND_DATA.asLong(info) - 1;
        return EngineInstance.connection((int) (extra >>> 32), id);
    }

    private static void fail(long info, Throwable failure) {
        try (Arena arena = Arena.ofConfined()) {
            FunctionSymbols.CALL_ERROR.run(info, CStrings.in(arena, FunctionError.textOf(failure)));
        }
    }

    /** Called by the engine when a statement with the function is bound: keeps whose it is. */
    @SuppressWarnings("UnusedMethod") // found by its name
    private static void bind(long info) {
        try (Arena arena = Arena.ofConfined()) {
            long slot = arena.allocate(ValueLayout.JAVA_LONG).address();
            FunctionSymbols.BIND_CONTEXT.run(info, slot);
            long id = FunctionSymbols.CONTEXT_CONNECTION_ID.asLong(NativeMemory.longAt(slot));
            FunctionSymbols.DESTROY_CONTEXT.run(slot);
            // Not a pointer, and never 0, which would be no data at all.
            FunctionSymbols.BIND_DATA.run(info, id + 1, 0L);
            FunctionSymbols.BIND_DATA_COPY.run(info, COPY);
        } catch (Throwable failure) {
            // Without data the call fails, which says more than this place can.
        }
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static long copy(long data) {
        return data;
    }
}
