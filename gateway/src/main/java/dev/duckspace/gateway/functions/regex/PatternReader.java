package dev.duckspace.gateway.functions.regex;

import dev.duckspace.gateway.functions.regex.Node.Place;
import dev.duckspace.gateway.functions.regex.Node.Preference;
import dev.duckspace.gateway.functions.regex.RegexException.Problem;
import dev.duckspace.gateway.functions.regex.RegexFlags.Flavour;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads PostgreSQL's advanced and extended regular expressions.
 *
 * <p>Not for several threads.
 */
final class PatternReader {
    private static final int MOST_REPETITIONS = 255;
    private static final int DEEPEST = 1000;

    private final int[] pattern;
    private RegexFlags flags;
    private int at;
    private int groups;
    private int depth;
    private final BitSet closedGroups = new BitSet();

    private PatternReader(String pattern, RegexFlags flags) {
        this.pattern = pattern.codePoints().toArray();
        this.flags = flags;
    }

    /**
     * @param groups that capture
     * @param flags with those that the pattern itself sets
     */
    record Read(Node node, int groups, RegexFlags flags) {}

    /**
     * @throws RegexException when it is no regular expression
     * @throws UnsupportedOperationException for a basic regular expression
     */
    static Read read(String pattern, RegexFlags flags) {
        PatternReader reader = new PatternReader(pattern, flags);
        Node node = reader.whole();
        return new Read(node, reader.groups, reader.flags);
    }

    private Node whole() {
        if (flags.flavour() == Flavour.ADVANCED) {
            prefixes();
        }
        return switch (flags.flavour()) {
            case LITERAL -> literal();
            case BASIC ->
                    throw new UnsupportedOperationException(
                            "basic regular expressions are not supported");
            case ADVANCED, EXTENDED -> {
                Node node = choice(false);
                if (at < pattern.length) {
                    throw new RegexException(Problem.PARENTHESES);
                }
                yield node;
            }
        };
    }

    private void prefixes() {
        if (startsWith("***")) {
            if (startsWith("***=")) {
                flags = flags.of(Flavour.LITERAL);
                at += 4;
                return;
            }
            if (!startsWith("***:")) {
                throw new RegexException(startsWith("***?") ? Problem.PATTERN : Problem.QUANTIFIER);
            }
            at += 4;
        }
        if (startsWith("(?") && at + 2 < pattern.length && isLetter(pattern[at + 2])) {
            at += 2;
            while (at < pattern.length && isLetter(pattern[at])) {
                RegexFlags next = flags.with((char) pattern[at++]);
                if (next == null) {
                    throw new RegexException(Problem.OPTION);
                }
                flags = next;
            }
            if (!take(')')) {
                throw new RegexException(Problem.OPTION);
            }
        }
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private Node literal() {
        List<Node> items = new ArrayList<>();
        for (; at < pattern.length; at++) {
            items.add(one(pattern[at]));
        }
        return new Node.Sequence(items);
    }

    private Node choice(boolean looking) {
        if (++depth > DEEPEST) {
            throw new RegexException(Problem.TOO_BIG);
        }
        List<Node> branches = new ArrayList<>();
        do {
            branches.add(branch(looking));
        } while (take('|'));
        depth--;
        return branches.size() == 1 ? branches.getFirst() : new Node.Choice(branches);
    }

    private Node branch(boolean looking) {
        List<Node> items = new ArrayList<>();
        for (skip(); at < pattern.length && pattern[at] != '|' && pattern[at] != ')'; skip()) {
            Node atom = atom(looking);
            boolean condition = atom instanceof Node.At || atom instanceof Node.Look;
            items.add(condition ? atom : quantified(atom));
        }
        return items.size() == 1 ? items.getFirst() : new Node.Sequence(items);
    }

    private Node quantified(Node atom) {
        skip();
        if (at >= pattern.length) {
            return atom;
        }
        switch (pattern[at]) {
            case '*' -> {
                at++;
                return new Node.Repeat(atom, 0, Node.UNBOUNDED, preference());
            }
            case '+' -> {
                at++;
                return new Node.Repeat(atom, 1, Node.UNBOUNDED, preference());
            }
            case '?' -> {
                at++;
                return new Node.Repeat(atom, 0, 1, preference());
            }
            case '{' -> {
                if (!boundFollows()) {
                    return atom;
                }
                at++;
                return bounded(atom);
            }
            default -> {
                return atom;
            }
        }
    }

    private boolean boundFollows() {
        int next = at + 1;
        if (flags.expanded()) {
            while (next < pattern.length && CharClasses.SPACE.contains(pattern[next])) {
                next++;
            }
        }
        return next < pattern.length && isDigit(pattern[next]);
    }

    private Node bounded(Node atom) {
        skip();
        int least = number();
        int most = least;
        boolean range = take(',');
        if (range) {
            most = at < pattern.length && isDigit(pattern[at]) ? number() : Node.UNBOUNDED;
            if (least > most) {
                throw new RegexException(Problem.REPETITIONS);
            }
        }
        if (at >= pattern.length) {
            throw new RegexException(Problem.BRACES);
        }
        if (!take('}')) {
            throw new RegexException(Problem.REPETITIONS);
        }
        Preference preference = preference();
        return new Node.Repeat(atom, least, most, range ? preference : Preference.NONE);
    }

    private int number() {
        int value = 0;
        int from = at;
        while (at < pattern.length && isDigit(pattern[at]) && value <= MOST_REPETITIONS) {
            value = value * 10 + pattern[at++] - '0';
        }
        if (from == at || value > MOST_REPETITIONS) {
            throw new RegexException(Problem.REPETITIONS);
        }
        return value;
    }

    private Preference preference() {
        return flags.flavour() == Flavour.ADVANCED && take('?')
                ? Preference.SHORTEST
                : Preference.LONGEST;
    }

    private Node atom(boolean looking) {
        int c = pattern[at++];
        return switch (c) {
            case '(' -> group(looking);
            case '[' -> brackets();
            case '.' ->
                    new Node.One(flags.newlineStops() ? CharSet.NEWLINE.complement() : CharSet.ANY);
            case '^' -> new Node.At(flags.newlineAnchors() ? Place.LINE_START : Place.START);
            case '$' -> new Node.At(flags.newlineAnchors() ? Place.LINE_END : Place.END);
            case '\\' -> escaped(looking);
            case '*', '+', '?' -> throw new RegexException(Problem.QUANTIFIER);
            case '{' -> {
                at--;
                if (boundFollows()) {
                    throw new RegexException(Problem.QUANTIFIER);
                }
                at++;
                yield one(c);
            }
            default -> one(c);
        };
    }

    private Node one(int c) {
        return new Node.One(cased(CharSet.of(c)));
    }

    private CharSet cased(CharSet set) {
        return flags.ignoreCase() ? set.ignoringCase() : set;
    }

    private Node group(boolean looking) {
        boolean advanced = flags.flavour() == Flavour.ADVANCED;
        if (!advanced || !take('?')) {
            if (looking) {
                return new Node.Group(0, closed(choice(true)));
            }
            int number = ++groups;
            Node inner = closed(choice(false));
            closedGroups.set(number);
            return new Node.Group(number, inner);
        }
        int c = at < pattern.length ? pattern[at++] : -1;
        return switch (c) {
            case ':' -> new Node.Group(0, closed(choice(looking)));
            case '=' -> new Node.Look(true, true, closed(choice(true)));
            case '!' -> new Node.Look(true, false, closed(choice(true)));
            case '<' -> {
                boolean wanted = take('=');
                if (!wanted && !take('!')) {
                    throw new RegexException(Problem.QUANTIFIER);
                }
                yield new Node.Look(false, wanted, closed(choice(true)));
            }
            default -> throw new RegexException(Problem.QUANTIFIER);
        };
    }

    private Node closed(Node inner) {
        if (!take(')')) {
            throw new RegexException(Problem.PARENTHESES);
        }
        return inner;
    }

    private Node escaped(boolean looking) {
        if (at >= pattern.length) {
            throw new RegexException(Problem.ESCAPE);
        }
        if (flags.flavour() == Flavour.EXTENDED) {
            return one(pattern[at++]);
        }
        Place place = place(pattern[at]);
        if (place != null) {
            at++;
            return new Node.At(place);
        }
        CharSet set = escapedClass(pattern[at]);
        if (set != null) {
            at++;
            return new Node.One(set);
        }
        if (pattern[at] >= '1' && pattern[at] <= '9') {
            int reference = reference();
            if (reference > 0) {
                if (looking || !closedGroups.get(reference)) {
                    throw new RegexException(Problem.REFERENCE);
                }
                return new Node.Again(reference);
            }
        }
        return one(escapedCharacter());
    }

    /** The number of a group, or 0 where octal digits are meant, which are then still to come. */
    private int reference() {
        int from = at;
        long value = 0;
        while (at < pattern.length && isDigit(pattern[at])) {
            value = Math.min(value * 10 + pattern[at++] - '0', Integer.MAX_VALUE);
        }
        if (at == from + 1 || (value > 0 && value <= groups)) {
            return (int) value;
        }
        at = from;
        return 0;
    }

    private static @Nullable Place place(int c) {
        return switch (c) {
            case 'A' -> Place.START;
            case 'Z' -> Place.END;
            case 'm' -> Place.WORD_START;
            case 'M' -> Place.WORD_END;
            case 'y' -> Place.WORD_EDGE;
            case 'Y' -> Place.NO_WORD_EDGE;
            default -> null;
        };
    }

    private static @Nullable CharSet escapedClass(int c) {
        return switch (c) {
            case 'd' -> CharClasses.DIGIT;
            case 's' -> CharClasses.SPACE;
            case 'w' -> CharClasses.WORD;
            case 'D' -> CharClasses.DIGIT.complement();
            case 'S' -> CharClasses.SPACE.complement();
            case 'W' -> CharClasses.WORD.complement();
            default -> null;
        };
    }

    private int escapedCharacter() {
        int c = pattern[at++];
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'B' -> '\\';
            case 'c' -> {
                if (at >= pattern.length) {
                    throw new RegexException(Problem.ESCAPE);
                }
                yield pattern[at++] & 31;
            }
            case 'e' -> 27;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'u' -> digits(16, 4, 4);
            case 'U' -> digits(16, 8, 8);
            case 'x' -> digits(16, 1, 255);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                at--;
                int value = digits(8, 1, 3);
                if (value > 255) {
                    at--;
                    value >>= 3;
                }
                yield value;
            }
            default -> {
                if (isLetter(c)) {
                    throw new RegexException(Problem.ESCAPE);
                }
                yield c;
            }
        };
    }

    private int digits(int radix, int least, int most) {
        long value = 0;
        int from = at;
        while (at < pattern.length && at - from < most) {
            int digit = pattern[at] < 128 ? Character.digit(pattern[at], radix) : -1;
            if (digit < 0) {
                break;
            }
            value = Math.min(value * radix + digit, Integer.MAX_VALUE);
            at++;
        }
        if (at - from < least || value > 0x7ffffffe) {
            throw new RegexException(Problem.ESCAPE);
        }
        return (int) value;
    }

    private Node brackets() {
        if (startsWith("[:<:]]") || startsWith("[:>:]]")) {
            Place place = pattern[at + 2] == '<' ? Place.WORD_START : Place.WORD_END;
            at += 6;
            return new Node.At(place);
        }
        boolean negated = take('^', false);
        List<CharSet> sets = new ArrayList<>();
        boolean first = true;
        while (at >= pattern.length || first || pattern[at] != ']') {
            if (at >= pattern.length) {
                throw new RegexException(Problem.BRACKETS);
            }
            member(sets, first);
            first = false;
        }
        at++;
        CharSet set = CharSet.union(sets);
        if (negated) {
            set = set.complement();
            set = flags.newlineStops() ? set.without(CharSet.NEWLINE) : set;
        }
        return new Node.One(set);
    }

    private void member(List<CharSet> sets, boolean first) {
        if (pattern[at] == '-' && !first && !closesAt(at + 1)) {
            throw new RegexException(Problem.RANGE);
        }
        if (pattern[at] == '[' && at + 1 < pattern.length) {
            if (pattern[at + 1] == ':') {
                sets.add(namedClass());
                return;
            }
            if (pattern[at + 1] == '=') {
                sets.add(cased(CharSet.of(element('='))));
                return;
            }
        }
        if (pattern[at] == '\\' && flags.flavour() == Flavour.ADVANCED && at + 1 < pattern.length) {
            CharSet set = escapedClass(pattern[at + 1]);
            if (set != null) {
                at += 2;
                sets.add(set);
                if (at < pattern.length && pattern[at] == '-' && !closesAt(at + 1)) {
                    throw new RegexException(Problem.RANGE);
                }
                return;
            }
        }
        int from = end();
        if (at < pattern.length && pattern[at] == '-' && !closesAt(at + 1)) {
            at++;
            if (at >= pattern.length) {
                throw new RegexException(Problem.BRACKETS);
            }
            int to = end();
            if (at >= pattern.length) {
                throw new RegexException(Problem.BRACKETS);
            }
            if (from > to) {
                throw new RegexException(Problem.RANGE);
            }
            sets.add(cased(CharSet.range(from, Math.min(to, Character.MAX_CODE_POINT))));
        } else {
            sets.add(cased(CharSet.of(from)));
        }
    }

    private boolean closesAt(int place) {
        return place < pattern.length && pattern[place] == ']';
    }

    /** One character of a bracket expression, perhaps an end of a range. */
    private int end() {
        int c = pattern[at];
        if (c == '[' && at + 1 < pattern.length) {
            if (pattern[at + 1] == '.') {
                return element('.');
            }
            if (pattern[at + 1] == ':' || pattern[at + 1] == '=') {
                throw new RegexException(Problem.RANGE);
            }
        }
        at++;
        if (c != '\\' || flags.flavour() != Flavour.ADVANCED) {
            return c;
        }
        if (at >= pattern.length || place(pattern[at]) != null) {
            throw new RegexException(Problem.ESCAPE);
        }
        if (escapedClass(pattern[at]) != null) {
            throw new RegexException(Problem.RANGE);
        }
        if (pattern[at] >= '1' && pattern[at] <= '9') {
            int back = at;
            if (reference() > 0) {
                throw new RegexException(Problem.ESCAPE);
            }
            at = back;
        }
        return escapedCharacter();
    }

    private String named(int mark) {
        int from = at + 2;
        int to = from;
        while (to + 1 < pattern.length && !(pattern[to] == mark && pattern[to + 1] == ']')) {
            to++;
        }
        if (to + 1 >= pattern.length) {
            throw new RegexException(mark == ':' ? Problem.CLASS : Problem.BRACKETS);
        }
        at = to + 2;
        return new String(pattern, from, to - from);
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
        if (flags.ignoreCase() && (name.equals("lower") || name.equals("upper"))) {
            name = "alpha";
        }
        CharSet set = CharClasses.find(name);
        if (set == null) {
            throw new RegexException(Problem.CLASS);
        }
        if (at < pattern.length && pattern[at] == '-' && !closesAt(at + 1)) {
            throw new RegexException(Problem.RANGE);
        }
        return set;
    }

    /** What does not count: white space and comments of an expanded pattern, {@code (?#...)}. */
    private void skip() {
        if (flags.flavour() != Flavour.ADVANCED && !flags.expanded()) {
            return;
        }
        while (at < pattern.length) {
            if (flags.expanded() && CharClasses.SPACE.contains(pattern[at])) {
                at++;
            } else if (flags.expanded() && pattern[at] == '#') {
                while (at < pattern.length && pattern[at] != '\n') {
                    at++;
                }
            } else if (flags.flavour() == Flavour.ADVANCED && startsWith("(?#")) {
                while (at < pattern.length && pattern[at] != ')') {
                    at++;
                }
                at = Math.min(at + 1, pattern.length);
            } else {
                return;
            }
        }
    }

    private boolean take(int c) {
        return take(c, true);
    }

    private boolean take(int c, boolean skipping) {
        if (skipping && c != '?') {
            skip();
        }
        if (at < pattern.length && pattern[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private boolean startsWith(String text) {
        if (at + text.length() > pattern.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (pattern[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
