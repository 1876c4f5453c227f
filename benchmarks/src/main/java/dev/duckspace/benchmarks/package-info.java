/** What the hot paths cost: JMH, and end-to-end ratios against PostgreSQL in the same run. */
@NullMarked
package dev.duckspace.benchmarks;

import org.jspecify.annotations.NullMarked;
