package dev.duckspace.gateway.types;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;

/**
 * money in PostgreSQL's C locale: {@code $1,234.56}, {@code -$0.50}. Stored are the cents, as eight
 * bytes that compare as the amounts do: the engine would take a number for a number.
 */
public final class MoneyForm implements StoredType.BytesForm {
    static final MoneyForm INSTANCE = new MoneyForm();

    private MoneyForm() {}

    public static byte[] stored(long cents) {
        return ByteBuffer.allocate(Long.BYTES).putLong(cents ^ Long.MIN_VALUE).array();
    }

    public static long cents(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong() ^ Long.MIN_VALUE;
    }

    @Override
    public byte[] parse(String text, TextSettings settings) {
        return stored(cents(text));
    }

    @Override
    public String format(byte[] stored, TextSettings settings) {
        return format(cents(stored));
    }

    @Override
    public byte[] send(byte[] stored) {
        return ByteBuffer.allocate(Long.BYTES).putLong(cents(stored)).array();
    }

    @Override
    public byte[] receive(byte[] binary) {
        if (binary.length != Long.BYTES) {
            throw InputErrors.insufficientData();
        }
        return stored(ByteBuffer.wrap(binary).getLong());
    }

    private static long cents(String text) {
        String rest = NumberInput.trim(text);
        boolean negative = false;
        if (rest.startsWith("(") && rest.endsWith(")")) {
            negative = true;
            rest = rest.substring(1, rest.length() - 1).strip();
        }
        if (rest.startsWith("$")) {
            rest = rest.substring(1).strip();
        }
        if (rest.startsWith("-")) {
            negative = true;
            rest = rest.substring(1).strip();
        } else if (rest.startsWith("+")) {
            rest = rest.substring(1).strip();
        }
        if (rest.startsWith("$")) {
            rest = rest.substring(1).strip();
        }
        String digits = rest.replace(",", "");
        if (!digits.matches("\\d+(\\.\\d*)?|\\.\\d+")) {
            throw InputErrors.invalidSyntax("money", text);
        }
        BigDecimal value = new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
        BigDecimal cents =
                (negative ? value.negate() : value)
                        .movePointRight(2)
                        .setScale(0, RoundingMode.HALF_UP);
        if (cents.unscaledValue().bitLength() > 63) {
            throw InputErrors.valueOutOfRange("money", text);
        }
        return cents.longValueExact();
    }

    private static String format(long cents) {
        String digits = Long.toUnsignedString(Math.abs(cents));
        String padded = digits.length() < 3 ? "0".repeat(3 - digits.length()) + digits : digits;
        int point = padded.length() - 2;
        StringBuilder text = new StringBuilder(cents < 0 ? "-$" : "$");
        for (int i = 0; i < point; i++) {
            if (i > 0 && (point - i) % 3 == 0) {
                text.append(',');
            }
            text.append(padded.charAt(i));
        }
        return text.append('.').append(padded, point, padded.length()).toString();
    }
}
