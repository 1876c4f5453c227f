/**
 * JSON as PostgreSQL reads, keeps and writes it: json as the text that was given, jsonb as values.
 *
 * <p>May use: protocol. Thread: any; values are immutable.
 */
@NullMarked
package dev.duckspace.gateway.types.json;

import org.jspecify.annotations.NullMarked;
