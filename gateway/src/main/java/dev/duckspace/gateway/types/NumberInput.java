package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Booleans and numbers from their text, by PostgreSQL's input rules. */
final class NumberInput {
    static final int MAX_DECIMAL_DIGITS = 38;

    private static final int MAX_NUMERIC_TEXT = 1_000;

    private NumberInput() {}

    /** Any unique beginning of true, false, yes, no, on and off, in any case; 1 and 0. */
    static boolean bool(String text) {
        String word = trim(text).toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            if ("true".startsWith(word) || "yes".startsWith(word) || word.equals("1")) {
                return true;
            }
            if (word.equals("on")) {
                return true;
            }
            if ("false".startsWith(word) || "no".startsWith(word) || word.equals("0")) {
                return false;
            }
            if (word.length() > 1 && "off".startsWith(word)) {
                return false;
            }
        }
        throw InputErrors.invalidSyntax("boolean", text);
    }

    /**
     * @param typeName {@code smallint}, {@code integer} or {@code bigint}, for the message
     */
    static long integer(String text, long min, long max, String typeName) {
        String digits = trim(text);
        boolean negative = digits.startsWith("-");
        int start = negative || digits.startsWith("+") ? 1 : 0;
        if (start == digits.length()) {
            throw InputErrors.invalidSyntax(typeName, text);
        }
        long value = 0;
        for (int i = start; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw InputErrors.invalidSyntax(typeName, text);
            }
            // Counted below zero, where there is one more value.
            if (value < (min + digit) / 10 || value * 10 < min + digit) {
                throw InputErrors.valueOutOfRange(typeName, text);
            }
            value = value * 10 - digit;
        }
        if (!negative && value < -max) {
            throw InputErrors.valueOutOfRange(typeName, text);
        }
        return negative ? value : -value;
    }

    /** Unsigned 32 bits; as in PostgreSQL, negative numbers wrap around. */
    static long oid(String text) {
        String trimmed = trim(text);
        long value;
        try {
            value = integer(trimmed, Long.MIN_VALUE, Long.MAX_VALUE, "oid");
        } catch (PgException e) {
            throw e.sqlState() == SqlState.NUMERIC_VALUE_OUT_OF_RANGE
                    ? InputErrors.valueOutOfRange("oid", text)
                    : InputErrors.invalidSyntax("oid", text);
        }
        if (value > 0xFFFF_FFFFL || value < Integer.MIN_VALUE) {
            throw InputErrors.valueOutOfRange("oid", text);
        }
        return value & 0xFFFF_FFFFL;
    }

    static double float8(String text) {
        String number = trim(text);
        Double special = special(number);
        if (special != null) {
            return special;
        }
        requireNumber(number, text, "double precision");
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value) || (value == 0 && hasNonZeroDigit(number))) {
            throw InputErrors.floatOutOfRange("double precision", number);
        }
        return value;
    }

    static float float4(String text) {
        String number = trim(text);
        Double special = special(number);
        if (special != null) {
            return special.floatValue();
        }
        requireNumber(number, text, "real");
        float value = Float.parseFloat(number);
        if (Float.isInfinite(value) || (value == 0 && hasNonZeroDigit(number))) {
            throw InputErrors.floatOutOfRange("real", number);
        }
        return value;
    }

    /**
     * @throws PgException 0A000 for NaN and the infinities, 22003 for more than 38 digits
     */
    static EngineValue.Decimal numeric(String text) {
        String number = trim(text);
        if (special(number) != null) {
            throw specialNumeric();
        }
        requireNumber(number, text, "numeric");
        // Reading digits costs the square of their number.
        if (number.length() > MAX_NUMERIC_TEXT) {
            throw tooManyDigits();
        }
        try {
            return numeric(new BigDecimal(number));
        } catch (NumberFormatException e) {
            // Only an exponent of ten digits gets here.
            throw new PgException(
                    ErrorInfo.error(
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format"),
                    e);
        }
    }

    static EngineValue.Decimal numeric(BigDecimal value) {
        if (value.signum() == 0 && value.scale() < 0) {
            return new EngineValue.Decimal(BigDecimal.ZERO);
        }
        long integerDigits = value.precision() - (long) value.scale();
        if (integerDigits > MAX_DECIMAL_DIGITS || value.scale() > MAX_DECIMAL_DIGITS * 1000) {
            throw tooManyDigits();
        }
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        if (Math.max(plain.precision(), plain.scale()) > MAX_DECIMAL_DIGITS) {
            plain = plain.stripTrailingZeros();
            plain = plain.scale() < 0 ? plain.setScale(0) : plain;
        }
        if (Math.max(plain.precision(), plain.scale()) > MAX_DECIMAL_DIGITS) {
            throw tooManyDigits();
        }
        return new EngineValue.Decimal(plain);
    }

    static PgException specialNumeric() {
        return PgException.notSupported(
                "NaN and infinity are not supported for type numeric",
                "Use double precision for values that are not finite.");
    }

    static PgException tooManyDigits() {
        return new PgException(
                ErrorInfo.error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow")
                        .withDetail(
                                "A numeric value holds at most %d digits here."
                                        .formatted(MAX_DECIMAL_DIGITS)));
    }

    private static @Nullable Double special(String number) {
        return switch (number.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /** Digits with at most one point among them, then an exponent or not. */
    private static void requireNumber(String number, String text, String typeName) {
        int at = skipSign(number, 0);
        int integerEnd = skipDigits(number, at);
        int digits = integerEnd - at;
        at = integerEnd;
        if (at < number.length() && number.charAt(at) == '.') {
            int fractionEnd = skipDigits(number, at + 1);
            digits += fractionEnd - at - 1;
            at = fractionEnd;
        }
        if (digits > 0 && at < number.length() && (number.charAt(at) | 0x20) == 'e') {
            int exponent = skipSign(number, at + 1);
            int end = skipDigits(number, exponent);
            at = end > exponent ? end : at;
        }
        if (digits == 0 || at < number.length()) {
            throw InputErrors.invalidSyntax(typeName, text);
        }
    }

    private static int skipSign(String number, int at) {
        return at < number.length() && (number.charAt(at) == '-' || number.charAt(at) == '+')
                ? at + 1
                : at;
    }

    private static int skipDigits(String number, int from) {
        int at = from;
        while (at < number.length() && number.charAt(at) >= '0' && number.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean hasNonZeroDigit(String number) {
        for (int i = 0; i < number.length() && (number.charAt(i) | 0x20) != 'e'; i++) {
            if (number.charAt(i) >= '1' && number.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    /** Without C's white space at both ends. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
