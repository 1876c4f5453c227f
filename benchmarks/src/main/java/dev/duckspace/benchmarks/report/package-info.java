/** Results as a page: tables, plots and whether targets are met. */
@NullMarked
package dev.duckspace.benchmarks.report;

import org.jspecify.annotations.NullMarked;
