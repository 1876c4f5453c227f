/** The 22 queries of TPC-H. */
@NullMarked
package dev.duckspace.benchmarks.tpch;

import org.jspecify.annotations.NullMarked;
