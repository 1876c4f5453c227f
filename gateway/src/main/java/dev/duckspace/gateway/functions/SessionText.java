package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.types.ByteaOutput;
import dev.duckspace.gateway.types.DateStyle;
import dev.duckspace.gateway.types.IntervalStyle;
import dev.duckspace.gateway.types.OidNames;
import dev.duckspace.gateway.types.TextSettings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the session that runs a statement spells values. */
final class SessionText {
    private SessionText() {}

    /** Of a call that was registered with its session; defaults for what it does not know. */
    static TextSettings of(FunctionCall call) {
        return new TextSettings(
                zone(call.setting("TimeZone")),
                dateStyle(call.setting("DateStyle")),
                constant(
                        IntervalStyle.class, call.setting("IntervalStyle"), IntervalStyle.POSTGRES),
                digits(call.setting("extra_float_digits")),
                constant(ByteaOutput.class, call.setting("bytea_output"), ByteaOutput.HEX),
                OidNames.NONE);
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** {@code ISO, MDY}. */
    private static DateStyle dateStyle(@Nullable String text) {
        if (text == null) {
            return DateStyle.DEFAULT;
        }
        String[] parts = text.split(",\\s*");
        return new DateStyle(
                constant(DateStyle.Format.class, parts[0], DateStyle.Format.ISO),
                constant(
                        DateStyle.Order.class,
                        parts.length > 1 ? parts[1] : null,
                        DateStyle.Order.MDY));
    }

    private static int digits(@Nullable String text) {
        return text == null ? 1 : Integer.parseInt(text);
    }

    private static <E extends Enum<E>> E constant(
            Class<E> type, @Nullable String name, E otherwise) {
        if (name == null) {
            return otherwise;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(name.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        return otherwise;
    }
}
