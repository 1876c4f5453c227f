/** COPY out and in. */
@NullMarked
package dev.duckspace.benchmarks.copy;

import org.jspecify.annotations.NullMarked;
