package dev.duckspace.gateway.engine;

/** A named part of a struct or member of a union. */
public record EngineField(String name, EngineType type) {}
