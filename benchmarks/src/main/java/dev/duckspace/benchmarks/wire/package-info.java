/** A raw client of PostgreSQL's protocol that does as little as it can. */
@NullMarked
package dev.duckspace.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
