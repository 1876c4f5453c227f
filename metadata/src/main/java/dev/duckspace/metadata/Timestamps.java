package dev.duckspace.metadata;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Both databases keep microseconds: what is written equals what is read back. */
final class Timestamps {
    private Timestamps() {}

    static Instant toMicros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
