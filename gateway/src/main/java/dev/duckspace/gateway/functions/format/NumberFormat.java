package dev.duckspace.gateway.functions.format;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's to_char for numbers. */
public final class NumberFormat {
    private static final int LONG_DIGITS = 15;
    private static final int SHORT_DIGITS = 6;
    private static final String[] ONES = {
        "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"
    };
    private static final String[] TENS = {
        "", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"
    };
    private static final String[] HUNDREDS = {
        "", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"
    };

    private final NumberTemplate template;
    private final boolean empty;

    private NumberFormat(NumberTemplate template, boolean empty) {
        this.template = template;
        this.empty = empty;
    }

    /**
     * @throws PgException 42601 where its fields contradict one another
     */
    public static NumberFormat of(String template) {
        return new NumberFormat(NumberTemplate.read(template), template.isEmpty());
    }

    /** Of an integer of 32 bits. */
    public String integer(int value) {
        if (empty) {
            return "";
        }
        if (template.exponent()) {
            return exponent(BigDecimal.valueOf(value));
        }
        if (template.roman()) {
            return filled(roman(value), '+', 0, 0, 0);
        }
        long shifted = value;
        if (template.shifting()) {
            double factor = Math.pow(10, template.shift());
            if (factor > Integer.MAX_VALUE || Math.abs(value * factor) > Integer.MAX_VALUE) {
                throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "integer out of range");
            }
            shifted = value * (long) factor;
        }
        return exact(BigDecimal.valueOf(shifted));
    }

    /** Of an integer of 64 bits. */
    public String bigint(long value) {
        if (empty) {
            return "";
        }
        if (template.exponent()) {
            return exponent(BigDecimal.valueOf(value));
        }
        if (template.roman()) {
            return filled(roman(BigDecimal.valueOf(value)), '+', 0, 0, 0);
        }
        BigInteger shifted =
                BigInteger.valueOf(value).multiply(BigInteger.TEN.pow(template.shift()));
        if (shifted.bitLength() > 63) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range");
        }
        return exact(new BigDecimal(shifted));
    }

    /** Of a numeric that is a number. */
    public String numeric(BigDecimal value) {
        if (empty) {
            return "";
        }
        if (template.exponent()) {
            return exponent(value);
        }
        if (template.roman()) {
            return filled(roman(value), '+', 0, 0, 0);
        }
        return exact(value.scaleByPowerOfTen(template.shift()));
    }

    /** Of a double precision number. */
    public String real(double value) {
        return real(value, LONG_DIGITS);
    }

    /** Of a real number. */
    public String real(float value) {
        return real(value, SHORT_DIGITS);
    }

    private String real(double value, int precision) {
        if (empty) {
            return "";
        }
        boolean number = !Double.isNaN(value) && !Double.isInfinite(value);
        if (template.exponent()) {
            boolean minusZero = value == 0 && 1 / value < 0;
            return minusZero
                    ? "-" + exponent(BigDecimal.ZERO).substring(1)
                    : number ? exponent(new BigDecimal(value)) : hashes(" ", 6);
        }
        if (template.roman()) {
            double whole = Math.rint(value);
            return filled(roman(whole >= 1 && whole < 4000 ? (int) whole : 0), '+', 0, 0, 0);
        }
        if (!number) {
            String word = Double.isNaN(value) ? "NaN" : "Infinity";
            return digits(word, value < 0, behind(word.length(), precision));
        }
        BigDecimal exact =
                new BigDecimal(value * (template.shifting() ? Math.pow(10, template.shift()) : 1));
        int whole = exact.abs().setScale(0, RoundingMode.HALF_EVEN).toPlainString().length();
        int behind = behind(whole, precision);
        BigDecimal rounded = exact.setScale(behind, RoundingMode.HALF_EVEN);
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        return digits(rounded.abs().toPlainString(), negative, behind);
    }

    /** Digits behind the point, no more than the type is sure of. */
    private int behind(int whole, int precision) {
        return Math.clamp(precision - whole, 0, template.behind());
    }

    private String exact(BigDecimal value) {
        BigDecimal rounded = value.setScale(template.behind(), RoundingMode.HALF_UP);
        return digits(rounded.abs().toPlainString(), rounded.signum() < 0, template.behind());
    }

    private String digits(String text, boolean negative, int behind) {
        int before = template.before() + (template.shifting() ? template.shift() : 0);
        int point = text.indexOf('.');
        int length = point < 0 ? text.length() : point;
        String shown = text;
        if (length > before) {
            shown = "#".repeat(before) + "." + "#".repeat(behind);
        }
        return filled(shown, negative ? '-' : '+', Math.max(0, before - length), before, behind);
    }

    private String filled(String digits, char sign, int spaces, int before, int behind) {
        return new NumberWriter(template, digits, sign, spaces, before, behind).write();
    }

    private String hashes(String sign, int more) {
        int length = template.before() + template.behind() + more;
        StringBuilder text = new StringBuilder(sign).append("#".repeat(length - 1));
        text.setCharAt(template.before() + 1, '.');
        return text.toString();
    }

    private String exponent(BigDecimal value) {
        BigDecimal rounded;
        int exponent = 0;
        if (value.signum() != 0) {
            exponent = value.precision() - value.scale() - 1;
            rounded =
                    value.scaleByPowerOfTen(-exponent)
                            .setScale(template.behind(), RoundingMode.HALF_UP);
            if (rounded.abs().compareTo(BigDecimal.TEN) >= 0) {
                exponent++;
                rounded =
                        value.scaleByPowerOfTen(-exponent)
                                .setScale(template.behind(), RoundingMode.HALF_UP);
            }
        } else {
            rounded = BigDecimal.ZERO.setScale(template.behind());
        }
        return (value.signum() < 0 ? "" : " ")
                + rounded.toPlainString()
                + String.format(
                        Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static String roman(BigDecimal value) {
        BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
        if (whole.precision() > 10 || Math.abs(whole.longValue()) > Integer.MAX_VALUE) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "integer out of range");
        }
        return roman(whole.intValue());
    }

    private static String roman(int number) {
        if (number < 1 || number > 3999) {
            return "#".repeat(15);
        }
        return "M".repeat(number / 1000)
                + HUNDREDS[number / 100 % 10]
                + TENS[number / 10 % 10]
                + ONES[number % 10];
    }

    /**
     * PostgreSQL's to_number.
     *
     * @return null for an empty template
     * @throws PgException 22P02 where the text holds no number, 22003 where it is too large
     */
    public @Nullable BigDecimal parse(String text) {
        return empty ? null : new NumberReader(template, text).read();
    }

    /** Digits behind the point that {@link #parse} may answer. */
    public int scale() {
        return template.behind();
    }
}
