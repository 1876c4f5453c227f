package dev.duckspace.gateway.session.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units, read as C's strtol and strtod do and written as printf's %g. */
final class SettingNumbers {
    private static final String SPACE = "[ \\t\\n\\r\\f\\x0B]*";
    private static final Pattern WHOLE =
            Pattern.compile(SPACE + "(?<sign>[+-]?)(?:0[xX](?<hex>\\p{XDigit}+)|(?<digits>\\d+))");
    private static final Pattern OCTAL = Pattern.compile("0[0-7]*");
    private static final Pattern REAL =
            Pattern.compile(
                    SPACE
                            + "[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?"
                            + "|(?i:inf(?:inity)?))");
    private static final Pattern UNIT =
            Pattern.compile(SPACE + "(?<unit>[^ \\t\\n\\r\\f\\x0B]{0,3})" + SPACE);
    private static final int LENGTH_MAX = 400;
    private static final int SIGNIFICANT_DIGITS = 6;

    private SettingNumbers() {}

    /** In the parameter's own unit, not rounded. Errors: 22023, with the units as hint. */
    static double parse(SettingDefinition definition, String text) {
        if (text.length() > LENGTH_MAX) {
            throw SettingErrors.invalid(definition, text);
        }
        boolean whole = definition.type() == SettingType.INTEGER;
        Prefix number =
                whole ? wholePrefix(text).orElseGet(() -> real(text, true)) : real(text, false);
        if (Double.isNaN(number.value)) {
            throw SettingErrors.invalid(definition, text);
        }
        return inUnit(definition, text, number);
    }

    private static double inUnit(SettingDefinition definition, String text, Prefix number) {
        String rest = text.substring(number.end);
        if (rest.isBlank()) {
            return number.value;
        }
        SettingUnit unit = definition.unit();
        if (unit == null) {
            throw SettingErrors.invalid(definition, text);
        }
        Matcher spelled = UNIT.matcher(rest);
        Optional<Double> converted =
                spelled.matches()
                        ? unit.toBase(number.value, spelled.group("unit"))
                        : Optional.empty();
        return converted.orElseThrow(
                () -> SettingErrors.invalidWithHint(definition, text, unit.hint()));
    }

    /** C's base 0: 0x is hexadecimal, a leading 0 octal. Empty: a fraction or exponent follows. */
    private static Optional<Prefix> wholePrefix(String text) {
        Matcher matcher = WHOLE.matcher(text);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        int end = matcher.end();
        String hex = matcher.group("hex");
        String digits = matcher.group("digits");
        BigInteger value;
        if (hex != null) {
            value = new BigInteger(hex, 16);
        } else if (digits.startsWith("0")) {
            Matcher octal = OCTAL.matcher(digits);
            octal.lookingAt();
            value = new BigInteger(octal.group(), 8);
            end = matcher.start("digits") + octal.end();
        } else {
            value = new BigInteger(digits);
        }
        if (end < text.length() && ".eE".indexOf(text.charAt(end)) >= 0) {
            return Optional.empty();
        }
        boolean negative = "-".equals(matcher.group("sign"));
        return Optional.of(new Prefix((negative ? value.negate() : value).doubleValue(), end));
    }

    /** NaN when there is no number, or one that no double can hold. */
    private static Prefix real(String text, boolean finite) {
        Matcher matcher = REAL.matcher(text);
        if (!matcher.lookingAt()) {
            return new Prefix(Double.NaN, 0);
        }
        String spelled = matcher.group().strip().toLowerCase(Locale.ROOT);
        if (spelled.contains("inf")) {
            double infinity =
                    spelled.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return new Prefix(finite ? Double.NaN : infinity, matcher.end());
        }
        double value = Double.parseDouble(spelled);
        return new Prefix(Double.isInfinite(value) ? Double.NaN : value, matcher.end());
    }

    /** As printf's %g: six significant digits, no trailing zeros. */
    static String shortReal(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded =
                new BigDecimal(value)
                        .round(new MathContext(SIGNIFICANT_DIGITS, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < SIGNIFICANT_DIGITS) {
            return rounded.toPlainString();
        }
        String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + String.format(Locale.ROOT, "e%+03d", exponent);
    }

    private record Prefix(double value, int end) {}
}
