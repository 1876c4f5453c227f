package dev.duckspace.gateway.functions.regex;

import dev.duckspace.gateway.functions.regex.RegexException.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a pattern as a nondeterministic automaton. Groups do not capture in it, and a reference
 * to one matches whatever the group could match.
 */
final class Program {
    /** What a state does. */
    enum Step {
        READ,
        FORK,
        TEST,
        ACCEPT
    }

    private static final int MOST_STATES = 50_000;

    private Step[] steps = new Step[16];
    private @Nullable BitSet[] read = new @Nullable BitSet[16];
    private int[] next = new int[16];
    private int[] other = new int[16];
    private int size;
    private final List<Node> conditions = new ArrayList<>();
    private final Alphabet alphabet;
    private final Node[] groups;
    private final int start;

    /**
     * @param groups by their number, for references to them
     * @param searching whether anything may come before it
     */
    Program(Node node, Alphabet alphabet, Node[] groups, boolean searching) {
        this.alphabet = alphabet;
        this.groups = groups;
        int accept = add(Step.ACCEPT, -1, -1, null);
        int entry = compile(node, accept, false);
        if (searching) {
            BitSet all = new BitSet();
            all.set(0, Math.max(1, alphabet.size()));
            int fork = add(Step.FORK, entry, -1, null);
            int any = add(Step.READ, fork, -1, all);
            other[fork] = any;
            entry = fork;
        }
        start = entry;
    }

    private int add(Step step, int to, int otherTo, @Nullable BitSet kinds) {
        if (size >= MOST_STATES) {
            throw new RegexException(Problem.TOO_BIG);
        }
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            read = Arrays.copyOf(read, 2 * size);
            next = Arrays.copyOf(next, 2 * size);
            other = Arrays.copyOf(other, 2 * size);
        }
        steps[size] = step;
        next[size] = to;
        other[size] = otherTo;
        read[size] = kinds;
        return size++;
    }

    /**
     * The state where the node begins that leads to another when it has matched.
     *
     * @param free whether conditions do not count
     */
    private int compile(Node node, int to, boolean free) {
        return switch (node) {
            case Node.One one -> add(Step.READ, to, -1, alphabet.kindsOf(one.set()));
            case Node.At at -> free ? to : add(Step.TEST, to, condition(at), null);
            case Node.Look look -> free ? to : add(Step.TEST, to, condition(look), null);
            case Node.Again again -> compile(groups[again.group()], to, true);
            case Node.Group group -> compile(group.inner(), to, free);
            case Node.Repeat repeat -> repeat(repeat, to, free);
            case Node.Sequence sequence -> {
                int entry = to;
                for (int i = sequence.items().size() - 1; i >= 0; i--) {
                    entry = compile(sequence.items().get(i), entry, free);
                }
                yield entry;
            }
            case Node.Choice choice -> {
                int entry = compile(choice.branches().getFirst(), to, free);
                for (int i = 1; i < choice.branches().size(); i++) {
                    entry =
                            add(
                                    Step.FORK,
                                    entry,
                                    compile(choice.branches().get(i), to, free),
                                    null);
                }
                yield entry;
            }
        };
    }

    private int repeat(Node.Repeat repeat, int to, boolean free) {
        int entry = to;
        if (repeat.most() == Node.UNBOUNDED) {
            int fork = add(Step.FORK, -1, to, null);
            int body = compile(repeat.inner(), fork, free);
            next[fork] = body;
            entry = fork;
        } else {
            for (int i = repeat.least(); i < repeat.most(); i++) {
                entry = add(Step.FORK, compile(repeat.inner(), entry, free), to, null);
            }
        }
        for (int i = 0; i < repeat.least(); i++) {
            entry = compile(repeat.inner(), entry, free);
        }
        return entry;
    }

    private int condition(Node node) {
        int at = conditions.indexOf(node);
        if (at < 0) {
            at = conditions.size();
            conditions.add(node);
            if (at > 30) {
                throw new RegexException(Problem.TOO_BIG);
            }
        }
        return at;
    }

    int start() {
        return start;
    }

    int size() {
        return size;
    }

    Step step(int state) {
        return steps[state];
    }

    int next(int state) {
        return next[state];
    }

    /** The second way of a fork, the condition of a test. */
    int other(int state) {
        return other[state];
    }

    boolean reads(int state, int kind) {
        BitSet kinds = read[state];
        return kinds != null && kinds.get(kind);
    }

    /** Those that tests ask for, by their number: places and looks. */
    List<Node> conditions() {
        return conditions;
    }
}
