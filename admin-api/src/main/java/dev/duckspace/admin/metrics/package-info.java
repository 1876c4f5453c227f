/** What is counted, and how it is read: Prometheus' text format. */
@NullMarked
package dev.duckspace.admin.metrics;

import org.jspecify.annotations.NullMarked;
