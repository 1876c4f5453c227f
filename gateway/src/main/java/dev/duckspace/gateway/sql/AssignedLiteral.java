package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Target;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One value that a statement stores as it stands there: a literal, or what is cast to a type.
 *
 * @param type PostgreSQL's name of its type
 */
record AssignedLiteral(int from, int to, String type) {
    private static final Set<String> STRINGS = Set.of("text", "varchar", "bpchar", "name");
    private static final int LONGEST = 400;

    /** Whether a literal stands here whose type may matter. */
    static boolean begins(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.INTEGER)
                || rewrite.is(at, TokenKind.NUMERIC)
                || rewrite.is(at, TokenKind.BIT_STRING)
                || rewrite.is(at, TokenKind.HEX_STRING)
                || rewrite.is(at, Keyword.TRUE)
                || rewrite.is(at, Keyword.FALSE)
                || rewrite.isString(at);
    }

    /** Null for any other expression. */
    static @Nullable AssignedLiteral of(Rewrite rewrite, int from, int to) {
        String type = from < to ? typeOf(rewrite, from, to) : null;
        return type == null ? null : new AssignedLiteral(from, to, type);
    }

    private static @Nullable String typeOf(Rewrite rewrite, int from, int to) {
        Tokens tokens = rewrite.tokens();
        boolean signed = tokens.isOperator(from, "-") || tokens.isOperator(from, "+");
        if (to - from == (signed ? 2 : 1)) {
            return single(rewrite, to - 1, signed);
        }
        int cast = rewrite.past(from);
        if (rewrite.is(cast, TokenKind.CAST) && !signed) {
            return AssignmentCasts.typeNamed(rewrite.source(cast + 1, to));
        }
        return to - from == 2 && rewrite.isString(from + 1)
                ? AssignmentCasts.typeNamed(tokens.text(from))
                : null;
    }

    private static @Nullable String single(Rewrite rewrite, int at, boolean signed) {
        return switch (rewrite.tokens().kind(at)) {
            case INTEGER -> integer(rewrite.tokens().text(at));
            case NUMERIC -> "numeric";
            case BIT_STRING, HEX_STRING -> signed ? null : "bit";
            case STRING, ESCAPE_STRING, UNICODE_STRING, DOLLAR_STRING -> signed ? null : "unknown";
            case IDENTIFIER ->
                    !signed && (rewrite.is(at, Keyword.TRUE) || rewrite.is(at, Keyword.FALSE))
                            ? "bool"
                            : null;
            default -> null;
        };
    }

    private static @Nullable String integer(String digits) {
        if (digits.length() > LONGEST || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int bits = new BigDecimal(digits).toBigInteger().bitLength();
        return bits <= 31 ? "int4" : bits <= 63 ? "int8" : "numeric";
    }

    void require(Rewrite rewrite, Target target) {
        if (AssignmentCasts.refuses(type, target.type())) {
            throw AssignedValues.mismatch(
                    type,
                    target,
                    SqlErrors.position(rewrite.tokens().source(), rewrite.tokens().start(from)));
        }
    }

    void assign(Rewrite rewrite, Target target) {
        require(rewrite, target);
        if (type.equals("unknown") && target.type().equals("timestamptz")) {
            rewrite.insertAfter(from, "::pg_timestamptz::TIMESTAMPTZ");
        } else if (type.equals("unknown") && target.type().equals("timetz")) {
            rewrite.insertAfter(from, "::pg_timetz::TIMETZ");
        } else if (type.equals("unknown") && target.type().equals("numeric")) {
            NumericCastRule.requireNoUnderscore(rewrite, from);
        } else if (type.equals("numeric") && rewrite.is(to - 1, TokenKind.NUMERIC)) {
            number(rewrite, target);
        } else if (rewrite.is(to - 1, TokenKind.INTEGER) && STRINGS.contains(target.type())) {
            rewrite.insertBefore(from, "(");
            rewrite.label(to - 1, ")::VARCHAR");
        }
    }

    /** PostgreSQL reads it as a numeric, of which it writes all digits. */
    private void number(Rewrite rewrite, Target target) {
        BigDecimal value = value(rewrite);
        if (value == null) {
            return;
        }
        if (STRINGS.contains(target.type())) {
            rewrite.replace(from, to, Literals.quote(value.toPlainString()));
        } else if (target.type().equals("float8") && Double.isInfinite(value.doubleValue())) {
            throw SqlErrors.at(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "\"%s\" is out of range for type double precision"
                            .formatted(value.toPlainString()),
                    rewrite.tokens().source(),
                    rewrite.tokens().start(from));
        } else if (target.type().equals("float4") && Float.isInfinite(value.floatValue())) {
            throw SqlErrors.at(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "\"%s\" is out of range for type real".formatted(value.toPlainString()),
                    rewrite.tokens().source(),
                    rewrite.tokens().start(from));
        }
    }

    /** Null for one of very many digits, which the engine refuses. */
    private @Nullable BigDecimal value(Rewrite rewrite) {
        String digits = rewrite.tokens().text(to - 1);
        if (digits.length() > LONGEST) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(digits);
            long scale = Math.abs((long) value.scale());
            return scale > LONGEST * 4
                    ? null
                    : rewrite.tokens().isOperator(from, "-") ? value.negate() : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
