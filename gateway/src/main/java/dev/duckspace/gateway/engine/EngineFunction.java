package dev.duckspace.gateway.engine;

/** Something that a {@link FunctionSet} adds to an instance. */
public sealed interface EngineFunction
        permits ScalarFunction, ResolvedFunction, AggregateFunction, CastFunction, SessionCast {}
