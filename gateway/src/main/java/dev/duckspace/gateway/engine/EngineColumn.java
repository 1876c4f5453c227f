package dev.duckspace.gateway.engine;

/** A column of a result. */
public record EngineColumn(String name, EngineType type) {}
