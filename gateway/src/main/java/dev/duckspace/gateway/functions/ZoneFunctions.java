package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMP;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMPTZ;
import static dev.duckspace.gateway.functions.Definitions.TIMETZ;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.functions.time.Local;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.ZoneInput;
import dev.duckspace.gateway.types.ZoneOffsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** AT TIME ZONE, by names, abbreviations and intervals. */
final class ZoneFunctions {
    private ZoneFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        for (EngineType zone : List.of(TEXT, INTERVAL)) {
            functions.add(
                    function(
                            "timezone",
                            TIMESTAMPTZ,
                            List.of(zone, TIMESTAMP),
                            row -> Local.instant(row.number(1), zone(row))));
            functions.add(
                    function(
                            "timezone",
                            TIMESTAMP,
                            List.of(zone, TIMESTAMPTZ),
                            row -> local(row.number(1), zone(row))));
            functions.add(
                    function(
                            "timezone",
                            TIMETZ,
                            List.of(zone, TIMETZ),
                            row -> moved((EngineValue.TimeTz) row.value(1), zone(row))));
        }
        return functions;
    }

    private static ZoneId zone(Row row) {
        return row.type(0).equals(TEXT) ? ZoneInput.named(row.text(0)) : zone(row.interval(0));
    }

    private static ZoneId zone(EngineValue.Interval east) {
        if (east.months() != 0 || east.days() != 0) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "interval time zone must not include months or days");
        }
        long seconds = east.micros() / Local.MICROS_PER_SECOND;
        if (Math.abs(seconds) > ZoneOffset.MAX.getTotalSeconds()) {
            throw PgException.notSupported(
                    "time zones beyond 18 hours are not supported", "Add the interval instead.");
        }
        return ZoneOffset.ofTotalSeconds((int) seconds);
    }

    private static long local(long instant, ZoneId zone) {
        return Local.isInfinite(instant)
                ? instant
                : Local.ofInstant(instant, new ZoneOffsets(zone)).timestamp();
    }

    /** The offset is that of now. */
    private static EngineValue.TimeTz moved(EngineValue.TimeTz time, ZoneId zone) {
        int offset = zone.getRules().getOffset(Instant.now()).getTotalSeconds();
        long micros = time.micros() + (offset - time.offsetSeconds()) * Local.MICROS_PER_SECOND;
        return new EngineValue.TimeTz(Math.floorMod(micros, Local.MICROS_PER_DAY), offset);
    }
}
