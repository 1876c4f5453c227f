package dev.duckspace.gateway.engine;

/**
 * A cast as {@link CastFunction} that asks for the session: its settings, or whether the statement
 * stores what it casts.
 *
 * @param insistent whether what fails fails the statement also where the engine only tries, as it
 *     does of its own accord when it compares an enum with a text
 */
public record SessionCast(
        EngineType from, EngineType to, long implicitCost, boolean insistent, Maker maker)
        implements EngineFunction {
    public SessionCast(EngineType from, EngineType to, long implicitCost, Maker maker) {
        this(from, to, implicitCost, false, maker);
    }

    /** An explicit cast. */
    public SessionCast(EngineType from, EngineType to, Maker maker) {
        this(from, to, CastFunction.EXPLICIT_ONLY, maker);
    }

    public SessionCast withMaker(Maker other) {
        return new SessionCast(from, to, implicitCost, insistent, other);
    }

    public SessionCast insisting() {
        return new SessionCast(from, to, implicitCost, true, maker);
    }

    /** Makes what is done with each row of a call. */
    @FunctionalInterface
    public interface Maker {
        RowFunction of(FunctionCall call);
    }
}
