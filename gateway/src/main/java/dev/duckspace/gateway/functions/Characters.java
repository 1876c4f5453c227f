package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.text.Normalizer;
import java.util.Locale;

/** Single characters and Unicode's forms of strings. */
final class Characters {
    private Characters() {}

    /**
     * @throws PgException 54000, or 22023 below 0, for what is no character of a text
     */
    static String of(int number) {
        if (number <= 0) {
            throw new PgException(
                    number == 0
                            ? SqlState.PROGRAM_LIMIT_EXCEEDED
                            : SqlState.INVALID_PARAMETER_VALUE,
                    number == 0
                            ? "null character not permitted"
                            : "character number must be positive");
        }
        if (number > Character.MAX_CODE_POINT) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "requested character too large for encoding: " + number);
        }
        if (number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "requested character not valid for encoding: " + number);
        }
        return Character.toString(number);
    }

    static String normalized(String text, String form) {
        return Normalizer.normalize(text, form(form));
    }

    static boolean isNormalized(String text, String form) {
        return Normalizer.isNormalized(text, form(form));
    }

    private static Normalizer.Form form(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "NFC" -> Normalizer.Form.NFC;
            case "NFD" -> Normalizer.Form.NFD;
            case "NFKC" -> Normalizer.Form.NFKC;
            case "NFKD" -> Normalizer.Form.NFKD;
            default ->
                    throw new PgException(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "invalid normalization form: " + name);
        };
    }
}
