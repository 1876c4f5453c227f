/** How long the smallest questions take. */
@NullMarked
package dev.duckspace.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
