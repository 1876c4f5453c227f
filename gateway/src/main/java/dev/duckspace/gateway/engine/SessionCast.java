package dev.duckspace.gateway.engine;

/**
 * A cast as {@link CastFunction} that asks for the session: its settings, or whether the statement
 * stores what it casts.
 */
public record SessionCast(EngineType from, EngineType to, long implicitCost, Maker maker)
        implements EngineFunction {
    /** An explicit cast. */
    public SessionCast(EngineType from, EngineType to, Maker maker) {
        this(from, to, CastFunction.EXPLICIT_ONLY, maker);
    }

    public SessionCast withMaker(Maker other) {
        return new SessionCast(from, to, implicitCost, other);
    }

    /** Makes what is done with each row of a call. */
    @FunctionalInterface
    public interface Maker {
        RowFunction of(FunctionCall call);
    }
}
