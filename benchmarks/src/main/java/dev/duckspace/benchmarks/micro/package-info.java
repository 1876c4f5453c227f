/** JMH: what one message, one statement, one row costs. */
@NullMarked
package dev.duckspace.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
