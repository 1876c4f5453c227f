/** What a benchmark is, what it measures with, and what comes of it. */
@NullMarked
package dev.duckspace.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
