package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.CharacterEncoding;
import dev.duckspace.gateway.protocol.EncodedTextDecoder;
import dev.duckspace.gateway.protocol.EncodedTextEncoder;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import org.jspecify.annotations.Nullable;

/** Text in other encodings, by their names and numbers. */
final class CharacterSets {
    private CharacterSets() {}

    private static CharacterEncoding encoding(String name, String role) {
        return CharacterEncoding.named(name)
                .orElseThrow(
                        () ->
                                new PgException(
                                        SqlState.INVALID_PARAMETER_VALUE,
                                        "invalid %s encoding name \"%s\"".formatted(role, name)));
    }

    /**
     * @throws PgException 22021 for bytes that are no text, 22P05 for a character that Unicode
     *     lacks, 22023 for an unknown encoding
     */
    static String decode(byte[] bytes, String encoding, String role) {
        StringBuilder text = new StringBuilder();
        new EncodedTextDecoder(encoding(encoding, role), bytes.length)
                .decode(bytes, true, text::append);
        return text.toString();
    }

    /**
     * @throws PgException 22P05 for a character that the encoding lacks, 22023 for an unknown
     *     encoding
     */
    static byte[] encode(String text, String encoding) {
        return new EncodedTextEncoder(encoding(encoding, "destination")).encode(text);
    }

    /** PostgreSQL's number of an encoding; -1 for another name. */
    static int number(@Nullable String name) {
        return name == null
                ? -1
                : CharacterEncoding.named(name).map(CharacterEncoding::number).orElse(-1);
    }

    /** Empty for a number that is none. */
    static String name(int number) {
        CharacterEncoding[] all = CharacterEncoding.values();
        return number >= 0 && number < all.length ? all[number].name() : "";
    }
}
