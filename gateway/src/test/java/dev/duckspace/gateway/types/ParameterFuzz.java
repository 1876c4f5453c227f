package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.Arrays;
import java.util.List;

/**
 * Any bytes as a parameter of any type, in text and binary: a value, or an error for the client.
 */
public final class ParameterFuzz {
    private static final List<PgType> TYPES =
            ParameterProbe.all().stream().map(ParameterProbe::type).distinct().toList();

    private ParameterFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        PgType type = TYPES.get((input[0] & 0xff) % TYPES.size());
        byte[] value = Arrays.copyOfRange(input, 2, input.length);
        try {
            ParameterDecoder.decode(type, (short) (input[1] & 1), value, TextSettings.DEFAULT, 1);
        } catch (PgException e) {
            if (e.sqlState() == SqlState.INTERNAL_ERROR) {
                throw new IllegalStateException("an internal error", e);
            }
        }
    }
}
