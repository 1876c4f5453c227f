/** Coverage-guided fuzzing of all that reads a client's bytes. */
@NullMarked
package dev.duckspace.gateway.fuzz;

import org.jspecify.annotations.NullMarked;
