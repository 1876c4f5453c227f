package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Sequence;
import dev.duckspace.gateway.sql.Relations.SequenceUse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence with other properties or at another value. The engine alters none and sets none: it is
 * brought forward by drawing values, or made anew between the defaults that draw from it, which are
 * taken off and put back. One transaction.
 *
 * @param old what is there
 * @param relation its new name
 * @param last the value drawn last; null for none
 */
record SequenceChange(
        Sequence old,
        Relation relation,
        long start,
        long min,
        long max,
        long increment,
        boolean cycle,
        @Nullable Long last,
        @Nullable Long next) {

    /** Drawing that many takes about a second. */
    private static final long DRAWS_MAX = 20_000_000;

    /** Nothing changed. */
    static SequenceChange of(Sequence old) {
        return new SequenceChange(
                old,
                old.relation(),
                old.start(),
                old.min(),
                old.max(),
                old.increment(),
                old.cycle(),
                old.lastValue(),
                null);
    }

    SequenceChange renamed(String name) {
        return new SequenceChange(
                old, relation.named(name), start, min, max, increment, cycle, last, next);
    }

    /**
     * @param called whether the value counts as drawn, so that the next one comes after it
     */
    SequenceChange positioned(long value, boolean called) {
        return new SequenceChange(
                old,
                relation,
                start,
                min,
                max,
                increment,
                cycle,
                called ? value : null,
                called ? null : value);
    }

    SequenceChange shaped(
            long newStart, long newMin, long newMax, long newIncrement, boolean newCycle) {
        return new SequenceChange(
                old, relation, newStart, newMin, newMax, newIncrement, newCycle, last, next);
    }

    List<String> statements() {
        boolean sameShape =
                relation.equals(old.relation())
                        && start == old.start()
                        && min == old.min()
                        && max == old.max()
                        && increment == old.increment()
                        && cycle == old.cycle();
        if (sameShape) {
            Long drawn = last == null && next != null ? lastBefore(next) : last;
            long ahead = drawn == null ? -1 : draws(old.lastValue(), drawn);
            if (ahead >= 0) {
                return ahead == 0 ? List.of() : List.of(draw(ahead));
            }
        }
        return anew();
    }

    private @Nullable Long lastBefore(long value) {
        return value == start ? null : value - increment;
    }

    /** How many values lead from one to the other; -1 when none or too many do. */
    private long draws(@Nullable Long from, long to) {
        long first = from == null ? start - increment : from;
        long distance = to - first;
        boolean reached = distance % increment == 0 && distance / increment >= 0;
        long count = distance / increment;
        return reached && count <= DRAWS_MAX && to >= min && to <= max ? count : -1;
    }

    private String draw(long count) {
        return "SELECT count(nextval(%s)) FROM range(%d)"
                .formatted(Literals.quote(relation.quoted()), count);
    }

    private List<String> anew() {
        List<String> statements = new ArrayList<>();
        for (SequenceUse use : old.uses()) {
            statements.add(alter(use) + "DROP DEFAULT");
        }
        boolean sameName = relation.equals(old.relation());
        if (!sameName) {
            statements.add("DROP SEQUENCE " + old.relation().quoted());
        }
        Long drawn = last == null && next != null ? lastBefore(next) : last;
        long count = drawn == null ? 0 : draws(null, drawn);
        if (count >= 0) {
            statements.add(create(sameName, start));
        } else {
            // Its start is lost: no series of values leads from there to here.
            statements.add(create(sameName, last == null && next != null ? next : position(drawn)));
            count = last == null ? 0 : 1;
        }
        if (count > 0) {
            statements.add(draw(count));
        }
        for (SequenceUse use : old.uses()) {
            statements.add(alter(use) + "SET DEFAULT " + expression(use, sameName));
        }
        String comment = old.comment();
        if (comment != null) {
            statements.add(
                    "COMMENT ON SEQUENCE " + relation.quoted() + " IS " + Literals.quote(comment));
        }
        return statements;
    }

    private long position(@Nullable Long drawn) {
        return drawn == null ? start : drawn;
    }

    private String expression(SequenceUse use, boolean sameName) {
        return sameName ? '(' + use.expression() + ')' : drawn(use);
    }

    private String drawn(SequenceUse use) {
        return SequenceCallRule.drawLike(use.expression(), relation.quoted());
    }

    private static String alter(SequenceUse use) {
        return "ALTER TABLE %s ALTER COLUMN %s "
                .formatted(use.table().quoted(), Literals.quoteIdentifier(use.column()));
    }

    private String create(boolean replace, long first) {
        return "CREATE %s%sSEQUENCE %s INCREMENT BY %d MINVALUE %d MAXVALUE %d START %d %s"
                .formatted(
                        replace ? "OR REPLACE " : "",
                        relation.temporary() ? "TEMP " : "",
                        relation.quoted(),
                        increment,
                        min,
                        max,
                        first,
                        cycle ? "CYCLE" : "NO CYCLE");
    }
}
