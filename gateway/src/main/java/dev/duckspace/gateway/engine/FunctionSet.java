package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions, casts and aggregates of ours, made once and registered in each instance: all its
 * connections see them from then on, and what is stored in files finds them again.
 */
public final class FunctionSet {
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
            int number = FunctionNumbers.give(function);
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

    /**
     * Registers all, in one transaction of their own.
     *
     * @throws EngineException naming the first that the engine refuses; then none is there
     */
    public void register(EngineInstance instance) {
        register(instance, List.of(this));
    }

    /** The same of several sets, in one transaction. */
    public static void register(EngineInstance instance, List<FunctionSet> sets) {
        try (V2Connection connection = instance.connectV2();
                Arena arena = Arena.ofConfined()) {
            connection.execute("BEGIN");
            for (FunctionSet set : sets) {
                for (Entry each : set.entries) {
                    register(arena, instance, connection, each);
                }
            }
            connection.execute("COMMIT");
        }
    }

    /** Once all instances in which they were registered are closed. */
    public void forget() {
        for (Entry each : entries) {
            switch (each) {
                case Entry.Overloads(var overloads) ->
                        overloads.forEach(overload -> FunctionNumbers.free(overload.number()));
                case Entry.Resolved(_, int number) -> FunctionNumbers.free(number);
                case Entry.Cast(_, int number) -> FunctionNumbers.free(number);
                case Entry.OfSession(_, int number) -> FunctionNumbers.free(number);
                case Entry.Aggregate(_, int number) -> FunctionNumbers.free(number);
            }
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
