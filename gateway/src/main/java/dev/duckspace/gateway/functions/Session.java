package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.types.TextSettings;
import java.time.ZoneId;

/** What a function asks of the session that runs it, once for all rows of a call. */
final class Session {
    private Session() {}

    static TextSettings settings(Row row) {
        return settings(row.call());
    }

    static TextSettings settings(FunctionCall call) {
        return call.kept(() -> SessionText.of(call));
    }

    static ZoneId zone(Row row) {
        return settings(row).zone();
    }
}
