package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registers scalar functions that resolve their types, and is where the engine calls them. */
final class ResolvedCalls {
    private static final long RESOLVE = Upcalls.stub(MethodHandles.lookup(), "resolve", 4);
    private static final long BIND = Upcalls.stub(MethodHandles.lookup(), "bind", 4);
    private static final long RUN = Upcalls.stub(MethodHandles.lookup(), "run", 3);

    private static final long STABILITY = 0x10000;
    private static final long VOLATILE = 0x10001;
    private static final long NULLS = 0x10100;
    private static final long NULLS_SEEN = 0x10101;

    private ResolvedCalls() {}

    /** What is known of a call in a statement from its bind on. */
    private record Bound(
            int function,
            List<EngineType> types,
            Map<Integer, Optional<String>> constants,
            ResolvedFunction.Resolution call,
            @Nullable EngineConnection connection)
            implements BindData.Kept {
        @Override
        public boolean sameAs(BindData.Kept other) {
            return other instanceof Bound bound
                    && bound.function == function
                    && bound.types.equals(types)
                    && bound.constants.equals(constants);
        }
    }

    static void register(
            Arena arena, V2Connection connection, ResolvedFunction function, int number) {
        long handle = V2.answer(FunctionSymbols.V2_SCALAR, connection.factory());
        try {
            V2.check(
                    FunctionSymbols.V2_SCALAR_NAME.asLong(
                            handle, V2.text(arena, function.name()), 0L));
            long signature = V2.answer(FunctionSymbols.V2_SCALAR_SIGNATURE, handle);
            Signatures.add(arena, signature, function.parameters(), function.varargs());
            long data = V2.opaque(arena, number, BindData.LEAVE, BindData.SAME);
            V2.check(FunctionSymbols.V2_SCALAR_USER_DATA.asLong(handle, data, 0L));
            V2.check(FunctionSymbols.V2_SCALAR_RESOLVE.asLong(handle, RESOLVE, 0L));
            V2.check(FunctionSymbols.V2_SCALAR_BIND.asLong(handle, BIND, 0L));
            V2.check(FunctionSymbols.V2_SCALAR_EXEC.asLong(handle, RUN, 0L));
            if (function.isVolatile()) {
                V2.check(
                        FunctionSymbols.V2_SCALAR_PROPERTY.asLong(handle, STABILITY, VOLATILE, 0L));
            }
            if (function.seesNulls()) {
                V2.check(FunctionSymbols.V2_SCALAR_PROPERTY.asLong(handle, NULLS, NULLS_SEEN, 0L));
            }
            long code = FunctionSymbols.V2_REGISTER_SCALAR.asLong(connection.handle(), handle, 0L);
            if ((int) code != 0) {
                throw new EngineException(
                        ErrorKind.CATALOG, "The engine refuses the function " + function.name());
            }
        } finally {
            FunctionSymbols.V2_SCALAR_DESTROY.asLong(
                    arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
        }
    }

    private static Bound bound(long info) {
        int number = (int) V2.answer(FunctionSymbols.V2_BIND_USER_DATA, info);
        ResolvedFunction function = (ResolvedFunction) FunctionNumbers.function(number);
        BoundArguments arguments = Signatures.arguments(info);
        ResolvedFunction.Resolution found = function.resolver().resolve(arguments);
        return new Bound(
                number, arguments.types(), arguments.asked(), found, EngineConnection.current());
    }

    /** Called by the engine for the type of the result. */
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // found by its name
    private static void resolve(long info, long target, long context, long error) {
        try {
            long type = LogicalTypes.createNamed(bound(info).call().result());
            try {
                V2.check(FunctionSymbols.V2_RESOLVED.asLong(target, V2.type(type), 0L));
            } finally {
                LogicalTypes.destroy(type);
            }
        } catch (Throwable failure) {
            V2.fail(error, V2.BINDER, failure);
        }
    }

    /** Called by the engine next: keeps what was found. */
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // found by its name
    private static void bind(long info, long target, long context, long error) {
        try (Arena arena = Arena.ofConfined()) {
            long data = BindData.keep(arena, bound(info));
            V2.check(FunctionSymbols.V2_SET_BIND_DATA.asLong(target, data, 0L));
        } catch (Throwable failure) {
            V2.fail(error, V2.BINDER, failure);
        }
    }

    /** Called by the engine with rows. */
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // found by its name
    private static void run(long info, long context, long error) {
        try {
            Bound bound = (Bound) BindData.kept(V2.answer(FunctionSymbols.V2_BIND_DATA, info));
            int rows = (int) V2.answer(FunctionSymbols.V2_ROWS, info);
            List<ColumnVector> arguments = new ArrayList<>(bound.types().size());
            for (int i = 0; i < bound.types().size(); i++) {
                long vector = V2.answer(FunctionSymbols.V2_ARGUMENT, info, i);
                V2.check(FunctionSymbols.V2_FLATTEN.asLong(vector, 0L));
                arguments.add(new ColumnVector(bound.types().get(i), vector, rows));
            }
            long output = V2.answer(FunctionSymbols.V2_OUTPUT, info);
            WritableVector result = new WritableVector(bound.call().result(), output, rows);
            bound.call().body().run(new FunctionCall(rows, arguments, result, bound.connection()));
        } catch (Throwable failure) {
            V2.fail(error, V2.INVALID_INPUT, failure);
        }
    }
}
