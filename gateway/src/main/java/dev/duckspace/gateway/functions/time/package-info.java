/**
 * Arithmetic of dates, times and intervals as PostgreSQL does it.
 *
 * <p>Dates are days, times and timestamps microseconds, both since 1970-01-01 or midnight; the
 * greatest number and its negative are infinity and -infinity. May use: engine, types, protocol.
 * Thread: any; nothing here has state.
 */
@NullMarked
package dev.duckspace.gateway.functions.time;

import org.jspecify.annotations.NullMarked;
