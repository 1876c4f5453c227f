/** The servers that are compared, each a process of its own, and the engine in this process. */
@NullMarked
package dev.duckspace.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
