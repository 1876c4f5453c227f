package dev.duckspace.gateway.functions.regex;

import java.util.List;

/** A pattern as it is written. */
sealed interface Node {
    Node EMPTY = new Sequence(List.of());

    /** One character of a set. */
    record One(CharSet set) implements Node {}

    /** A condition on a place, matching nothing. */
    record At(Place place) implements Node {}

    /** A condition on what follows a place or stands before it. */
    record Look(boolean ahead, boolean wanted, Node inner) implements Node {}

    /** What a group matched, again. */
    record Again(int group) implements Node {}

    /**
     * @param number 0 when it does not capture
     */
    record Group(int number, Node inner) implements Node {}

    /**
     * @param most {@link #UNBOUNDED} when there is no limit
     */
    record Repeat(Node inner, int least, int most, Preference preference) implements Node {}

    record Sequence(List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    record Choice(List<Node> branches) implements Node {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    int UNBOUNDED = Integer.MAX_VALUE;

    /** Which of several matches from one place is wanted. */
    enum Preference {
        NONE,
        LONGEST,
        SHORTEST
    }

    enum Place {
        START,
        END,
        LINE_START,
        LINE_END,
        WORD_START,
        WORD_END,
        WORD_EDGE,
        NO_WORD_EDGE
    }
}
