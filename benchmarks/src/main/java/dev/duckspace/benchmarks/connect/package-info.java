/** How long connecting takes, and opening a workspace. */
@NullMarked
package dev.duckspace.benchmarks.connect;

import org.jspecify.annotations.NullMarked;
