@NullMarked
package dev.duckspace.benchmarks.extract;

import org.jspecify.annotations.NullMarked;
