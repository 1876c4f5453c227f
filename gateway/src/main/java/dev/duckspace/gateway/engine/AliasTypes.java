package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Types of an instance that are another type under a name of their own. Values, comparisons and
 * functions are those of the base type; the name stays with columns, through views and queries.
 */
public final class AliasTypes {
    /**
     * What an implicit cast to the base type costs: the least, so that overloads stay as they are.
     */
    private static final long IMPLICIT_COST = 1;

    private static final long TO_BASE = stub();

    private AliasTypes() {}

    /**
     * Registers a type for all connections of the instance, for as long as it is open. A second
     * time changes nothing.
     *
     * @param connection not in a transaction, which could undo it
     */
    public static void register(EngineConnection connection, String name, EngineType base) {
        register(connection, name, base, true);
    }

    /**
     * The same for a type that is not to be taken for its base, whose functions it does not have.
     */
    public static void registerOpaque(EngineConnection connection, String name, EngineType base) {
        register(connection, name, base, false);
    }

    private static void register(
            EngineConnection connection, String name, EngineType base, boolean implicit) {
        long handle = connection.enter();
        long plain = 0;
        long named = 0;
        try (Arena arena = Arena.ofConfined()) {
            plain = LogicalTypes.create(base);
            named = LogicalTypes.create(base);
            Symbols.SET_TYPE_ALIAS.run(named, CStrings.in(arena, name));
            if (Symbols.REGISTER_TYPE.asInt(handle, named, 0L) == 0 && implicit) {
                registerCast(arena, handle, named, plain);
            }
        } finally {
            if (plain != 0) {
                LogicalTypes.destroy(plain);
            }
            if (named != 0) {
                LogicalTypes.destroy(named);
            }
            connection.leave();
        }
    }

    private static void registerCast(Arena arena, long connection, long from, long to) {
        long cast = Symbols.CREATE_CAST.asLong();
        MemorySegment slot = arena.allocateFrom(ValueLayout.JAVA_LONG, cast);
        try {
            Symbols.CAST_SOURCE.run(cast, from);
            Symbols.CAST_TARGET.run(cast, to);
            Symbols.CAST_COST.run(cast, IMPLICIT_COST);
            Symbols.CAST_FUNCTION.run(cast, TO_BASE);
            if (Symbols.REGISTER_CAST.asInt(connection, cast) != 0) {
                throw new EngineException(ErrorKind.INVALID_TYPE, "The engine refuses a cast");
            }
        } finally {
            Symbols.DESTROY_CAST.run(slot.address());
        }
    }

    /** Called by the engine: the result is the very vector that comes in. */
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // found by its name
    private static boolean toBase(long info, long rows, long from, long to) {
        Symbols.REFERENCE_VECTOR.run(to, from);
        return true;
    }

    private static long stub() {
        try {
            MethodType type =
                    MethodType.methodType(
                            boolean.class, long.class, long.class, long.class, long.class);
            return Linker.nativeLinker()
                    .upcallStub(
                            MethodHandles.lookup().findStatic(AliasTypes.class, "toBase", type),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_BOOLEAN,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG),
                            Arena.global())
                    .address();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the cast's own method is missing", e);
        }
    }
}
