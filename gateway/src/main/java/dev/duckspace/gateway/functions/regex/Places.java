package dev.duckspace.gateway.functions.regex;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which conditions hold at a place of a text. */
final class Places implements Automaton.Conditions {
    private final Subject subject;
    private final Function<Node, Automaton> anchored;
    private final Function<Node, Automaton> searching;
    private final Map<Node, Automaton> automata = new HashMap<>();
    private final Map<Node, BitSet> behind = new HashMap<>();
    private Runnable watch = () -> {};

    Places(
            Subject subject,
            Function<Node, Automaton> anchored,
            Function<Node, Automaton> searching) {
        this.subject = subject;
        this.anchored = anchored;
        this.searching = searching;
    }

    Places with(Runnable now) {
        watch = now;
        return this;
    }

    /** There is another text. */
    void forget() {
        behind.clear();
    }

    @Override
    public int holding(Program program, int place) {
        int bits = 0;
        List<Node> conditions = program.conditions();
        for (int i = 0; i < conditions.size(); i++) {
            if (holds(conditions.get(i), place)) {
                bits |= 1 << i;
            }
        }
        return bits;
    }

    private boolean holds(Node condition, int place) {
        return switch (condition) {
            case Node.At at -> holds(at.place(), place);
            case Node.Look look -> look.wanted() == found(look, place);
            default -> throw new IllegalStateException("no condition: " + condition);
        };
    }

    private boolean found(Node.Look look, int place) {
        if (look.ahead()) {
            return automata.computeIfAbsent(look, key -> anchored.apply(look.inner()))
                            .shortest(subject, this, place, place, subject.length(), watch::run)
                    >= 0;
        }
        BitSet ends = behind.get(look);
        if (ends == null) {
            ends =
                    automata.computeIfAbsent(look, key -> searching.apply(look.inner()))
                            .ends(subject, this, watch::run);
            behind.put(look, ends);
        }
        return ends.get(place);
    }

    private boolean holds(Node.Place kind, int place) {
        return switch (kind) {
            case START -> place == 0;
            case END -> place == subject.length();
            case LINE_START -> place == 0 || subject.point(place - 1) == '\n';
            case LINE_END -> place == subject.length() || subject.point(place) == '\n';
            case WORD_START -> !wordBefore(place) && wordAfter(place);
            case WORD_END -> wordBefore(place) && !wordAfter(place);
            case WORD_EDGE -> wordBefore(place) != wordAfter(place);
            case NO_WORD_EDGE -> wordBefore(place) == wordAfter(place);
        };
    }

    private boolean wordBefore(int place) {
        return place > 0 && CharClasses.isWord(subject.point(place - 1));
    }

    private boolean wordAfter(int place) {
        return place < subject.length() && CharClasses.isWord(subject.point(place));
    }
}
