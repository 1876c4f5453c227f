package dev.duckspace.gateway.engine;

import java.util.List;

/**
 * An aggregate, also over windows, with DISTINCT, FILTER and ORDER BY as the engine does them. Its
 * name is none of a built-in function: those cannot be replaced. One of a name; it tells its types
 * apart by parameters of type ANY.
 *
 * @param keepsObjects whether its states hold what {@link AggregateBody#destroy} gives back
 */
public record AggregateFunction(
        String name, List<EngineType> parameters, boolean keepsObjects, Resolver resolver)
        implements EngineFunction {
    public AggregateFunction {
        parameters = List.copyOf(parameters);
    }

    public AggregateFunction(String name, List<EngineType> parameters, Resolver resolver) {
        this(name, parameters, false, resolver);
    }

    public AggregateFunction withResolver(Resolver other) {
        return new AggregateFunction(name, parameters, keepsObjects, other);
    }

    @FunctionalInterface
    public interface Resolver {
        /**
         * @throws FunctionError 42883 where the types do not fit; it ends the bind
         */
        Resolution resolve(BoundArguments arguments);
    }

    /** What was found for one call in a statement. */
    public record Resolution(EngineType result, AggregateBody body) {}
}
