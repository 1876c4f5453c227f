package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Functions, casts and aggregates of ours, made once in a process and registered in each instance:
 * all its connections see them from then on, and what is stored in files finds them again.
 */
public final class FunctionSet {
    /** What callbacks find by the number that was registered with them. */
    private static final List<EngineFunction> ALL = new CopyOnWriteArrayList<>();

    /** What the engine is given at once. */
    private sealed interface Entry {
        record Overloads(List<ScalarCalls.Overload> functions) implements Entry {}

        record Resolved(ResolvedFunction function, int number) implements Entry {}

        record Cast(CastFunction function, int number) implements Entry {}

        record OfSession(SessionCast function, int number) implements Entry {}

        record Aggregate(AggregateFunction function, int number) implements Entry {}
    }

    private final List<Entry> entries;

    public FunctionSet(List<? extends EngineFunction> functions) {
        List<Entry> made = new ArrayList<>();
        for (EngineFunction function : functions) {
            int number = numbered(function);
            switch (function) {
                case ScalarFunction scalar -> {
                    ScalarCalls.Overload overload = new ScalarCalls.Overload(scalar, number);
                    if (!made.isEmpty()
                            && made.getLast() instanceof Entry.Overloads same
                            && same.functions()
                                    .getFirst()
                                    .function()
                                    .name()
                                    .equals(scalar.name())) {
                        same.functions().add(overload);
                    } else {
                        made.add(new Entry.Overloads(new ArrayList<>(List.of(overload))));
                    }
                }
                case ResolvedFunction resolved -> made.add(new Entry.Resolved(resolved, number));
                case CastFunction cast -> made.add(new Entry.Cast(cast, number));
                case SessionCast cast -> made.add(new Entry.OfSession(cast, number));
                case AggregateFunction aggregate ->
                        made.add(new Entry.Aggregate(aggregate, number));
            }
        }
        this.entries = List.copyOf(made);
    }

    private static int numbered(EngineFunction function) {
        synchronized (ALL) {
            ALL.add(function);
            return ALL.size() - 1;
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
            for (Entry each : entries) {
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
            for (Entry each : entries) {
                switch (each) {
                    case Entry.Overloads(var overloads) ->
                            ScalarCalls.register(arena, handle, instance.number(), overloads);
                    case Entry.Cast(var cast, int number) ->
                            CastCalls.register(handle, cast, number);
                    case Entry.OfSession(var cast, int number) ->
                            SessionCastCalls.register(
                                    arena, v2.factory(), handle, cast, instance.number(), number);
                    case Entry.Resolved resolved -> {}
                    case Entry.Aggregate aggregate -> {}
                }
            }
        } finally {
            connection.leave();
        }
    }

    private static void register(
            Arena arena, EngineInstance instance, V2Connection connection, Entry entry) {
        switch (entry) {
            case Entry.Overloads(var overloads) ->
                    ScalarCalls.register(arena, connection.handle(), instance.number(), overloads);
            case Entry.Resolved(var resolved, int number) ->
                    ResolvedCalls.register(arena, connection, resolved, number);
            case Entry.Aggregate(var aggregate, int number) ->
                    AggregateCalls.register(arena, connection, aggregate, number);
            case Entry.OfSession(var cast, int number) ->
                    SessionCastCalls.register(
                            arena,
                            connection.factory(),
                            connection.handle(),
                            cast,
                            instance.number(),
                            number);
            case Entry.Cast(var cast, int number) ->
                    CastCalls.register(connection.handle(), cast, number);
        }
    }
}
