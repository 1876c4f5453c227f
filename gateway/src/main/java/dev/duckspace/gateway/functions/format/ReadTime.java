package dev.duckspace.gateway.functions.format;

import org.jspecify.annotations.Nullable;

/**
 * What to_date and to_timestamp read.
 *
 * @param epochDay from 1970-01-01
 * @param micros of the day, less than a day
 * @param offset seconds east of UTC, null when the text has no zone
 */
public record ReadTime(long epochDay, long micros, @Nullable Integer offset) {}
