/** What a very long result takes of memory. */
@NullMarked
package dev.duckspace.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
