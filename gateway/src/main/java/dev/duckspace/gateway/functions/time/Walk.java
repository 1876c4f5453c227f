package dev.duckspace.gateway.functions.time;

import dev.duckspace.gateway.engine.EngineValue;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * From one timestamp to another, both included.
 *
 * @param zone of instants; null for local timestamps
 * @param sign of the step
 */
public record Walk(long from, long to, EngineValue.Interval step, @Nullable ZoneId zone, int sign) {
    /**
     * @throws dev.duckspace.gateway.protocol.PgException 22023 for a step of nothing
     */
    public Walk(long from, long to, EngineValue.Interval step, @Nullable ZoneId zone) {
        this(from, to, step, zone, Intervals.sign(step));
        if (sign == 0) {
            throw TimeErrors.invalid("step size cannot equal zero");
        }
    }

    public boolean reaches(long at) {
        return sign > 0 ? at <= to : at >= to;
    }

    public long next(long at) {
        if (Local.isInfinite(at)) {
            throw TimeErrors.timestampOverflow();
        }
        return Steps.plus(at, step, zone);
    }
}
