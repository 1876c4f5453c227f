package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.CharacterEncoding;
import dev.duckspace.gateway.protocol.EncodedTextDecoder;
import dev.duckspace.gateway.protocol.PgException;
import java.nio.charset.StandardCharsets;

/** Reads lines in another encoding than UTF-8. */
final class DecodedCopyReader implements CopyReader {
    private static final int PIECE_BYTES = 32 << 10;

    private final CopyLineReader lines;
    private final EncodedTextDecoder decoder;

    /**
     * @throws PgException 0A000 for an encoding without conversion
     */
    DecodedCopyReader(CharacterEncoding encoding, CopyLineReader lines) {
        this.lines = lines;
        this.decoder = new EncodedTextDecoder(encoding, PIECE_BYTES);
    }

    @Override
    public void feed(byte[] bytes) {
        decode(bytes, false);
    }

    @Override
    public void finish() {
        decode(new byte[0], true);
        lines.finish();
    }

    private void decode(byte[] bytes, boolean last) {
        if (lines.hasEnded()) {
            return;
        }
        try {
            decoder.decode(bytes, last, text -> lines.feed(text.getBytes(StandardCharsets.UTF_8)));
        } catch (PgException e) {
            if (e.info().where() != null) {
                throw e;
            }
            if (!lines.hasEnded()) {
                throw new PgException(e.info().withWhere(lines.atLineNumber()), e);
            }
        }
    }
}
