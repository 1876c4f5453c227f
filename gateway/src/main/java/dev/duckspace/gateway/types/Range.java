package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * A range in its canonical form.
 *
 * @param empty then there are no bounds
 * @param lower null when it has no end below
 * @param upper null when it has no end above
 */
public record Range(
        RangeKind kind,
        boolean empty,
        @Nullable Object lower,
        boolean lowerInclusive,
        @Nullable Object upper,
        boolean upperInclusive) {

    public static Range emptyOf(RangeKind kind) {
        return new Range(kind, true, null, false, null, false);
    }

    /**
     * @throws PgException 22000 when the bounds are the wrong way round
     */
    public static Range of(
            RangeKind kind,
            @Nullable Object lower,
            boolean lowerInclusive,
            @Nullable Object upper,
            boolean upperInclusive) {
        if (lower != null && upper != null && kind.compare(lower, upper) > 0) {
            throw new PgException(
                    SqlState.DATA_EXCEPTION,
                    "range lower bound must be less than or equal to range upper bound");
        }
        return canonical(
                kind,
                lower,
                lower != null && lowerInclusive,
                upper,
                upper != null && upperInclusive);
    }

    /** Bounds that may well leave nothing between them. */
    static Range between(
            RangeKind kind,
            @Nullable Object lower,
            boolean lowerInclusive,
            @Nullable Object upper,
            boolean upperInclusive) {
        return lower != null && upper != null && kind.compare(lower, upper) > 0
                ? emptyOf(kind)
                : canonical(kind, lower, lowerInclusive, upper, upperInclusive);
    }

    private static Range canonical(
            RangeKind kind,
            @Nullable Object lower,
            boolean lowerInclusive,
            @Nullable Object upper,
            boolean upperInclusive) {
        Object from = lower;
        Object to = upper;
        boolean fromInclusive = lowerInclusive;
        boolean toInclusive = upperInclusive;
        if (from != null && to != null) {
            int order = kind.compare(from, to);
            if (order == 0 && !(fromInclusive && toInclusive)) {
                return emptyOf(kind);
            }
        }
        if (kind.discrete()) {
            if (from != null && !fromInclusive) {
                from = kind.next(from);
                fromInclusive = true;
            }
            if (to != null && toInclusive) {
                to = kind.next(to);
                toInclusive = false;
            }
            if (from != null && to != null && kind.compare(from, to) >= 0) {
                return emptyOf(kind);
            }
        }
        return new Range(kind, false, from, fromInclusive, to, toInclusive);
    }

    /** {@code [1,5)}, {@code (,"a b"]}, {@code empty}. */
    static Range parse(RangeKind kind, String text, TextSettings settings) {
        RangeText reader = new RangeText(kind, text, settings);
        Range range = reader.range();
        reader.expectEnd();
        return range;
    }

    public String text(TextSettings settings) {
        if (empty) {
            return "empty";
        }
        StringBuilder text = new StringBuilder().append(lowerInclusive ? '[' : '(');
        if (lower != null) {
            RangeText.appendBound(text, kind.format(lower, settings));
        }
        text.append(',');
        if (upper != null) {
            RangeText.appendBound(text, kind.format(upper, settings));
        }
        return text.append(upperInclusive ? ']' : ')').toString();
    }

    public boolean containsValue(Object value) {
        if (empty) {
            return false;
        }
        int fromOrder = lower == null ? 1 : kind.compare(value, lower);
        int toOrder = upper == null ? -1 : kind.compare(value, upper);
        return (lowerInclusive ? fromOrder >= 0 : fromOrder > 0)
                && (upperInclusive ? toOrder <= 0 : toOrder < 0);
    }

    public boolean contains(Range other) {
        return other.empty || (!empty && compareLower(other) <= 0 && compareUpper(other) >= 0);
    }

    public boolean overlaps(Range other) {
        return !empty && !other.empty && !before(other) && !other.before(this);
    }

    /** Whether all of this lies before all of the other. */
    public boolean before(Range other) {
        if (empty || other.empty || upper == null || other.lower == null) {
            return false;
        }
        int order = kind.compare(upper, other.lower);
        return order < 0 || (order == 0 && !(upperInclusive && other.lowerInclusive));
    }

    public boolean adjacent(Range other) {
        return !empty && !other.empty && (touches(this, other) || touches(other, this));
    }

    private static boolean touches(Range left, Range right) {
        return left.upper != null
                && right.lower != null
                && left.kind.compare(left.upper, right.lower) == 0
                && left.upperInclusive != right.lowerInclusive;
    }

    /** {@code &<}: ends no later than the other. */
    public boolean endsWithin(Range other) {
        return !empty && !other.empty && compareUpper(other) <= 0;
    }

    /** {@code &>}: begins no earlier than the other. */
    public boolean beginsWithin(Range other) {
        return !empty && !other.empty && compareLower(other) >= 0;
    }

    int compareLower(Range other) {
        if (lower == null || other.lower == null) {
            return lower == other.lower ? 0 : lower == null ? -1 : 1;
        }
        int order = kind.compare(lower, other.lower);
        return order != 0 ? order : Boolean.compare(other.lowerInclusive, lowerInclusive);
    }

    int compareUpper(Range other) {
        if (upper == null || other.upper == null) {
            return upper == other.upper ? 0 : upper == null ? 1 : -1;
        }
        int order = kind.compare(upper, other.upper);
        return order != 0 ? order : Boolean.compare(upperInclusive, other.upperInclusive);
    }

    /** What both have in common. */
    public Range intersect(Range other) {
        if (!overlaps(other)) {
            return emptyOf(kind);
        }
        Range from = compareLower(other) >= 0 ? this : other;
        Range to = compareUpper(other) <= 0 ? this : other;
        return between(kind, from.lower, from.lowerInclusive, to.upper, to.upperInclusive);
    }

    /** The smallest range that holds both. */
    public Range merge(Range other) {
        if (empty) {
            return other;
        }
        if (other.empty) {
            return this;
        }
        Range from = compareLower(other) <= 0 ? this : other;
        Range to = compareUpper(other) >= 0 ? this : other;
        return new Range(kind, false, from.lower, from.lowerInclusive, to.upper, to.upperInclusive);
    }

    /**
     * @throws PgException 22000 when there is a gap between them
     */
    public Range union(Range other) {
        if (!empty && !other.empty && !overlaps(other) && !adjacent(other)) {
            throw new PgException(
                    SqlState.DATA_EXCEPTION, "result of range union would not be contiguous");
        }
        return merge(other);
    }

    /**
     * @throws PgException 22000 when something is left on both sides
     */
    public Range minus(Range other) {
        if (!overlaps(other)) {
            return this;
        }
        boolean below = compareLower(other) < 0;
        boolean above = compareUpper(other) > 0;
        if (below && above) {
            throw new PgException(
                    ErrorInfo.error(
                            SqlState.DATA_EXCEPTION,
                            "result of range difference would not be contiguous"));
        }
        return below ? below(other) : above ? above(other) : emptyOf(kind);
    }

    /** What of this lies before the other, which overlaps it. */
    Range below(Range other) {
        return between(kind, lower, lowerInclusive, other.lower, !other.lowerInclusive);
    }

    /** What of this lies behind the other, which overlaps it. */
    Range above(Range other) {
        return between(kind, other.upper, !other.upperInclusive, upper, upperInclusive);
    }
}
