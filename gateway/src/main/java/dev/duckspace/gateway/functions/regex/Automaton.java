package dev.duckspace.gateway.functions.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Program} run as a deterministic automaton whose states are made when they are first
 * reached.
 *
 * <p>Not for several threads.
 */
final class Automaton {
    private static final int MOST_STATES = 2000;

    private final Program program;
    private final int kinds;
    private final boolean conditional;
    private final Map<Key, State> states = new HashMap<>();
    private @Nullable State start;

    /** Says which of a program's conditions hold, a bit each. */
    interface Conditions {
        int holding(Program program, int place);
    }

    /** Called now and then in long work; throws to end it. */
    interface Watch {
        void pass();
    }

    Automaton(Program program, int kinds) {
        this.program = program;
        this.kinds = Math.max(1, kinds);
        this.conditional = !program.conditions().isEmpty();
    }

    private record Key(int[] members) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(members, key.members);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(members);
        }

        @Override
        public String toString() {
            return Arrays.toString(members);
        }
    }

    private static final class State {
        final int[] members;
        final boolean accepts;
        final @Nullable State[] next;
        final Map<Integer, State> resolved = new HashMap<>(2);

        State(int[] members, boolean accepts, int kinds) {
            this.members = members;
            this.accepts = accepts;
            this.next = new @Nullable State[kinds];
        }
    }

    /** The end of the longest match from a place up to another, or -1. */
    int longest(Subject subject, Conditions conditions, int from, int to, Watch watch) {
        State state = start();
        int found = -1;
        for (int at = from; ; at++) {
            if (conditional) {
                state = resolve(state, conditions.holding(program, at));
            }
            if (state.accepts) {
                found = at;
            }
            if (at >= to || state.members.length == 0) {
                return found;
            }
            state = step(state, subject.kind(at));
            if ((at & 0xFFF) == 0) {
                watch.pass();
            }
        }
    }

    /** The end of the shortest match from a place that ends between two others, or -1. */
    int shortest(Subject subject, Conditions conditions, int from, int least, int to, Watch watch) {
        State state = start();
        for (int at = from; ; at++) {
            if (conditional) {
                state = resolve(state, conditions.holding(program, at));
            }
            if (state.accepts && at >= least) {
                return at;
            }
            if (at >= to || state.members.length == 0) {
                return -1;
            }
            state = step(state, subject.kind(at));
            if ((at & 0xFFF) == 0) {
                watch.pass();
            }
        }
    }

    /** Marks every place where a match from the first place ends. */
    java.util.BitSet ends(Subject subject, Conditions conditions, Watch watch) {
        java.util.BitSet ends = new java.util.BitSet();
        State state = start();
        for (int at = 0; ; at++) {
            if (conditional) {
                state = resolve(state, conditions.holding(program, at));
            }
            ends.set(at, state.accepts);
            if (at >= subject.length() || state.members.length == 0) {
                return ends;
            }
            state = step(state, subject.kind(at));
            if ((at & 0xFFF) == 0) {
                watch.pass();
            }
        }
    }

    private State start() {
        State known = start;
        if (known == null) {
            Closure closure = new Closure(0);
            closure.add(program.start());
            known = closure.state();
            start = known;
        }
        return known;
    }

    private State step(State state, int kind) {
        State known = state.next[kind];
        if (known == null) {
            Closure closure = new Closure(0);
            for (int member : state.members) {
                if (program.step(member) == Program.Step.READ && program.reads(member, kind)) {
                    closure.add(program.next(member));
                }
            }
            known = closure.state();
            state.next[kind] = known;
        }
        return known;
    }

    private State resolve(State state, int holding) {
        State known = state.resolved.get(holding);
        if (known == null) {
            Closure closure = new Closure(holding);
            for (int member : state.members) {
                closure.add(member);
            }
            known = closure.state();
            state.resolved.put(holding, known);
        }
        return known;
    }

    /** States that are reached without reading, through tests that hold. */
    private final class Closure {
        private final int holding;
        private final java.util.BitSet seen = new java.util.BitSet(program.size());
        private int[] members = new int[8];
        private int count;
        private int[] stack = new int[8];
        private int depth;
        private boolean accepts;

        Closure(int holding) {
            this.holding = holding;
        }

        void add(int state) {
            push(state);
            while (depth > 0) {
                visit(stack[--depth]);
            }
        }

        private void push(int state) {
            if (!seen.get(state)) {
                seen.set(state);
                if (depth == stack.length) {
                    stack = Arrays.copyOf(stack, 2 * depth);
                }
                stack[depth++] = state;
            }
        }

        private void visit(int state) {
            switch (program.step(state)) {
                case READ -> keep(state);
                case ACCEPT -> {
                    accepts = true;
                    keep(state);
                }
                case FORK -> {
                    push(program.next(state));
                    push(program.other(state));
                }
                case TEST -> {
                    if ((holding >> program.other(state) & 1) != 0) {
                        push(program.next(state));
                    } else {
                        keep(state);
                    }
                }
            }
        }

        private void keep(int state) {
            if (count == members.length) {
                members = Arrays.copyOf(members, 2 * count);
            }
            members[count++] = state;
        }

        State state() {
            int[] sorted = Arrays.copyOf(members, count);
            Arrays.sort(sorted);
            Key key = new Key(sorted);
            State known = states.get(key);
            if (known == null) {
                if (states.size() >= MOST_STATES) {
                    states.clear();
                    start = null;
                }
                known = new State(sorted, accepts, kinds);
                states.put(key, known);
            }
            return known;
        }
    }
}
