package dev.duckspace.gateway.functions.format;

import dev.duckspace.gateway.functions.format.NumberTemplate.SignPlace;
import dev.duckspace.gateway.functions.format.Template.Part;
import java.util.Locale;

/** Fills a template with a number's digits. */
final class NumberWriter {
    private final NumberTemplate template;
    private final String digits;
    private final char sign;
    private final StringBuilder out = new StringBuilder();
    private final int spaces;
    private final int count;
    private final boolean roman;
    private final boolean decimal;
    private final boolean zero;
    private final boolean brackets;
    private final SignPlace signPlace;

    /** The last character of the digits that FM keeps, or -1. */
    private final int lastKept;

    private int at;
    private int current;
    private boolean inNumber;
    private boolean signWritten;

    /** Where PostgreSQL's answer ends because it asked for more digits than there are, or -1. */
    private int cut = -1;

    /**
     * @param digits without sign, rounded to what the template has behind the point; Roman digits
     *     for a template of such
     * @param sign {@code +} or {@code -}
     * @param spaces before the digits, at least
     * @param before digits before the point
     * @param behind digits behind it
     */
    NumberWriter(
            NumberTemplate template, String digits, char sign, int spaces, int before, int behind) {
        this.template = template;
        this.digits = digits;
        this.roman = template.roman();
        this.decimal = !roman && template.decimal();
        this.zero = !roman && template.zero();
        this.sign = roman ? '\0' : sign;
        this.spaces = roman ? 0 : spaces;
        SignPlace place = roman ? SignPlace.NONE : template.sign();
        boolean inBrackets = !roman && template.brackets();
        boolean separate = !roman && (template.plus() || template.minus());
        if (separate) {
            signWritten = !template.plus() || template.minus();
        } else {
            if (this.sign != '-' && template.fill()) {
                inBrackets = false;
            }
            signWritten = this.sign == '+' && template.fill() && place == SignPlace.NONE;
            if (place == SignPlace.BEFORE && before == template.beforeSign()) {
                place = SignPlace.BEHIND;
            }
        }
        this.signPlace = place;
        this.brackets = inBrackets;
        this.lastKept = template.fill() && decimal ? lastKept() : -1;
        this.count = (roman ? 0 : before + behind) - 1 + (!signWritten && this.spaces == 0 ? 1 : 0);
    }

    private int lastKept() {
        int point = digits.indexOf('.');
        if (point < 0) {
            return -1;
        }
        int last = point;
        for (int i = point + 1; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                last = i;
            }
        }
        if (template.zeroEnd() > spaces) {
            last = Math.max(last, Math.min(digits.length() - 1, template.zeroEnd() - spaces));
        }
        return last;
    }

    String write() {
        for (Part<NumberField> part : template.parts()) {
            NumberField field = part.field();
            if (field == null) {
                out.append(part.text());
            } else {
                field(field);
            }
        }
        return cut < 0 ? out.toString() : out.substring(0, cut);
    }

    private void cut() {
        cut = cut < 0 ? out.length() : cut;
    }

    private void field(NumberField field) {
        switch (field) {
            case NINE, ZERO, POINT, LOCAL_POINT -> {
                if (!roman) {
                    digit(field);
                }
            }
            case COMMA, GROUP -> {
                if (inNumber) {
                    out.append(',');
                } else if (!template.fill()) {
                    out.append(' ');
                }
            }
            case CURRENCY -> out.append(' ');
            case ROMAN -> out.append(template.fill() ? digits : "%15s".formatted(digits));
            case LOWER_ROMAN -> {
                String lower = digits.toLowerCase(Locale.ROOT);
                out.append(template.fill() ? lower : "%15s".formatted(lower));
            }
            case UPPER_ORDINAL, LOWER_ORDINAL -> {
                if (!roman && !digits.startsWith("#") && sign != '-' && !decimal) {
                    out.append(Template.ordinal(digits, field == NumberField.UPPER_ORDINAL));
                }
            }
            case MINUS -> mark('-');
            case PLUS -> mark('+');
            case SIGN_HERE -> {
                if (roman) {
                    cut();
                } else {
                    out.append(sign);
                }
            }
            case BLANK, CENTURY, EXPONENT, FILL, BRACKETS, SPELL, SIGN, SHIFT -> {}
        }
    }

    private void mark(char which) {
        if (sign == which) {
            out.append(which);
        } else if (!template.fill()) {
            out.append(' ');
        }
    }

    private void digit(NumberField field) {
        inNumber = false;
        boolean pointLast = lastKept >= 0 && digits.charAt(lastKept) == '.';
        boolean fromZero = zero && template.zeroStart() <= current;
        if (!signWritten
                && (current >= spaces || (zero && template.zeroStart() == current))
                && (!isBlankZero() || pointLast)) {
            leadingSign();
        }
        if (current < spaces && !fromZero) {
            if (!template.fill()) {
                out.append(' ');
            }
        } else if (current < spaces) {
            out.append('0');
            inNumber = true;
        } else {
            character(field, pointLast);
        }
        int end = count + (spaces > 0 ? 1 : 0) + (decimal ? 1 : 0);
        if (lastKept >= 0 && lastKept == at) {
            end = current;
        }
        if (current + 1 == end) {
            trailingSign();
        }
        current++;
    }

    private void character(NumberField field, boolean pointLast) {
        if (at >= digits.length()) {
            if (lastKept < 0 || at <= lastKept || field == NumberField.ZERO) {
                cut();
                inNumber = true;
            }
            return;
        }
        if (digits.charAt(at) == '.') {
            if (!pointLast || template.fill()) {
                out.append('.');
            }
        } else if (lastKept >= 0 && at > lastKept && field != NumberField.ZERO) {
            at++;
            return;
        } else if (isBlankZero()) {
            if (!template.fill()) {
                out.append(' ');
            } else if (pointLast) {
                out.append('0');
            }
        } else {
            out.append(digits.charAt(at));
            inNumber = true;
        }
        at++;
    }

    /** Whether the zero before the point is not written: 0.1 by 9.9. */
    private boolean isBlankZero() {
        return !zero && at == 0 && digits.startsWith("0") && template.behind() != 0;
    }

    private void leadingSign() {
        if (signPlace != SignPlace.NONE) {
            if (signPlace == SignPlace.BEFORE) {
                out.append(sign == '-' ? '-' : '+');
                signWritten = true;
            }
        } else if (brackets) {
            out.append(sign == '+' ? ' ' : '<');
            signWritten = true;
        } else if (sign == '+') {
            if (!template.fill()) {
                out.append(' ');
            }
            signWritten = true;
        } else if (sign == '-') {
            out.append('-');
            signWritten = true;
        }
    }

    private void trailingSign() {
        if (signWritten && brackets) {
            out.append(sign == '+' ? ' ' : '>');
        } else if (signPlace == SignPlace.BEHIND) {
            out.append(sign == '-' ? '-' : '+');
        }
    }
}
