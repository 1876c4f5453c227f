package dev.duckspace.gateway.types;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Offsets of one zone, remembering the span between two transitions that the last instant lay in:
 * neighbouring rows seldom leave it. For one thread at a time.
 */
public final class ZoneOffsets {
    private final ZoneId zone;
    private final ZoneRules rules;
    private long spanStart = Long.MAX_VALUE;
    private long spanEnd = Long.MIN_VALUE;
    private int spanOffset;

    public ZoneOffsets(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    ZoneId zone() {
        return zone;
    }

    /** Seconds east of UTC at an instant in seconds since 1970-01-01 UTC. */
    public int at(long epochSecond) {
        if (epochSecond < spanStart || epochSecond >= spanEnd) {
            moveSpan(epochSecond);
        }
        return spanOffset;
    }

    boolean isDaylightSaving(long epochSecond) {
        return rules.isDaylightSavings(instant(epochSecond));
    }

    private void moveSpan(long epochSecond) {
        Instant instant = instant(epochSecond);
        ZoneOffset offset = rules.getOffset(instant);
        ZoneOffsetTransition next = rules.nextTransition(instant);
        ZoneOffsetTransition previous = rules.previousTransition(instant.plusNanos(1));
        spanStart = previous == null ? Long.MIN_VALUE : previous.toEpochSecond();
        spanEnd = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        spanOffset = offset.getTotalSeconds();
    }

    /** Instants beyond what java.time can hold have the offset of its ends. */
    private static Instant instant(long epochSecond) {
        return Instant.ofEpochSecond(
                Math.clamp(
                        epochSecond,
                        Instant.MIN.getEpochSecond() + 1,
                        Instant.MAX.getEpochSecond() - 1));
    }
}
