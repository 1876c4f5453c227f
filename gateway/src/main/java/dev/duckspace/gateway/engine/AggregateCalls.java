package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registers aggregates, and is where the engine calls them. */
final class AggregateCalls {
    private static final long BIND = stub("bind", 4);
    private static final long SIZE = stub("size", 2);
    private static final long INIT = stub("init", 2);
    private static final long UPDATE = stub("update", 2);
    private static final long COMBINE = stub("combine", 2);
    private static final long FINISH = stub("finish", 2);
    private static final long DESTROY = stub("destroy", 2);

    private AggregateCalls() {}

    private static long stub(String method, int arguments) {
        return Upcalls.stub(MethodHandles.lookup(), method, arguments);
    }

    /** What is known of a call in a statement from its bind on. */
    private record Bound(
            int function,
            List<EngineType> types,
            Map<Integer, Optional<String>> constants,
            AggregateFunction.Resolution call)
            implements BindData.Kept {
        AggregateBody body() {
            return call.body();
        }

        @Override
        public boolean sameAs(BindData.Kept other) {
            return other instanceof Bound bound
                    && bound.function == function
                    && bound.types.equals(types)
                    && bound.constants.equals(constants);
        }
    }

    static void register(
            Arena arena, V2Connection connection, AggregateFunction function, int number) {
        long handle = V2.answer(FunctionSymbols.V2_AGGREGATE, connection.factory());
        try {
            long name = V2.text(arena, function.name());
            V2.check(FunctionSymbols.V2_AGGREGATE_NAME.asLong(handle, name, 0L));
            long signature = V2.answer(FunctionSymbols.V2_AGGREGATE_SIGNATURE, handle);
            Signatures.add(arena, signature, function.parameters(), null);
            long data = V2.opaque(arena, number, BindData.LEAVE, BindData.SAME);
            V2.check(FunctionSymbols.V2_AGGREGATE_USER_DATA.asLong(handle, data, 0L));
            V2.check(FunctionSymbols.V2_AGGREGATE_BIND.asLong(handle, BIND, 0L));
            V2.check(FunctionSymbols.V2_AGGREGATE_SIZE.asLong(handle, SIZE, 0L));
            V2.check(FunctionSymbols.V2_AGGREGATE_INIT.asLong(handle, INIT, 0L));
            V2.check(FunctionSymbols.V2_AGGREGATE_UPDATE.asLong(handle, UPDATE, 0L));
            V2.check(FunctionSymbols.V2_AGGREGATE_COMBINE.asLong(handle, COMBINE, 0L));
            V2.check(FunctionSymbols.V2_AGGREGATE_FINALIZE.asLong(handle, FINISH, 0L));
            if (function.keepsObjects()) {
                V2.check(FunctionSymbols.V2_AGGREGATE_DESTROYER.asLong(handle, DESTROY, 0L));
            }
            long code =
                    FunctionSymbols.V2_REGISTER_AGGREGATE.asLong(connection.handle(), handle, 0L);
            if ((int) code != 0) {
                throw new EngineException(
                        ErrorKind.CATALOG, "The engine refuses the aggregate " + function.name());
            }
        } finally {
            FunctionSymbols.V2_AGGREGATE_DESTROY.asLong(
                    arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
        }
    }

    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // found by its name
    private static void bind(long info, long target, long context, long error) {
        try (Arena arena = Arena.ofConfined()) {
            int number = (int) V2.answer(FunctionSymbols.V2_BIND_USER_DATA, info);
            AggregateFunction function = (AggregateFunction) FunctionNumbers.function(number);
            BoundArguments arguments = Signatures.arguments(info);
            AggregateFunction.Resolution found = function.resolver().resolve(arguments);
            Bound bound = new Bound(number, arguments.types(), arguments.asked(), found);
            long type = LogicalTypes.createNamed(bound.call().result());
            try {
                V2.check(FunctionSymbols.V2_AGGREGATE_RESULT.asLong(target, V2.type(type), 0L));
            } finally {
                LogicalTypes.destroy(type);
            }
            long data = BindData.keep(arena, bound);
            V2.check(FunctionSymbols.V2_FUNCTION_BIND_DATA.asLong(info, data, 0L));
        } catch (Throwable failure) {
            V2.fail(error, V2.BINDER, failure);
        }
    }

    private static Bound bound(NativeCall data, long info) {
        return (Bound) BindData.kept(V2.answer(data, info));
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void size(long info, long error) {
        try {
            int bytes = bound(FunctionSymbols.V2_SIZE_BIND_DATA, info).body().stateBytes();
            V2.check(FunctionSymbols.V2_STATE_SIZE.asLong(info, bytes, 0L));
        } catch (Throwable failure) {
            V2.fail(error, V2.INVALID_INPUT, failure);
        }
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void init(long info, long error) {
        try {
            int bytes = bound(FunctionSymbols.V2_INIT_BIND_DATA, info).body().stateBytes();
            long count = V2.answer(FunctionSymbols.V2_INIT_COUNT, info);
            long states = V2.answer(FunctionSymbols.V2_INIT_STATES, info);
            for (long i = 0; i < count; i++) {
                NativeMemory.clear(NativeMemory.longAt(states + (i << 3)), bytes);
            }
        } catch (Throwable failure) {
            V2.fail(error, V2.INVALID_INPUT, failure);
        }
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void update(long info, long error) {
        try {
            Bound bound = bound(FunctionSymbols.V2_UPDATE_BIND_DATA, info);
            int rows = (int) V2.answer(FunctionSymbols.V2_UPDATE_ROWS, info);
            List<ColumnVector> arguments = new ArrayList<>(bound.types().size());
            for (int i = 0; i < bound.types().size(); i++) {
                long vector = V2.answer(FunctionSymbols.V2_UPDATE_ARGUMENT, info, i);
                V2.check(FunctionSymbols.V2_FLATTEN.asLong(vector, 0L));
                arguments.add(new ColumnVector(bound.types().get(i), vector, rows));
            }
            long states = V2.answer(FunctionSymbols.V2_UPDATE_STATES, info);
            bound.body().update(new AggregateRows(rows, arguments, states));
        } catch (Throwable failure) {
            V2.fail(error, V2.INVALID_INPUT, failure);
        }
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void combine(long info, long error) {
        try {
            AggregateBody body = bound(FunctionSymbols.V2_COMBINE_BIND_DATA, info).body();
            long sources = V2.answer(FunctionSymbols.V2_COMBINE_SOURCES, info);
            long targets = V2.answer(FunctionSymbols.V2_COMBINE_TARGETS, info);
            long count = V2.answer(FunctionSymbols.V2_COMBINE_COUNT, info);
            for (long i = 0; i < count; i++) {
                body.combine(
                        NativeMemory.longAt(sources + (i << 3)),
                        NativeMemory.longAt(targets + (i << 3)));
            }
        } catch (Throwable failure) {
            V2.fail(error, V2.INVALID_INPUT, failure);
        }
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void finish(long info, long error) {
        try {
            Bound bound = bound(FunctionSymbols.V2_FINAL_BIND_DATA, info);
            long states = V2.answer(FunctionSymbols.V2_FINAL_STATES, info);
            int count = (int) V2.answer(FunctionSymbols.V2_FINAL_COUNT, info);
            int offset = (int) V2.answer(FunctionSymbols.V2_FINAL_OFFSET, info);
            long output = V2.answer(FunctionSymbols.V2_FINAL_OUTPUT, info);
            WritableVector result =
                    new WritableVector(bound.call().result(), output, offset + count);
            for (int i = 0; i < count; i++) {
                long state = NativeMemory.longAt(states + ((long) i << 3));
                bound.body().finish(state, result, offset + i);
            }
        } catch (Throwable failure) {
            V2.fail(error, V2.INVALID_INPUT, failure);
        }
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void destroy(long info, long error) {
        try {
            AggregateBody body = bound(FunctionSymbols.V2_DESTROY_BIND_DATA, info).body();
            long states = V2.answer(FunctionSymbols.V2_DESTROY_STATES, info);
            long count = V2.answer(FunctionSymbols.V2_DESTROY_COUNT, info);
            for (long i = 0; i < count; i++) {
                body.destroy(NativeMemory.longAt(states + (i << 3)));
            }
        } catch (Throwable failure) {
            V2.fail(error, V2.INVALID_INPUT, failure);
        }
    }
}
