package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Registers casts, and is where the engine calls them. */
final class CastCalls {
    private static final long RUN = Upcalls.stub(MethodHandles.lookup(), "run", 4, boolean.class);

    private static final int TRY = 1;

    private CastCalls() {}

    static void register(long connection, CastFunction cast, int number) {
        long handle = Symbols.CREATE_CAST.asLong();
        long from = LogicalTypes.createNamed(cast.from());
        long to = LogicalTypes.createNamed(cast.to());
        try {
            Symbols.CAST_SOURCE.run(handle, from);
            Symbols.CAST_TARGET.run(handle, to);
            if (cast.implicitCost() != CastFunction.EXPLICIT_ONLY) {
                Symbols.CAST_COST.run(handle, cast.implicitCost());
            }
            FunctionSymbols.CAST_EXTRA.run(handle, number, 0L);
            Symbols.CAST_FUNCTION.run(handle, RUN);
            if (Symbols.REGISTER_CAST.asInt(connection, handle) != 0) {
                throw new EngineException(
                        ErrorKind.INVALID_TYPE,
                        "The engine refuses a cast of " + cast.from() + " to " + cast.to());
            }
        } finally {
            LogicalTypes.destroy(from);
            LogicalTypes.destroy(to);
            destroy(handle);
        }
    }

    private static void destroy(long handle) {
        try (Arena arena = Arena.ofConfined()) {
            Symbols.DESTROY_CAST.run(arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
        }
    }

    /** Called by the engine; false fails the whole cast, or says under TRY that rows failed. */
    @SuppressWarnings("UnusedMethod") // found by its name
    private static boolean run(long info, long count, long input, long output) {
        try {
            int number = (int) FunctionSymbols.CASTING_EXTRA.asLong(info);
            CastFunction cast = (CastFunction) FunctionNumbers.function(number);
            int rows = (int) count;
            ColumnVector from = new ColumnVector(cast.from(), input, rows);
            WritableVector to = new WritableVector(cast.to(), output, rows);
            FunctionCall call = new FunctionCall(rows, List.of(from), to, null);
            boolean all = true;
            for (int row = 0; row < rows; row++) {
                if (from.isNull(row)) {
                    to.setNull(row);
                } else {
                    all &= cast(info, output, cast.body(), call, row);
                }
            }
            return all;
        } catch (Throwable failure) {
            fail(info, failure);
            return false;
        }
    }

    private static boolean cast(long info, long output, RowBody body, FunctionCall call, int row) {
        try {
            body.run(call, row);
            return true;
        } catch (FunctionError failure) {
            if (FunctionSymbols.CASTING_MODE.asInt(info) != TRY) {
                throw failure;
            }
            call.result().setNull(row);
            try (Arena arena = Arena.ofConfined()) {
                long text = CStrings.in(arena, FunctionError.textOf(failure));
                FunctionSymbols.CASTING_ROW_ERROR.run(info, text, row, output);
            }
            return false;
        }
    }

    private static void fail(long info, Throwable failure) {
        try (Arena arena = Arena.ofConfined()) {
            FunctionSymbols.CASTING_ERROR.run(
                    info, CStrings.in(arena, FunctionError.textOf(failure)));
        }
    }
}
