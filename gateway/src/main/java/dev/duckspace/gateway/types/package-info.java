/**
 * PostgreSQL's types over the engine's: OIDs, text and binary forms, parameter decoding.
 *
 * <p>May use: protocol, engine. Thread: encoders run on engine threads, column by column.
 */
@NullMarked
package dev.duckspace.gateway.types;

import org.jspecify.annotations.NullMarked;
