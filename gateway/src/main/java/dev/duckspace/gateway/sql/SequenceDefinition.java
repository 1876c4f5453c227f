package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The options of CREATE and ALTER SEQUENCE, and of identity columns, with PostgreSQL's defaults and
 * limits worked out; the engine is told all of them. CACHE and OWNED BY say nothing to it.
 */
final class SequenceDefinition {
    private final Rewrite rewrite;
    private final Tokens tokens;
    private long typeMin = Long.MIN_VALUE;
    private long typeMax = Long.MAX_VALUE;
    private String type = "bigint";
    private @Nullable Long increment;
    private @Nullable Long min;
    private @Nullable Long max;
    private @Nullable Long start;
    private @Nullable Boolean cycle;
    private boolean noMin;
    private boolean noMax;
    private boolean restarts;
    private @Nullable Long restart;

    private record Bounds(long increment, long min, long max, boolean cycle) {}

    SequenceDefinition(Rewrite rewrite) {
        this.rewrite = rewrite;
        this.tokens = rewrite.tokens();
    }

    /** The limits of an identity column's type. */
    SequenceDefinition ofType(String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "smallint", "int2", "smallserial", "serial2" -> typed("smallint", Short.MAX_VALUE);
            case "integer", "int", "int4", "serial", "serial4" ->
                    typed("integer", Integer.MAX_VALUE);
            case "bigint", "int8", "bigserial", "serial8" -> typed("bigint", Long.MAX_VALUE);
            default ->
                    throw new PgException(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "sequence type must be smallint, integer, or bigint");
        }
        return this;
    }

    private void typed(String name, long limit) {
        type = name;
        typeMax = limit;
        typeMin = -limit - 1;
    }

    /** Reads options up to {@code to}; what is none is a syntax error. */
    SequenceDefinition read(int from, int to) {
        int at = from;
        while (at < to) {
            at = option(at);
        }
        return this;
    }

    private int option(int at) {
        if (rewrite.is(at, Keyword.AS)) {
            int past = TypeNames.pastType(rewrite, at + 1);
            ofType(rewrite.source(past - 1, past));
            return past;
        }
        if (rewrite.is(at, Keyword.NO)) {
            return negated(at + 1);
        }
        if (tokens.isWord(at, "cycle")) {
            cycle = true;
            return at + 1;
        }
        if (rewrite.is(at, Keyword.INCREMENT)) {
            int value = rewrite.is(at + 1, Keyword.BY) ? at + 2 : at + 1;
            increment = number(value);
            return past(value);
        }
        if (rewrite.is(at, Keyword.MINVALUE)) {
            min = number(at + 1);
            return past(at + 1);
        }
        if (rewrite.is(at, Keyword.MAXVALUE)) {
            max = number(at + 1);
            return past(at + 1);
        }
        if (rewrite.is(at, Keyword.START)) {
            int value = rewrite.is(at + 1, Keyword.WITH) ? at + 2 : at + 1;
            start = number(value);
            return past(value);
        }
        return other(at);
    }

    private int other(int at) {
        if (rewrite.is(at, Keyword.RESTART)) {
            restarts = true;
            int value = rewrite.is(at + 1, Keyword.WITH) ? at + 2 : at + 1;
            if (!isNumber(value)) {
                return at + 1;
            }
            restart = number(value);
            return past(value);
        }
        if (tokens.isWord(at, "cache")) {
            if (number(at + 1) < 1) {
                throw invalid("CACHE (" + number(at + 1) + ") must be greater than zero");
            }
            return past(at + 1);
        }
        if (rewrite.is(at, Keyword.OWNED) && rewrite.is(at + 1, Keyword.BY)) {
            return rewrite.tokens().isWord(at + 2, "none") ? at + 3 : rewrite.pastName(at + 2);
        }
        if (rewrite.is(at, Keyword.SEQUENCE) && rewrite.is(at + 1, Keyword.NAME)) {
            return rewrite.pastName(at + 2);
        }
        throw SqlErrors.syntaxError(tokens, at);
    }

    private int negated(int at) {
        if (tokens.isWord(at, "cycle")) {
            cycle = false;
        } else if (rewrite.is(at, Keyword.MINVALUE)) {
            noMin = true;
        } else if (rewrite.is(at, Keyword.MAXVALUE)) {
            noMax = true;
        } else {
            throw SqlErrors.syntaxError(tokens, at);
        }
        return at + 1;
    }

    private boolean isNumber(int at) {
        return rewrite.is(at, TokenKind.INTEGER)
                || (isSign(at) && rewrite.is(at + 1, TokenKind.INTEGER));
    }

    private boolean isSign(int at) {
        return tokens.isOperator(at, "-") || tokens.isOperator(at, "+");
    }

    private int past(int at) {
        return isSign(at) ? at + 2 : at + 1;
    }

    private long number(int at) {
        if (!isNumber(at)) {
            throw SqlErrors.syntaxError(tokens, at);
        }
        String digits = tokens.text(isSign(at) ? at + 1 : at);
        try {
            return Long.parseLong(tokens.isOperator(at, "-") ? '-' + digits : digits);
        } catch (NumberFormatException e) {
            throw invalid("value \"" + digits + "\" is out of range for type bigint");
        }
    }

    private static PgException invalid(String message) {
        return new PgException(SqlState.INVALID_PARAMETER_VALUE, message);
    }

    /** All options of a new sequence, for the engine, after a blank. */
    String created() {
        long step = increment == null ? 1 : increment;
        Bounds bounds =
                checked(
                        new Bounds(
                                step,
                                min == null ? (step > 0 ? 1 : typeMin) : min,
                                max == null ? (step > 0 ? typeMax : -1) : max,
                                cycle != null && cycle));
        long first = start == null ? (step > 0 ? bounds.min() : bounds.max()) : start;
        requireWithin("START", first, bounds);
        return " INCREMENT BY %d MINVALUE %d MAXVALUE %d START %d %s"
                .formatted(
                        step,
                        bounds.min(),
                        bounds.max(),
                        first,
                        bounds.cycle() ? "CYCLE" : "NO CYCLE");
    }

    private Bounds checked(Bounds bounds) {
        if (bounds.increment() == 0) {
            throw invalid("INCREMENT must not be zero");
        }
        if (bounds.max() > typeMax) {
            throw invalid(
                    "MAXVALUE (%d) is out of range for sequence data type %s"
                            .formatted(bounds.max(), type));
        }
        if (bounds.min() < typeMin) {
            throw invalid(
                    "MINVALUE (%d) is out of range for sequence data type %s"
                            .formatted(bounds.min(), type));
        }
        if (bounds.min() >= bounds.max()) {
            throw invalid(
                    "MINVALUE (%d) must be less than MAXVALUE (%d)"
                            .formatted(bounds.min(), bounds.max()));
        }
        return bounds;
    }

    private static void requireWithin(String what, long value, Bounds bounds) {
        if (value < bounds.min()) {
            throw invalid(
                    "%s value (%d) cannot be less than MINVALUE (%d)"
                            .formatted(what, value, bounds.min()));
        }
        if (value > bounds.max()) {
            throw invalid(
                    "%s value (%d) cannot be greater than MAXVALUE (%d)"
                            .formatted(what, value, bounds.max()));
        }
    }

    /** What ALTER SEQUENCE makes of the sequence. */
    SequenceChange changed(Relations.Sequence old) {
        long step = increment == null ? old.increment() : increment;
        boolean typeGiven = !type.equals("bigint");
        long low = min == null ? old.min() : min;
        long high = max == null ? old.max() : max;
        if (noMin) {
            low = step > 0 ? 1 : typeMin;
        }
        if (noMax || (typeGiven && max == null && high > typeMax)) {
            high = step > 0 ? typeMax : -1;
        }
        Bounds bounds = checked(new Bounds(step, low, high, cycle == null ? old.cycle() : cycle));
        long first = start == null ? old.start() : start;
        requireWithin("START", first, bounds);
        SequenceChange change =
                SequenceChange.of(old)
                        .shaped(first, bounds.min(), bounds.max(), step, bounds.cycle());
        if (restarts) {
            long value = restart == null ? first : restart;
            requireWithin("RESTART", value, bounds);
            change = change.positioned(value, false);
        } else if (old.lastValue() != null) {
            requireWithin("RESTART", old.lastValue(), bounds);
        }
        return change;
    }
}
