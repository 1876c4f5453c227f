package dev.duckspace.gateway.functions.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of PostgreSQL: leftmost match, the longest or shortest as its quantifiers
 * prefer, never by trying one way after another but where it refers back to a group. Its time grows
 * with the text's length, but for references.
 *
 * <p>Not for several threads: it learns while it matches.
 */
public final class Regex {
    private final Alphabet alphabet;
    private final Plan plan;
    private final Node[] groupNodes;
    private final int groups;
    private final boolean ignoreCase;
    private final List<Node> parts;
    private final @Nullable Automaton[] automata;
    private final Automaton search;
    private final Subject subject;
    private final Places places;

    private Regex(PatternReader.Read read) {
        Node node = read.node();
        groups = read.groups();
        ignoreCase = read.flags().ignoreCase();
        alphabet = Alphabet.of(node);
        groupNodes = new Node[groups + 1];
        number(node);
        PlanBuilder builder = new PlanBuilder();
        plan = builder.whole(node);
        parts = List.copyOf(builder.automata());
        automata = new @Nullable Automaton[parts.size()];
        search = new Automaton(new Program(node, alphabet, groupNodes, true), alphabet.size());
        subject = new Subject(alphabet);
        places = new Places(subject, inner -> automatonOf(inner, false), this::searchOf);
    }

    /**
     * @throws RegexException when it is no regular expression
     * @throws UnsupportedOperationException when it is one of a kind that is not known here
     */
    public static Regex compile(String pattern, RegexFlags flags) {
        return new Regex(PatternReader.read(pattern, flags));
    }

    private void number(Node node) {
        switch (node) {
            case Node.One one -> {}
            case Node.At at -> {}
            case Node.Again again -> {}
            case Node.Look look -> number(look.inner());
            case Node.Group group -> {
                groupNodes[group.number()] = group.inner();
                number(group.inner());
            }
            case Node.Repeat repeat -> number(repeat.inner());
            case Node.Sequence sequence -> sequence.items().forEach(this::number);
            case Node.Choice choice -> choice.branches().forEach(this::number);
        }
    }

    private Automaton automatonOf(Node node, boolean searching) {
        return new Automaton(new Program(node, alphabet, groupNodes, searching), alphabet.size());
    }

    private Automaton searchOf(Node node) {
        return automatonOf(node, true);
    }

    /** Groups that capture. */
    public int groups() {
        return groups;
    }

    /** The text that {@link #find} searches, until the next. */
    public void text(String text) {
        subject.set(text);
        places.forget();
    }

    /** Code points in the text. */
    public int length() {
        return subject.length();
    }

    /** A part of the text, places in code points. */
    public String part(int from, int to) {
        return subject.text(from, to);
    }

    /** Whether the pattern matches somewhere in the text. */
    public boolean matches(Runnable watch) {
        return (plan.shape().traits() & PlanBuilder.REFERS) == 0
                ? search.shortest(subject, places.with(watch), 0, 0, subject.length(), watch::run)
                        >= 0
                : find(0, watch) != null;
    }

    /**
     * The first match that begins at a place or behind it: its start and end, then those of each
     * group, -1 where a group took no part; in code points.
     *
     * @param watch called now and then in long work; throws to end it
     */
    public int @Nullable [] find(int from, Runnable watch) {
        if (from > subject.length()) {
            return null;
        }
        places.with(watch);
        int close = search.shortest(subject, places, from, from, subject.length(), watch::run);
        if (close < 0) {
            return null;
        }
        boolean refers = (plan.shape().traits() & PlanBuilder.REFERS) != 0;
        Dissection dissection =
                new Dissection(subject, this::automaton, places, groups, ignoreCase, watch);
        int last = refers ? subject.length() : close;
        for (int begin = from; begin <= last; begin++) {
            int[] found = dissection.at(plan, begin);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private Automaton automaton(int number) {
        Automaton known = automata[number];
        if (known == null) {
            known = automatonOf(parts.get(number), false);
            automata[number] = known;
        }
        return known;
    }
}
