@NullMarked
package dev.duckspace.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
