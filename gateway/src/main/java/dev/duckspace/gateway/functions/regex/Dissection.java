package dev.duckspace.gateway.functions.regex;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds a match at one place, and what the groups took of it: a part of a sequence takes as much or
 * as little as it prefers before the parts after it may choose.
 */
final class Dissection {
    private final Subject subject;
    private final IntFunction<Automaton> automata;
    private final Automaton.Conditions conditions;
    private final boolean ignoreCase;
    private final Runnable watch;
    private final int[] found;

    Dissection(
            Subject subject,
            IntFunction<Automaton> automata,
            Automaton.Conditions conditions,
            int groups,
            boolean ignoreCase,
            Runnable watch) {
        this.subject = subject;
        this.automata = automata;
        this.conditions = conditions;
        this.ignoreCase = ignoreCase;
        this.watch = watch;
        this.found = new int[2 * groups + 2];
    }

    /** Start and end of the match and of each group, -1 for none; null when nothing matches. */
    int @Nullable [] at(Plan plan, int begin) {
        boolean shortest = plan.shape().prefersShortest();
        int least = begin;
        int most = subject.length();
        while (least <= most) {
            int end = shortest ? shortest(plan, begin, least, most) : longest(plan, begin, most);
            if (end < 0) {
                return null;
            }
            Arrays.fill(found, -1);
            if (fits(plan, begin, end)) {
                found[0] = begin;
                found[1] = end;
                return found.clone();
            }
            if (shortest) {
                least = end + 1;
            } else {
                most = end - 1;
            }
        }
        return null;
    }

    private int longest(Plan plan, int from, int to) {
        watch.run();
        return automata.apply(plan.shape().automaton())
                .longest(subject, conditions, from, to, watch::run);
    }

    private int shortest(Plan plan, int from, int least, int to) {
        watch.run();
        return automata.apply(plan.shape().automaton())
                .shortest(subject, conditions, from, least, to, watch::run);
    }

    private boolean fits(Plan plan, int begin, int end) {
        return switch (plan) {
            case Plan.Leaf leaf -> true;
            case Plan.Capture capture -> {
                boolean fits = fits(capture.inner(), begin, end);
                if (fits) {
                    found[2 * capture.group()] = begin;
                    found[2 * capture.group() + 1] = end;
                }
                yield fits;
            }
            case Plan.Join join ->
                    join.left().shape().prefersShortest()
                            ? joinShortest(join, begin, end)
                            : joinLongest(join, begin, end);
            case Plan.Either either -> either(either, begin, end);
            case Plan.Loop loop -> new LoopDissection(loop, begin, end).fits();
            case Plan.Reference reference -> refers(reference, begin, end);
        };
    }

    private boolean joinLongest(Plan.Join join, int begin, int end) {
        int most = end;
        while (most >= begin) {
            int middle = longest(join.left(), begin, most);
            if (middle < 0) {
                return false;
            }
            if (halves(join, begin, middle, end)) {
                return true;
            }
            most = middle - 1;
        }
        return false;
    }

    private boolean joinShortest(Plan.Join join, int begin, int end) {
        int least = begin;
        while (least <= end) {
            int middle = shortest(join.left(), begin, least, end);
            if (middle < 0) {
                return false;
            }
            if (halves(join, begin, middle, end)) {
                return true;
            }
            least = middle + 1;
        }
        return false;
    }

    private boolean halves(Plan.Join join, int begin, int middle, int end) {
        if (longest(join.right(), middle, end) != end) {
            return false;
        }
        if (fits(join.left(), begin, middle) && fits(join.right(), middle, end)) {
            return true;
        }
        forget(join.left());
        forget(join.right());
        return false;
    }

    private boolean either(Plan.Either either, int begin, int end) {
        for (Plan branch : either.branches()) {
            if (longest(branch, begin, end) == end && fits(branch, begin, end)) {
                return true;
            }
        }
        return false;
    }

    private void forget(Plan plan) {
        switch (plan) {
            case Plan.Leaf leaf -> {}
            case Plan.Reference reference -> {}
            case Plan.Capture capture -> {
                found[2 * capture.group()] = -1;
                found[2 * capture.group() + 1] = -1;
                forget(capture.inner());
            }
            case Plan.Join join -> {
                forget(join.left());
                forget(join.right());
            }
            case Plan.Either either -> either.branches().forEach(this::forget);
            case Plan.Loop loop -> forget(loop.inner());
        }
    }

    private boolean refers(Plan.Reference reference, int begin, int end) {
        int from = found[2 * reference.group()];
        if (from < 0) {
            return false;
        }
        int size = found[2 * reference.group() + 1] - from;
        if (size == 0) {
            return begin == end;
        }
        if (begin == end) {
            return reference.least() == 0;
        }
        int times = (end - begin) / size;
        if ((end - begin) % size != 0 || times < reference.least() || times > reference.most()) {
            return false;
        }
        for (int at = begin; at < end; at++) {
            if (!alike(subject.point(at), subject.point(from + (at - begin) % size))) {
                return false;
            }
        }
        return true;
    }

    private boolean alike(int a, int b) {
        return a == b || (ignoreCase && CharClasses.lower(a) == CharClasses.lower(b));
    }

    /** Divides a stretch among the rounds of a loop. */
    private final class LoopDissection {
        private static final int DONE = -1;

        private final Plan inner;
        private final int end;
        private final int least;
        private final int most;
        private final boolean empty;
        private final int[] ends;
        private int verified;

        LoopDissection(Plan.Loop loop, int begin, int end) {
            inner = loop.inner();
            this.end = end;
            empty = loop.least() == 0 && begin == end;
            least = Math.max(1, loop.least());
            most = Math.max(least, Math.min(end - begin, loop.most()));
            ends = new int[most + 1];
            ends[0] = begin;
        }

        boolean fits() {
            return empty
                    ? once()
                    : inner.shape().prefersShortest() ? divideShortest() : divideLongest();
        }

        /** One round that matches nothing is better than none, but for who prefers little. */
        private boolean once() {
            forget(inner);
            if (inner.shape().prefersShortest()
                    || longest(inner, end, end) != end
                    || !Dissection.this.fits(inner, end, end)) {
                forget(inner);
            }
            return true;
        }

        private boolean divideLongest() {
            int round = 1;
            int limit = end;
            while (round > 0) {
                ends[round] = longest(inner, ends[round - 1], limit);
                int change = round - 1;
                if (ends[round] >= 0) {
                    verified = Math.min(verified, round - 1);
                    if (ends[round] != end && round < most && !isIdle(round)) {
                        round++;
                        limit = end;
                        continue;
                    }
                    change = ends[round] == end ? verify(round) : round < most ? round : round - 1;
                    if (change == DONE) {
                        return true;
                    }
                }
                round = change;
                while (round > 0 && !canShorten(round)) {
                    round--;
                }
                if (round > 0) {
                    limit = ends[round] - 1;
                }
            }
            return false;
        }

        /** Nothing matched, and not to reach the least number of rounds either. */
        private boolean isIdle(int round) {
            return ends[round] == ends[round - 1]
                    && (round >= least || least - round < end - ends[round]);
        }

        private boolean canShorten(int round) {
            int before = ends[round - 1];
            if (ends[round] <= before) {
                return false;
            }
            int limit = ends[round] - 1;
            return limit > before || (round < least && least - round >= end - before);
        }

        private boolean divideShortest() {
            int round = 1;
            int floor = ends[0];
            while (round > 0) {
                boolean idle =
                        floor == ends[round - 1]
                                && floor != end
                                && (round >= least || least - round < end - floor);
                floor = round >= most ? end : idle ? floor + 1 : floor;
                ends[round] = shortest(inner, ends[round - 1], floor, end);
                int change = round - 1;
                if (ends[round] >= 0) {
                    verified = Math.min(verified, round - 1);
                    if (ends[round] != end && round < most) {
                        floor = ends[round];
                        round++;
                        continue;
                    }
                    change = ends[round] == end ? verify(round) : round - 1;
                    if (change == DONE) {
                        return true;
                    }
                }
                round = change;
                while (round > 0 && ends[round] >= end) {
                    round--;
                }
                if (round > 0) {
                    floor = ends[round] + 1;
                }
            }
            return false;
        }

        /** The round that must change, or {@link #DONE}. */
        private int verify(int rounds) {
            if (rounds < least) {
                return rounds;
            }
            for (int i = verified + 1; i <= rounds; i++) {
                forget(inner);
                if (!Dissection.this.fits(inner, ends[i - 1], ends[i])) {
                    return i;
                }
                verified = i;
            }
            return DONE;
        }
    }
}
