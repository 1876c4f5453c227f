package dev.duckspace.gateway.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes text in an encoding. */
public final class EncodedTextEncoder {
    private final CharacterEncoding encoding;
    private final CharsetEncoder encoder;

    /**
     * @throws PgException 0A000 for an encoding without conversion
     */
    public EncodedTextEncoder(CharacterEncoding encoding) {
        this.encoding = encoding;
        this.encoder =
                encoding.charset()
                        .newEncoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * @throws PgException 22P05 for a character that the encoding lacks
     */
    public byte[] encode(String text) {
        CharBuffer in = CharBuffer.wrap(text);
        for (int i = 0; i < text.length(); i++) {
            if (encoding.refuses(text.charAt(i))) {
                throw lacking(text.codePointAt(i), null);
            }
        }
        try {
            ByteBuffer out = encoder.encode(in);
            byte[] bytes = new byte[out.remaining()];
            out.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw lacking(text.codePointAt(in.position()), e);
        }
    }

    private PgException lacking(int codePoint, @Nullable CharacterCodingException cause) {
        byte[] character = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        ErrorInfo info =
                ErrorInfo.error(
                        SqlState.UNTRANSLATABLE_CHARACTER,
                        "character with byte sequence %s in encoding \"UTF8\" has no equivalent in encoding \"%s\""
                                .formatted(
                                        EncodedTextDecoder.hex(character, 0, character.length),
                                        encoding));
        return cause == null ? new PgException(info) : new PgException(info, cause);
    }
}
