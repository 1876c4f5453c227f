package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbBytes;
import java.nio.charset.StandardCharsets;

/** jsonb: kept as {@link JsonbBytes}, sent as a version number and its text. */
final class JsonbForm implements StoredType.BytesForm {
    private static final byte VERSION = 1;

    @Override
    public byte[] parse(String text, TextSettings settings) {
        return JsonbBytes.encode(Jsonb.parse(text));
    }

    @Override
    public String format(byte[] stored, TextSettings settings) {
        return JsonbBytes.decode(stored).text();
    }

    @Override
    public byte[] send(byte[] stored) {
        byte[] text = JsonbBytes.decode(stored).text().getBytes(StandardCharsets.UTF_8);
        byte[] sent = new byte[text.length + 1];
        sent[0] = VERSION;
        System.arraycopy(text, 0, sent, 1, text.length);
        return sent;
    }

    @Override
    public byte[] receive(byte[] binary) {
        if (binary.length == 0 || binary[0] != VERSION) {
            throw new PgException(
                    SqlState.INTERNAL_ERROR,
                    "unsupported jsonb version number " + (binary.length == 0 ? 0 : binary[0]));
        }
        String text = new String(binary, 1, binary.length - 1, StandardCharsets.UTF_8);
        return JsonbBytes.encode(Jsonb.parse(text));
    }
}
