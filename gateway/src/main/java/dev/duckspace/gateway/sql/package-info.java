/**
 * SQL text before the engine sees it: tokenizer, split, classification, rewrite with a position
 * map.
 *
 * <p>May use: protocol. Thread: any; pure functions of their input.
 */
@NullMarked
package dev.duckspace.gateway.sql;

import org.jspecify.annotations.NullMarked;
