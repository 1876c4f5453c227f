@NullMarked
package dev.duckspace.benchmarks.report;

import org.jspecify.annotations.NullMarked;
