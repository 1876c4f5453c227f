package dev.duckspace.gateway.engine;

/**
 * A cast between two types, for {@code ::}, CAST, TRY_CAST and what the engine casts by itself. It
 * takes the place of the engine's own cast of these very types. NULL stays NULL without a call.
 *
 * @param implicitCost the engine's cost of an implicit cast, lower wins; {@link #EXPLICIT_ONLY}. Of
 *     two registrations of the same types the first one's cost stays.
 */
public record CastFunction(EngineType from, EngineType to, long implicitCost, RowBody body)
        implements EngineFunction {
    public static final long EXPLICIT_ONLY = -1;

    /** An explicit cast. */
    public CastFunction(EngineType from, EngineType to, RowBody body) {
        this(from, to, EXPLICIT_ONLY, body);
    }

    public CastFunction withBody(RowBody other) {
        return new CastFunction(from, to, implicitCost, other);
    }
}
