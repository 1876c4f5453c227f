/** Whole results read by the clients that people use. */
@NullMarked
package dev.duckspace.benchmarks.clients;

import org.jspecify.annotations.NullMarked;
