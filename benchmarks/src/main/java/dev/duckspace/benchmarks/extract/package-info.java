/**
 * Whole results read through the gateway and from a real PostgreSQL, by the same reader, in turns.
 *
 * <p>Each server is a process of its own; the reader is this one and does as little as it can.
 */
@NullMarked
package dev.duckspace.benchmarks.extract;

import org.jspecify.annotations.NullMarked;
