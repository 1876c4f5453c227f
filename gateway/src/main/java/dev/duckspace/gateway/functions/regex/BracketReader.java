package dev.duckspace.gateway.functions.regex;

import dev.duckspace.gateway.functions.regex.Node.Place;
import dev.duckspace.gateway.functions.regex.RegexException.Problem;
import dev.duckspace.gateway.functions.regex.RegexFlags.Flavour;
import java.util.ArrayList;
import java.util.List;

/** Reads a bracket expression, from behind its opening bracket. */
final class BracketReader {
    private static final String START_OF_WORD = "[:<:]]";
    private static final String END_OF_WORD = "[:>:]]";

    private final PatternText text;
    private final EscapeReader escapes;
    private final RegexFlags flags;

    /** How many groups the pattern has opened so far. */
    private final int groups;

    private final List<CharSet> sets = new ArrayList<>();

    private BracketReader(PatternText text, RegexFlags flags, int groups) {
        this.text = text;
        this.escapes = new EscapeReader(text);
        this.flags = flags;
        this.groups = groups;
    }

    static Node read(PatternText text, RegexFlags flags, int groups) {
        if (text.startsWith(START_OF_WORD)) {
            text.pass(START_OF_WORD.length());
            return new Node.At(Place.WORD_START);
        }
        if (text.startsWith(END_OF_WORD)) {
            text.pass(END_OF_WORD.length());
            return new Node.At(Place.WORD_END);
        }
        return new Node.One(new BracketReader(text, flags, groups).set());
    }

    private CharSet set() {
        boolean negated = text.take('^');
        boolean first = true;
        while (first || text.peek() != ']') {
            requireMore();
            member(first);
            first = false;
        }
        text.pass(1);
        CharSet set = CharSet.union(sets);
        if (!negated) {
            return set;
        }
        CharSet others = set.complement();
        return flags.newlineStops() ? others.without(CharSet.NEWLINE) : others;
    }

    private void requireMore() {
        if (text.atEnd()) {
            throw new RegexException(Problem.BRACKETS);
        }
    }

    private void member(boolean first) {
        if (!first) {
            requireNoRange();
        }
        if (text.startsWith("[:")) {
            sets.add(namedClass());
            requireNoRange();
        } else if (text.startsWith("[=")) {
            sets.add(cased(CharSet.of(element('='))));
        } else if (!escapedClass()) {
            sets.add(cased(characterOrRange()));
        }
    }

    /** A hyphen makes a range of two characters: what is a class cannot be its end. */
    private void requireNoRange() {
        if (rangeFollows()) {
            throw new RegexException(Problem.RANGE);
        }
    }

    private boolean rangeFollows() {
        return text.peek() == '-' && text.peek(1) != ']';
    }

    private boolean escapedClass() {
        if (flags.flavour() != Flavour.ADVANCED || text.peek() != '\\') {
            return false;
        }
        CharSet set = EscapeReader.characters(text.peek(1));
        if (set == null) {
            return false;
        }
        text.pass(2);
        sets.add(set);
        requireNoRange();
        return true;
    }

    private CharSet characterOrRange() {
        int from = character();
        if (!rangeFollows()) {
            return CharSet.of(from);
        }
        text.pass(1);
        requireMore();
        int to = character();
        requireMore();
        if (from > to) {
            throw new RegexException(Problem.RANGE);
        }
        return CharSet.range(from, Math.min(to, Character.MAX_CODE_POINT));
    }

    private int character() {
        if (text.startsWith("[.")) {
            return element('.');
        }
        if (text.startsWith("[:") || text.startsWith("[=")) {
            throw new RegexException(Problem.RANGE);
        }
        int c = text.next();
        return c == '\\' && flags.flavour() == Flavour.ADVANCED ? escaped() : c;
    }

    private int escaped() {
        if (text.atEnd() || EscapeReader.place(text.peek()) != null) {
            throw new RegexException(Problem.ESCAPE);
        }
        if (EscapeReader.characters(text.peek()) != null) {
            throw new RegexException(Problem.RANGE);
        }
        if (escapes.reference(groups) > 0) {
            throw new RegexException(Problem.ESCAPE);
        }
        return escapes.character();
    }

    /** What stands between {@code [:} and {@code :]}, or other marks. */
    private String named(int mark) {
        text.pass(2);
        int from = text.place();
        while (text.peek(1) != PatternText.NOTHING) {
            if (text.peek() == mark && text.peek(1) == ']') {
                String name = text.between(from, text.place());
                text.pass(2);
                return name;
            }
            text.pass(1);
        }
        throw new RegexException(mark == ':' ? Problem.CLASS : Problem.BRACKETS);
    }

    private int element(int mark) {
        String name = named(mark);
        if (name.codePointCount(0, name.length()) == 1) {
            return name.codePointAt(0);
        }
        int character = ElementNames.find(name);
        if (character < 0) {
            throw new RegexException(Problem.COLLATING_ELEMENT);
        }
        return character;
    }

    private CharSet namedClass() {
        String name = named(':');
        boolean anyCase = flags.ignoreCase() && (name.equals("lower") || name.equals("upper"));
        CharSet set = CharClasses.find(anyCase ? "alpha" : name);
        if (set == null) {
            throw new RegexException(Problem.CLASS);
        }
        return set;
    }

    private CharSet cased(CharSet set) {
        return flags.ignoreCase() ? set.ignoringCase() : set;
    }
}
