package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.BYTEA;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.cast;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.ValueText;
import java.util.ArrayList;
import java.util.List;

/** Casts between text and the engine's own types, where PostgreSQL reads or spells otherwise. */
final class TextCasts {
    private static final List<EngineType> WRITTEN =
            List.of(
                    BYTEA,
                    Definitions.REAL,
                    Definitions.DOUBLE,
                    Definitions.DATE,
                    Definitions.TIME,
                    Definitions.TIMETZ,
                    Definitions.TIMESTAMP,
                    Definitions.TIMESTAMPTZ,
                    Definitions.INTERVAL);

    private TextCasts() {}

    static List<EngineFunction> all() {
        List<EngineFunction> casts = new ArrayList<>();
        casts.add(cast(TEXT, BYTEA, row -> TextInput.bytea(row.text(0))));
        casts.add(cast(TEXT, BOOL, row -> TextInput.bool(row.text(0))));
        WRITTEN.forEach(type -> casts.add(toText(type)));
        return casts;
    }

    /** As the session spells it. */
    static SessionCast toText(EngineType from) {
        return new SessionCast(
                from,
                TEXT,
                call -> {
                    ValueText text = new ValueText(from, SessionText.of(call));
                    return row -> text.of(call.argument(0), row.index());
                });
    }
}
