package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.FrontendDecoder;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;

/** Any bytes as a Bind, and each of its parameters as a value of each type, in its format. */
public final class BindFuzz {
    private static final int VALUES_MAX = 8;
    private static final List<PgType> TYPES =
            ParameterProbe.all().stream().map(ParameterProbe::type).distinct().toList();

    private BindFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        try {
            byte[] body = Arrays.copyOfRange(input, 1, input.length);
            if (FrontendDecoder.decode((byte) 'B', Unpooled.wrappedBuffer(body))
                    instanceof FrontendMessage.Bind bind) {
                decode(bind, input[0] & 0xff);
            }
        } catch (PgException e) {
            requireSaid(e);
        }
    }

    private static void decode(FrontendMessage.Bind bind, int firstType) {
        for (int i = 0; i < Math.min(VALUES_MAX, bind.parameterValues().size()); i++) {
            byte[] value = bind.parameterValues().get(i);
            if (value == null) {
                continue;
            }
            PgType type = TYPES.get((firstType + i) % TYPES.size());
            short[] formats = bind.parameterFormats();
            short format = formats.length == 0 ? 1 : formats[Math.min(i, formats.length - 1)];
            try {
                ParameterDecoder.decode(type, format, value, TextSettings.DEFAULT, i + 1);
            } catch (PgException e) {
                requireSaid(e);
            }
        }
    }

    private static void requireSaid(PgException e) {
        if (e.sqlState() == SqlState.INTERNAL_ERROR) {
            throw new IllegalStateException("an internal error", e);
        }
    }
}
