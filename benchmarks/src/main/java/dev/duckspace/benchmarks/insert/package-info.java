/** Rows that come as INSERT statements. */
@NullMarked
package dev.duckspace.benchmarks.insert;

import org.jspecify.annotations.NullMarked;
