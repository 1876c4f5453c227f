package dev.duckspace.gateway.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Reads text of an encoding that comes in pieces, which may end within a character. */
public final class EncodedTextDecoder {
    private static final int CHARACTERS_AT_ONCE = 32 << 10;

    private final CharacterEncoding encoding;
    private final CharsetDecoder decoder;
    private final CharBuffer characters;
    private byte[] unfinished = {};

    /**
     * @param bytes about how many will come at once
     * @throws PgException 0A000 for an encoding without conversion
     */
    public EncodedTextDecoder(CharacterEncoding encoding, int bytes) {
        this.encoding = encoding;
        this.decoder =
                encoding.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.characters = CharBuffer.allocate(Math.clamp(bytes, 2, CHARACTERS_AT_ONCE));
    }

    /**
     * Passes on the text of a piece, at an error what stands before it.
     *
     * @param last whether no more follows
     * @throws PgException 22021 for bytes that are no text, 22P05 for a character that Unicode
     *     lacks
     */
    public void decode(byte[] piece, boolean last, Consumer<String> taker) {
        byte[] bytes = joined(piece);
        int zero = indexOfZero(bytes);
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, zero < 0 ? bytes.length : zero);
        CoderResult result;
        do {
            result = decoder.decode(in, characters, last && zero < 0);
            if (characters.position() > 0) {
                take(characters.flip().toString(), taker);
                characters.clear();
            }
        } while (result.isOverflow());
        if (result.isError() || zero >= 0) {
            throw refused(bytes, in.position(), result.isUnmappable());
        }
        unfinished = Arrays.copyOfRange(bytes, in.position(), bytes.length);
    }

    private void take(String text, Consumer<String> taker) {
        for (int i = 0; i < text.length(); i++) {
            if (encoding.lacks(text.charAt(i))) {
                taker.accept(text.substring(0, i));
                byte[] bytes = text.substring(i, i + 1).getBytes(encoding.charset());
                throw refused(bytes, 0, true);
            }
        }
        taker.accept(text);
    }

    private byte[] joined(byte[] piece) {
        if (unfinished.length == 0) {
            return piece;
        }
        byte[] joined = Arrays.copyOf(unfinished, unfinished.length + piece.length);
        System.arraycopy(piece, 0, joined, unfinished.length, piece.length);
        return joined;
    }

    private static int indexOfZero(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private PgException refused(byte[] bytes, int at, boolean unmappable) {
        String shown = hex(bytes, at, Math.min(bytes.length, at + encoding.length(bytes, at)));
        CharacterEncoding named = encoding.isUtf8() ? CharacterEncoding.UTF8 : encoding;
        return unmappable
                ? new PgException(
                        SqlState.UNTRANSLATABLE_CHARACTER,
                        "character with byte sequence %s in encoding \"%s\" has no equivalent in encoding \"UTF8\""
                                .formatted(shown, named))
                : new PgException(
                        SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                        "invalid byte sequence for encoding \"%s\": %s".formatted(named, shown));
    }

    /** As PostgreSQL shows bytes: {@code 0xe2 0x82}. */
    static String hex(byte[] bytes, int from, int to) {
        StringBuilder shown = new StringBuilder();
        for (int i = from; i < to; i++) {
            shown.append(shown.isEmpty() ? "0x" : " 0x")
                    .append(HexFormat.of().toHexDigits(bytes[i]));
        }
        return shown.toString();
    }
}
