package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Functions, casts and aggregates of ours, made once in a process and registered in each instance:
 * all its connections see them from then on, and what is stored in files finds them again.
 */
public final class FunctionSet {
    /** What callbacks find by the number that was registered with them. */
    private static final List<EngineFunction> ALL = new CopyOnWriteArrayList<>();

    private record Numbered(int number, EngineFunction function) {}

    private final List<Numbered> functions;

    public FunctionSet(List<? extends EngineFunction> functions) {
        this.functions = functions.stream().map(FunctionSet::numbered).toList();
    }

    private static Numbered numbered(EngineFunction function) {
        synchronized (ALL) {
            ALL.add(function);
            return new Numbered(ALL.size() - 1, function);
        }
    }

    static EngineFunction ofNumber(int number) {
        return ALL.get(number);
    }

    /**
     * Registers all, in one transaction of their own.
     *
     * @throws EngineException naming the first that the engine refuses; then none is there
     */
    public void register(EngineInstance instance) {
        try (V2Connection connection = instance.connectV2();
                Arena arena = Arena.ofConfined()) {
            connection.execute("BEGIN");
            for (Numbered each : functions) {
                register(arena, instance, connection, each);
            }
            connection.execute("COMMIT");
        }
    }

    /**
     * Registers those that can be in the transaction of a connection, which does not see what
     * others register meanwhile, and with which they may be rolled back: scalar functions of fixed
     * types, and casts.
     */
    public void registerIn(EngineConnection connection) {
        EngineInstance instance = connection.instance();
        long handle = connection.enter();
        try (Arena arena = Arena.ofConfined();
                V2Connection v2 = instance.connectV2()) {
            for (Numbered each : functions) {
                switch (each.function()) {
                    case ScalarFunction scalar ->
                            ScalarCalls.register(
                                    arena, handle, scalar, instance.number(), each.number());
                    case CastFunction cast -> CastCalls.register(handle, cast, each.number());
                    case SessionCast cast ->
                            SessionCastCalls.register(
                                    arena,
                                    v2.factory(),
                                    handle,
                                    cast,
                                    instance.number(),
                                    each.number());
                    case ResolvedFunction resolved -> {}
                    case AggregateFunction aggregate -> {}
                }
            }
        } finally {
            connection.leave();
        }
    }

    private static void register(
            Arena arena, EngineInstance instance, V2Connection connection, Numbered numbered) {
        int number = numbered.number();
        switch (numbered.function()) {
            case ScalarFunction scalar ->
                    ScalarCalls.register(
                            arena, connection.handle(), scalar, instance.number(), number);
            case ResolvedFunction resolved ->
                    ResolvedCalls.register(arena, connection, resolved, number);
            case AggregateFunction aggregate ->
                    AggregateCalls.register(arena, connection, aggregate, number);
            case SessionCast cast ->
                    SessionCastCalls.register(
                            arena,
                            connection.factory(),
                            connection.handle(),
                            cast,
                            instance.number(),
                            number);
            case CastFunction cast -> CastCalls.register(connection.handle(), cast, number);
        }
    }
}
