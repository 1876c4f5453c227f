@NullMarked
package dev.duckspace.benchmarks.tpch;

import org.jspecify.annotations.NullMarked;
