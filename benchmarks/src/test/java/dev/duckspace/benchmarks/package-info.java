@NullMarked
package dev.duckspace.benchmarks;

import org.jspecify.annotations.NullMarked;
