package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.DATE;
import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.TIME;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMP;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMPTZ;
import static dev.duckspace.gateway.functions.Definitions.TIMETZ;
import static dev.duckspace.gateway.functions.Definitions.cast;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.functions.time.Local;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.types.ZoneOffsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dates, times and intervals from and to text, and among each other. */
final class DateTimeCasts {
    private static final List<EngineType> TYPES =
            List.of(DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ, INTERVAL);

    private DateTimeCasts() {}

    static List<EngineFunction> all() {
        List<EngineFunction> casts = new ArrayList<>();
        for (EngineType type : TYPES) {
            int oid = PgColumnType.of(type).type().oid();
            casts.add(
                    new SessionCast(
                            TEXT,
                            type,
                            call -> {
                                TextSettings settings = SessionText.of(call);
                                return row -> TextInput.value(oid, row.text(0), settings);
                            }));
        }
        casts.add(
                new SessionCast(
                        TIMESTAMPTZ,
                        TIME,
                        call -> {
                            ZoneOffsets zone = new ZoneOffsets(SessionText.of(call).zone());
                            return row -> timeOfDay(row.number(0), zone);
                        }));
        casts.add(cast(TIME, INTERVAL, row -> new EngineValue.Interval(0, 0, row.number(0))));
        casts.add(
                cast(
                        INTERVAL,
                        TIME,
                        row -> Math.floorMod(row.interval(0).micros(), Local.MICROS_PER_DAY)));
        casts.addAll(TimeAliases.casts());
        return casts;
    }

    /** Null for infinite ones. */
    private static @Nullable Long timeOfDay(long instant, ZoneOffsets zone) {
        return Local.isInfinite(instant) ? null : (Long) Local.ofInstant(instant, zone).micros();
    }
}
