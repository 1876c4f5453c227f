package dev.duckspace.gateway.functions.format;

import dev.duckspace.gateway.functions.format.Template.Filler;
import dev.duckspace.gateway.functions.format.Template.Part;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A template of to_char and to_number for numbers, and what its fields say together. */
final class NumberTemplate {
    /** Where the sign of S stands. */
    enum SignPlace {
        NONE,
        BEFORE,
        BEHIND
    }

    private final List<Part<NumberField>> parts = new ArrayList<>();
    private int before;
    private int behind;
    private int shift;
    private int zeroStart;
    private int zeroEnd;
    private int beforeSign;
    private SignPlace sign = SignPlace.NONE;
    private boolean zero;
    private boolean decimal;
    private boolean fill;
    private boolean blank;
    private boolean shifting;
    private boolean plus;
    private boolean minus;
    private boolean brackets;
    private boolean roman;
    private boolean exponent;

    private NumberTemplate() {}

    /**
     * @throws PgException 42601 where fields contradict one another
     */
    static NumberTemplate read(String text) {
        NumberTemplate template = new NumberTemplate();
        for (int at = 0; at < text.length(); ) {
            Map.Entry<String, NumberField> field = NumberField.at(text, at);
            if (field != null) {
                template.take(field.getValue());
                template.parts.add(
                        new Part<>(
                                field.getValue(),
                                Filler.TEXT,
                                field.getKey(),
                                Template.Suffixes.NONE));
                at += field.getKey().length();
            } else {
                at = template.filler(text, at);
            }
        }
        return template;
    }

    private int filler(String text, int start) {
        int at = start;
        if (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                at++;
            }
            return character(text, at);
        }
        at++;
        while (at < text.length()) {
            if (text.charAt(at) == '"') {
                return at + 1;
            }
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            at = character(text, at);
        }
        return at;
    }

    private int character(String text, int at) {
        int end = text.offsetByCodePoints(at, 1);
        parts.add(Part.filler(Filler.TEXT, text.substring(at, end)));
        return end;
    }

    private void take(NumberField field) {
        refuse(exponent && field != NumberField.EXPONENT, "\"EEEE\" must be the last pattern used");
        switch (field) {
            case NINE -> {
                refuse(brackets, "\"9\" must be ahead of \"PR\"");
                if (shifting) {
                    shift++;
                } else {
                    digit();
                }
            }
            case ZERO -> {
                refuse(brackets, "\"0\" must be ahead of \"PR\"");
                if (!zero && !decimal) {
                    zero = true;
                    zeroStart = before + 1;
                }
                digit();
                zeroEnd = before + behind;
            }
            case BLANK -> blank |= before == 0 && behind == 0 && !zero;
            case POINT, LOCAL_POINT -> {
                refuse(decimal, "multiple decimal points");
                refuse(shifting, "cannot use \"V\" and decimal point together");
                decimal = true;
            }
            case FILL -> fill = true;
            case SHIFT -> {
                refuse(decimal, "cannot use \"V\" and decimal point together");
                shifting = true;
            }
            case ROMAN, LOWER_ROMAN -> roman = true;
            case EXPONENT -> takeExponent();
            case SIGN, MINUS, PLUS, SIGN_HERE, BRACKETS -> takeSign(field);
            case COMMA, CENTURY, GROUP, CURRENCY, SPELL, UPPER_ORDINAL, LOWER_ORDINAL -> {}
        }
    }

    private void digit() {
        if (decimal) {
            behind++;
        } else {
            before++;
        }
    }

    private void takeSign(NumberField field) {
        boolean local = sign != SignPlace.NONE;
        switch (field) {
            case SIGN -> {
                refuse(local, "cannot use \"S\" twice");
                refuse(
                        plus || minus || brackets,
                        "cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together");
                sign = decimal ? SignPlace.BEHIND : SignPlace.BEFORE;
                beforeSign = decimal ? 0 : before;
            }
            case MINUS -> {
                refuse(local, "cannot use \"S\" and \"MI\" together");
                minus = true;
            }
            case PLUS -> {
                refuse(local, "cannot use \"S\" and \"PL\" together");
                plus = true;
            }
            case SIGN_HERE -> {
                refuse(local, "cannot use \"S\" and \"SG\" together");
                minus = true;
                plus = true;
            }
            default -> {
                refuse(
                        local || plus || minus,
                        "cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together");
                brackets = true;
            }
        }
    }

    private void takeExponent() {
        refuse(exponent, "cannot use \"EEEE\" twice");
        if (blank
                || fill
                || sign != SignPlace.NONE
                || brackets
                || minus
                || plus
                || roman
                || shifting) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.SYNTAX_ERROR,
                                    "\"EEEE\" is incompatible with other formats")
                            .withDetail(
                                    "\"EEEE\" may only be used together with digit and decimal"
                                            + " point patterns."));
        }
        exponent = true;
    }

    private static void refuse(boolean bad, String message) {
        if (bad) {
            throw new PgException(SqlState.SYNTAX_ERROR, message);
        }
    }

    List<Part<NumberField>> parts() {
        return parts;
    }

    /** Digits before the point. */
    int before() {
        return before;
    }

    /** Digits behind the point. */
    int behind() {
        return behind;
    }

    /** Digits behind V. */
    int shift() {
        return shift;
    }

    /** The first digit that is never blank, from 0; 0 too where there is none. */
    int zeroStart() {
        return Math.max(0, zeroStart - 1);
    }

    int zeroEnd() {
        return zeroEnd;
    }

    /** Digits before S. */
    int beforeSign() {
        return beforeSign;
    }

    SignPlace sign() {
        return sign;
    }

    boolean zero() {
        return zero;
    }

    boolean decimal() {
        return decimal;
    }

    boolean fill() {
        return fill;
    }

    boolean shifting() {
        return shifting;
    }

    boolean plus() {
        return plus;
    }

    boolean minus() {
        return minus;
    }

    boolean brackets() {
        return brackets;
    }

    boolean roman() {
        return roman;
    }

    boolean exponent() {
        return exponent;
    }
}
