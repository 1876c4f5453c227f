package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registers casts that ask for the session, and is where the engine calls them. */
final class SessionCastCalls {
    private static final long RUN = Upcalls.stub(MethodHandles.lookup(), "run", 3);
    private static final int CONVERSION = 4001;
    private static final int TRY = 1;

    private SessionCastCalls() {}

    static void register(
            Arena arena,
            long factory,
            long connection,
            SessionCast cast,
            int instance,
            int number) {
        long handle = V2.answer(FunctionSymbols.V2_CAST, factory);
        long from = LogicalTypes.createNamed(cast.from());
        long to = LogicalTypes.createNamed(cast.to());
        try {
            V2.check(FunctionSymbols.V2_CAST_SOURCE.asLong(handle, V2.type(from), 0L));
            V2.check(FunctionSymbols.V2_CAST_TARGET.asLong(handle, V2.type(to), 0L));
            V2.check(FunctionSymbols.V2_CAST_COST.asLong(handle, cast.implicitCost(), 0L));
            long data =
                    V2.opaque(arena, (long) instance << 32 | number, BindData.LEAVE, BindData.SAME);
            V2.check(FunctionSymbols.V2_CAST_USER_DATA.asLong(handle, data, 0L));
            V2.check(FunctionSymbols.V2_CAST_EXEC.asLong(handle, RUN, 0L));
            if ((int) FunctionSymbols.V2_REGISTER_CAST.asLong(connection, handle, 0L) != 0) {
                throw new EngineException(
                        ErrorKind.INVALID_TYPE,
                        "The engine refuses a cast of " + cast.from() + " to " + cast.to());
            }
        } finally {
            LogicalTypes.destroy(from);
            LogicalTypes.destroy(to);
            FunctionSymbols.V2_CAST_DESTROY.asLong(
                    arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
        }
    }

    /** Called by the engine with rows. */
    @SuppressWarnings("UnusedMethod") // found by its name
    private static void run(long info, long context, long error) {
        try {
            long data = V2.answer(FunctionSymbols.V2_CASTING_USER_DATA, info);
            SessionCast cast = (SessionCast) FunctionNumbers.function((int) data);
            int rows = (int) V2.answer(FunctionSymbols.V2_CASTING_ROWS, info);
            long input = V2.answer(FunctionSymbols.V2_CASTING_INPUT, info);
            V2.check(FunctionSymbols.V2_FLATTEN.asLong(input, 0L));
            ColumnVector from = new ColumnVector(cast.from(), input, rows);
            long output = V2.answer(FunctionSymbols.V2_CASTING_OUTPUT, info);
            WritableVector to = new WritableVector(cast.to(), output, rows);
            boolean trying = (int) V2.answer(FunctionSymbols.V2_CASTING_MODE, info) == TRY;
            EngineConnection session = session((int) (data >>> 32), context);
            FunctionCall call = new FunctionCall(rows, List.of(from), to, session);
            FunctionError failed = cast(cast, call, trying);
            if (failed != null && cast.insistent()) {
                session.refuse(failed);
            }
            if (failed != null) {
                // NULLs stand where rows failed; without it the engine takes them for values.
                V2.fail(error, CONVERSION, failed);
            }
        } catch (Throwable failure) {
            V2.fail(error, CONVERSION, failure);
        }
    }

    /** The context's second word is that of the older API's context, whose first word it is. */
    private static EngineConnection session(int instance, long context) {
        long id = FunctionSymbols.CONTEXT_CONNECTION_ID.asLong(context + Long.BYTES);
        return EngineInstance.connection(instance, id);
    }

    /** What failed under TRY; null when nothing did. */
    private static @Nullable FunctionError cast(
            SessionCast cast, FunctionCall call, boolean trying) {
        FunctionError failed = null;
        RowFunction function = cast.maker().of(call);
        for (int row = 0; row < call.rows(); row++) {
            if (call.argument(0).isNull(row)) {
                call.result().setNull(row);
                continue;
            }
            try {
                ResultWriter.write(call.result(), row, function.of(new Row(call, row)));
            } catch (FunctionError failure) {
                if (!trying) {
                    throw failure;
                }
                failed = failure;
                call.result().setNull(row);
            }
        }
        return failed;
    }
}
