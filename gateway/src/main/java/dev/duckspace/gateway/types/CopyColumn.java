package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;

/**
 * A column that COPY FROM fills.
 *
 * @param type as PostgreSQL knows it
 * @param cast the type of the table's column
 * @param stored the type of the vector that is written; VARCHAR for texts
 * @param byCast whether the engine makes the value of its text later
 * @param position among the columns of the table, from 0
 * @param required whether NULL is refused
 * @param neverNull csv's FORCE_NOT_NULL
 * @param alsoQuotedNull csv's FORCE_NULL
 */
public record CopyColumn(
        String name,
        PgColumnType type,
        EngineType cast,
        EngineType stored,
        boolean byCast,
        int position,
        boolean required,
        boolean neverNull,
        boolean alsoQuotedNull) {}
