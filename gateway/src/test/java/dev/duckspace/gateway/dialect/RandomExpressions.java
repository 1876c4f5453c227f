package dev.duckspace.gateway.dialect;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Expressions of a wanted type over the columns of the tables of {@link RandomQuery}. None can fail
 * by its values: divisors are never zero, and numbers stay small.
 */
final class RandomExpressions {
    /** What an expression gives. */
    enum Kind {
        INTEGER,
        NUMERIC,
        TEXT,
        DATE,
        TIMESTAMP,
        BOOLEAN
    }

    private final RandomGenerator random;
    private final List<String> aliases;

    /**
     * @param aliases of the tables that may be named
     */
    RandomExpressions(RandomGenerator random, List<String> aliases) {
        this.random = random;
        this.aliases = aliases;
    }

    Kind kind() {
        return pick(Kind.values());
    }

    String of(Kind kind, int depth) {
        return switch (kind) {
            case INTEGER -> integer(depth);
            case NUMERIC -> numeric(depth);
            case TEXT -> text(depth);
            case DATE -> date(depth);
            case TIMESTAMP -> timestamp(depth);
            case BOOLEAN -> condition(depth);
        };
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String column(String name) {
        return aliases.get(random.nextInt(aliases.size())) + '.' + name;
    }

    private boolean leaf(int depth) {
        return depth <= 0 || random.nextInt(4) == 0;
    }

    private String integer(int depth) {
        if (leaf(depth)) {
            return random.nextInt(4) == 0
                    ? String.valueOf(random.nextInt(-20, 100))
                    : column(pick("id", "k"));
        }
        int next = depth - 1;
        return switch (random.nextInt(12)) {
            case 0 -> "(%s + %s)".formatted(integer(next), integer(next));
            case 1 -> "(%s - %s)".formatted(integer(next), integer(next));
            case 2 -> "(%s * %d)".formatted(integer(next), random.nextInt(1, 9));
            case 3 -> "(%s / %d)".formatted(integer(next), random.nextInt(1, 9));
            case 4 -> "(%s %% %d)".formatted(integer(next), random.nextInt(1, 9));
            case 5 -> "abs(%s)".formatted(integer(next));
            case 6 -> "length(%s)".formatted(text(next));
            case 7 -> "coalesce(%s, %s)".formatted(integer(next), integer(next));
            case 8 -> choice(Kind.INTEGER, next);
            case 9 -> "nullif(%s, %d)".formatted(integer(next), random.nextInt(10));
            case 10 -> "(%s - %s)".formatted(date(next), date(next));
            default -> "greatest(%s, %s)".formatted(integer(next), integer(next));
        };
    }

    private String numeric(int depth) {
        if (leaf(depth)) {
            return random.nextInt(4) == 0 ? pick("1.5", "0.25", "-3.10", "100.0") : column("n");
        }
        int next = depth - 1;
        return switch (random.nextInt(10)) {
            case 0 -> "(%s + %s)".formatted(numeric(next), numeric(next));
            case 1 -> "(%s - %s)".formatted(numeric(next), integer(next));
            case 2 -> "(%s * %s)".formatted(numeric(0), pick("2", "1.1", "0.5"));
            case 3 -> "round(%s, %d)".formatted(numeric(next), random.nextInt(3));
            case 4 -> "abs(%s)".formatted(numeric(next));
            case 5 -> "floor(%s)".formatted(numeric(next));
            case 6 -> "trunc(%s)".formatted(numeric(next));
            case 7 -> choice(Kind.NUMERIC, next);
            case 8 -> "coalesce(%s, 0)".formatted(numeric(next));
            default -> "(-%s)".formatted(numeric(next));
        };
    }

    private String text(int depth) {
        if (leaf(depth)) {
            return random.nextInt(4) == 0 ? pick("'abc'", "''", "'漢字'", "'a b'") : column("s");
        }
        int next = depth - 1;
        return switch (random.nextInt(12)) {
            case 0 -> "(%s || %s)".formatted(text(next), text(next));
            case 1 -> "upper(%s)".formatted(text(next));
            case 2 -> "substring(%s from %d for 2)".formatted(text(next), random.nextInt(1, 4));
            case 3 -> "replace(%s, 'a', 'xy')".formatted(text(next));
            case 4 -> "left(%s, %d)".formatted(text(next), random.nextInt(-2, 4));
            case 5 -> "coalesce(%s, 'none')".formatted(text(next));
            case 6 -> {
                Kind kind = pick(Kind.INTEGER, Kind.DATE, Kind.TIMESTAMP, Kind.BOOLEAN);
                yield "(%s)::text".formatted(of(kind, next));
            }
            case 7 -> "concat(%s, %s)".formatted(text(next), integer(next));
            case 8 -> choice(Kind.TEXT, next);
            case 9 -> "trim(%s)".formatted(text(next));
            case 10 -> "lpad(%s, 4, '*')".formatted(text(next));
            default -> "split_part(%s, 'a', 1)".formatted(text(next));
        };
    }

    private String date(int depth) {
        if (leaf(depth)) {
            return random.nextInt(4) == 0 ? "date '2021-02-28'" : column("d");
        }
        int next = depth - 1;
        return switch (random.nextInt(5)) {
            case 0 -> "(%s + %d)".formatted(date(next), random.nextInt(400));
            case 1 -> "(%s - %d)".formatted(date(next), random.nextInt(400));
            case 2 -> "(%s)::date".formatted(timestamp(next));
            case 3 -> choice(Kind.DATE, next);
            default -> "least(%s, %s)".formatted(date(next), date(next));
        };
    }

    private String timestamp(int depth) {
        if (leaf(depth)) {
            return column("ts");
        }
        int next = depth - 1;
        return switch (random.nextInt(5)) {
            case 0 -> "(%s + interval '%d days')".formatted(timestamp(next), random.nextInt(50));
            case 1 -> "(%s - interval '1 month 2 hours')".formatted(timestamp(next));
            case 2 ->
                    "date_trunc('%s', %s)"
                            .formatted(pick("day", "month", "hour", "week"), timestamp(next));
            case 3 -> "(%s + interval '1 hour')".formatted(date(next));
            default -> choice(Kind.TIMESTAMP, next);
        };
    }

    private String choice(Kind kind, int depth) {
        return "CASE WHEN %s THEN %s ELSE %s END"
                .formatted(condition(depth), of(kind, depth), of(kind, depth));
    }

    String condition(int depth) {
        if (leaf(depth)) {
            return column("b");
        }
        int next = depth - 1;
        return switch (random.nextInt(11)) {
            case 0 -> "(%s AND %s)".formatted(condition(next), condition(next));
            case 1 -> "(%s OR %s)".formatted(condition(next), condition(next));
            case 2 -> "(NOT %s)".formatted(condition(next));
            case 3 -> "(%s IS %sNULL)".formatted(of(kind(), next), pick("", "NOT "));
            case 4 -> "(%s LIKE '%s')".formatted(text(next), pick("a%", "%b", "_b%", "%"));
            case 5 -> "(%s IN (1, 2, 3, %s))".formatted(integer(next), integer(0));
            case 6 -> "(%s BETWEEN %s AND 50)".formatted(integer(next), integer(0));
            case 7 -> {
                Kind kind = kind();
                yield "(%s IS DISTINCT FROM %s)".formatted(of(kind, next), of(kind, next));
            }
            default -> {
                Kind kind = kind();
                yield "(%s %s %s)"
                        .formatted(
                                of(kind, next),
                                pick("=", "<>", "<", ">", "<=", ">="),
                                of(kind, next));
            }
        };
    }

    /** An aggregate whose result does not hang on the order of rows. */
    String aggregate(int depth) {
        return switch (random.nextInt(12)) {
            case 0 -> "count(*)";
            case 1 -> "count(%s)".formatted(of(kind(), depth));
            case 2 -> "count(DISTINCT %s)".formatted(of(kind(), depth));
            case 3 -> "sum(%s)".formatted(integer(depth));
            case 4 -> "sum(%s)".formatted(numeric(depth));
            case 5 -> "min(%s)".formatted(of(pick(Kind.INTEGER, Kind.TEXT, Kind.DATE), depth));
            case 6 -> "max(%s)".formatted(of(pick(Kind.NUMERIC, Kind.TEXT, Kind.TIMESTAMP), depth));
            case 7 -> "bool_or(%s)".formatted(condition(depth));
            case 8 -> "round(avg(%s), 4)".formatted(pick(integer(depth), numeric(depth)));
            case 9 ->
                    "string_agg(%s, ',' ORDER BY %s, %s.id)"
                            .formatted(text(0), column("id"), aliases.getFirst());
            case 10 -> "sum(%s) FILTER (WHERE %s)".formatted(integer(depth), condition(depth));
            default -> "avg(%s)".formatted(pick(integer(depth), numeric(depth)));
        };
    }
}
