/** Many sessions at once. */
@NullMarked
package dev.duckspace.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
