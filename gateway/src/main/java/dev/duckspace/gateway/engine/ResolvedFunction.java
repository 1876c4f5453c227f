package dev.duckspace.gateway.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function whose result type follows from its arguments' types (or constant values) when a
 * statement is bound. A parameter of type ANY takes every type as it is, without a cast; an
 * overload of exact types wins over it, implicit casts lose.
 *
 * @param varargs the type of any number of further arguments; null for none
 * @param seesNulls as {@link ScalarFunction}: without it a constant NULL argument is NULL at once,
 *     of the engine's type "NULL"
 */
public record ResolvedFunction(
        String name,
        List<EngineType> parameters,
        @Nullable EngineType varargs,
        boolean seesNulls,
        boolean isVolatile,
        Resolver resolver)
        implements EngineFunction {
    public ResolvedFunction {
        parameters = List.copyOf(parameters);
    }

    public ResolvedFunction(String name, List<EngineType> parameters, Resolver resolver) {
        this(name, parameters, null, false, false, resolver);
    }

    public ResolvedFunction withVarargs(EngineType type) {
        return new ResolvedFunction(name, parameters, type, seesNulls, isVolatile, resolver);
    }

    public ResolvedFunction seeingNulls() {
        return new ResolvedFunction(name, parameters, varargs, true, isVolatile, resolver);
    }

    public ResolvedFunction asVolatile() {
        return new ResolvedFunction(name, parameters, varargs, seesNulls, true, resolver);
    }

    /** The same under another name. */
    public ResolvedFunction named(String other) {
        return new ResolvedFunction(other, parameters, varargs, seesNulls, isVolatile, resolver);
    }

    public ResolvedFunction withResolver(Resolver other) {
        return new ResolvedFunction(name, parameters, varargs, seesNulls, isVolatile, other);
    }

    /** Asked twice for each call in a statement, so it answers the same for the same. */
    @FunctionalInterface
    public interface Resolver {
        /**
         * @throws FunctionError 42883 where the types do not fit; it ends the bind
         */
        Resolution resolve(BoundArguments arguments);
    }

    /** What was found for one call in a statement. */
    public record Resolution(EngineType result, FunctionBody body) {}
}
