package dev.duckspace.gateway.functions.format;

import dev.duckspace.gateway.functions.format.NumberTemplate.SignPlace;
import dev.duckspace.gateway.functions.format.Template.Part;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.math.MathContext;

/** Reads a number by a template. */
final class NumberReader {
    private static final String DATA = "0123456789.,+-";

    private final NumberTemplate template;
    private final String input;
    private final StringBuilder digits = new StringBuilder();
    private int at;
    private char sign = ' ';
    private int readBefore;
    private int readBehind;
    private boolean readPoint;

    NumberReader(NumberTemplate template, String input) {
        this.template = template;
        this.input = input;
    }

    BigDecimal read() {
        if (template.exponent()) {
            throw new PgException(
                    SqlState.FEATURE_NOT_SUPPORTED, "\"EEEE\" not supported for input");
        }
        if (template.roman()) {
            throw new PgException(SqlState.FEATURE_NOT_SUPPORTED, "\"RN\" not supported for input");
        }
        for (Part<NumberField> part : template.parts()) {
            if (atEnd()) {
                break;
            }
            NumberField field = part.field();
            if (field == null) {
                at = input.offsetByCodePoints(at, 1);
            } else if (field(field)) {
                at++;
            }
        }
        return value();
    }

    private BigDecimal value() {
        if (!digits.isEmpty() && digits.charAt(digits.length() - 1) == '.') {
            digits.setLength(digits.length() - 1);
        }
        if (digits.isEmpty()) {
            throw new PgException(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    "invalid input syntax for type numeric: \"%s\"".formatted(sign));
        }
        BigDecimal value = new BigDecimal(digits.toString());
        int precision = template.before() + template.shift() + readBehind;
        int whole = value.signum() == 0 ? 0 : value.precision() - value.scale();
        if (whole > precision - readBehind) {
            throw new PgException(
                    ErrorInfo.error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow")
                            .withDetail(
                                    "A field with precision %d, scale %d must round to an absolute value less than %s."
                                            .formatted(
                                                    precision,
                                                    readBehind,
                                                    precision == readBehind
                                                            ? "1"
                                                            : "10^" + (precision - readBehind))));
        }
        value = sign == '-' ? value.negate() : value;
        if (!template.shifting()) {
            return value;
        }
        return value.multiply(
                        BigDecimal.ONE.scaleByPowerOfTen(-template.shift()), MathContext.UNLIMITED)
                .setScale(Math.max(16, template.shift() + value.scale()));
    }

    private boolean atEnd() {
        return at >= input.length();
    }

    /** Whether one more character of the input is done. */
    private boolean field(NumberField field) {
        return switch (field) {
            case NINE, ZERO, POINT, LOCAL_POINT -> {
                digit(field);
                yield true;
            }
            case COMMA, GROUP -> !template.fill() && input.charAt(at) == ',';
            case CURRENCY -> eat(1);
            case UPPER_ORDINAL, LOWER_ORDINAL -> !template.decimal() && sign != '-' && eat(2);
            case MINUS -> signAt("-");
            case PLUS -> signAt("+");
            case SIGN_HERE -> signAt("+-");
            case BLANK, CENTURY, EXPONENT, FILL, BRACKETS, ROMAN, LOWER_ROMAN, SPELL, SIGN, SHIFT ->
                    false;
        };
    }

    private boolean signAt(String signs) {
        if (signs.indexOf(input.charAt(at)) >= 0) {
            sign = input.charAt(at);
            return true;
        }
        return eat(1);
    }

    /** Passes characters that can belong to no number; never asks for one more. */
    private boolean eat(int count) {
        for (int i = 0; i < count && !atEnd() && DATA.indexOf(input.charAt(at)) < 0; i++) {
            at = input.offsetByCodePoints(at, 1);
        }
        return false;
    }

    private void digit(NumberField field) {
        if (input.charAt(at) == ' ') {
            at++;
        }
        if (atEnd()) {
            return;
        }
        if (sign == ' '
                && (field == NumberField.ZERO || field == NumberField.NINE)
                && readBefore + readBehind == 0) {
            signBefore();
        }
        if (atEnd()) {
            return;
        }
        boolean read = false;
        if (Template.isDigit(input.charAt(at))) {
            if (readPoint && readBehind == template.behind()) {
                return;
            }
            digits.append(input.charAt(at));
            if (readPoint) {
                readBehind++;
            } else {
                readBefore++;
            }
            read = true;
        } else if (template.decimal() && !readPoint && input.charAt(at) == '.') {
            digits.append('.');
            readPoint = true;
            read = true;
        }
        if (sign == ' ' && readBefore + readBehind > 0) {
            signBehind(read);
        }
    }

    private void signBefore() {
        char c = input.charAt(at);
        boolean local = template.sign() == SignPlace.BEFORE;
        if (c == '-' || (!local && template.brackets() && c == '<')) {
            sign = '-';
            at++;
        } else if (c == '+') {
            sign = '+';
            at++;
        }
    }

    private void signBehind(boolean read) {
        if (template.sign() != SignPlace.NONE
                && read
                && at + 1 < input.length()
                && !Template.isDigit(input.charAt(at + 1))) {
            char next = input.charAt(at + 1);
            if (next == '-' || next == '+') {
                at++;
                sign = next;
            }
        } else if (!read
                && template.sign() == SignPlace.NONE
                && (template.plus() || template.minus())
                && (input.charAt(at) == '-' || input.charAt(at) == '+')) {
            sign = input.charAt(at);
        }
    }
}
