package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.ParameterDecoder;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.types.TextSettings;
import java.util.ArrayList;
import java.util.List;

/** Turns the values of a Bind message into the engine's, by the statement's parameter types. */
final class ParameterBinding {
    private final TextSettings settings;

    ParameterBinding(TextSettings settings) {
        this.settings = settings;
    }

    /**
     * @param types one for each parameter
     * @throws PgException 08P01 when the counts do not match, 22P02 and others for bad values
     */
    List<EngineValue> decode(FrontendMessage.Bind message, List<PgType> types) {
        int given = message.parameterValues().size();
        short[] formats = message.parameterFormats();
        if (formats.length > 1 && formats.length != given) {
            throw new PgException(
                    SqlState.PROTOCOL_VIOLATION,
                    "bind message has %d parameter formats but %d parameters"
                            .formatted(formats.length, given));
        }
        if (given != types.size()) {
            throw new PgException(
                    SqlState.PROTOCOL_VIOLATION,
                    "bind message supplies %d parameters, but prepared statement \"%s\" requires %d"
                            .formatted(given, message.statement(), types.size()));
        }
        List<EngineValue> values = new ArrayList<>(given);
        for (int i = 0; i < given; i++) {
            values.add(
                    ParameterDecoder.decode(
                            types.get(i),
                            formatOf(formats, i),
                            message.parameterValues().get(i),
                            settings,
                            i + 1));
        }
        return values;
    }

    private static short formatOf(short[] formats, int index) {
        return switch (formats.length) {
            case 0 -> 0;
            case 1 -> formats[0];
            default -> formats[index];
        };
    }
}
