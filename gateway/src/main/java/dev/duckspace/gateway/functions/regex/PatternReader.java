package dev.duckspace.gateway.functions.regex;

import dev.duckspace.gateway.functions.regex.Node.Place;
import dev.duckspace.gateway.functions.regex.Node.Preference;
import dev.duckspace.gateway.functions.regex.RegexException.Problem;
import dev.duckspace.gateway.functions.regex.RegexFlags.Flavour;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads PostgreSQL's advanced and extended regular expressions.
 *
 * <p>Not for several threads.
 */
final class PatternReader {
    private static final int MOST_REPETITIONS = 255;
    private static final int DEEPEST = 1000;

    private final PatternText text;
    private final EscapeReader escapes;
    private RegexFlags flags;
    private int groups;
    private int depth;
    private final BitSet closedGroups = new BitSet();

    private PatternReader(String pattern, RegexFlags flags) {
        this.text = new PatternText(pattern);
        this.escapes = new EscapeReader(text);
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
                if (!text.atEnd()) {
                    throw new RegexException(Problem.PARENTHESES);
                }
                yield node;
            }
        };
    }

    private void prefixes() {
        if (text.startsWith("***")) {
            director();
        }
        if (flags.flavour() == Flavour.ADVANCED
                && text.startsWith("(?")
                && PatternText.isLetter(text.peek(2))) {
            options();
        }
    }

    private void director() {
        if (text.startsWith("***=")) {
            flags = flags.of(Flavour.LITERAL);
        } else if (!text.startsWith("***:")) {
            throw new RegexException(
                    text.startsWith("***?") ? Problem.PATTERN : Problem.QUANTIFIER);
        }
        text.pass(4);
    }

    private void options() {
        text.pass(2);
        while (PatternText.isLetter(text.peek())) {
            RegexFlags next = flags.with((char) text.next());
            if (next == null) {
                throw new RegexException(Problem.OPTION);
            }
            flags = next;
        }
        if (!take(')')) {
            throw new RegexException(Problem.OPTION);
        }
    }

    private Node literal() {
        List<Node> items = new ArrayList<>();
        while (!text.atEnd()) {
            items.add(one(text.next()));
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
        for (skip(); !text.atEnd() && text.peek() != '|' && text.peek() != ')'; skip()) {
            Node atom = atom(looking);
            boolean condition = atom instanceof Node.At || atom instanceof Node.Look;
            items.add(condition ? atom : quantified(atom));
        }
        return items.size() == 1 ? items.getFirst() : new Node.Sequence(items);
    }

    private Node quantified(Node atom) {
        skip();
        return switch (text.peek()) {
            case '*' -> repeated(atom, 0, Node.UNBOUNDED);
            case '+' -> repeated(atom, 1, Node.UNBOUNDED);
            case '?' -> repeated(atom, 0, 1);
            case '{' -> {
                if (!boundFollows()) {
                    yield atom;
                }
                text.pass(1);
                yield bounded(atom);
            }
            default -> atom;
        };
    }

    private Node repeated(Node atom, int least, int most) {
        text.pass(1);
        return new Node.Repeat(atom, least, most, preference());
    }

    /** Whether the brace that comes next begins a bound, not itself. */
    private boolean boundFollows() {
        int ahead = 1;
        while (flags.expanded()
                && text.peek(ahead) != PatternText.NOTHING
                && CharClasses.SPACE.contains(text.peek(ahead))) {
            ahead++;
        }
        return PatternText.isDigit(text.peek(ahead));
    }

    private Node bounded(Node atom) {
        skip();
        int least = number();
        int most = least;
        boolean range = take(',');
        if (range) {
            most = PatternText.isDigit(text.peek()) ? number() : Node.UNBOUNDED;
            if (least > most) {
                throw new RegexException(Problem.REPETITIONS);
            }
        }
        if (text.atEnd()) {
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
        int from = text.place();
        while (PatternText.isDigit(text.peek()) && value <= MOST_REPETITIONS) {
            value = value * 10 + text.next() - '0';
        }
        if (text.place() == from || value > MOST_REPETITIONS) {
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
        int c = text.peek();
        if (c == '{' && boundFollows()) {
            throw new RegexException(Problem.QUANTIFIER);
        }
        text.pass(1);
        return switch (c) {
            case '(' -> group(looking);
            case '[' -> BracketReader.read(text, flags, groups);
            case '.' ->
                    new Node.One(flags.newlineStops() ? CharSet.NEWLINE.complement() : CharSet.ANY);
            case '^' -> new Node.At(flags.newlineAnchors() ? Place.LINE_START : Place.START);
            case '$' -> new Node.At(flags.newlineAnchors() ? Place.LINE_END : Place.END);
            case '\\' -> escaped(looking);
            case '*', '+', '?' -> throw new RegexException(Problem.QUANTIFIER);
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
        return switch (text.next()) {
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
        if (text.atEnd()) {
            throw new RegexException(Problem.ESCAPE);
        }
        if (flags.flavour() == Flavour.EXTENDED) {
            return one(text.next());
        }
        Place place = EscapeReader.place(text.peek());
        if (place != null) {
            text.pass(1);
            return new Node.At(place);
        }
        CharSet set = EscapeReader.characters(text.peek());
        if (set != null) {
            text.pass(1);
            return new Node.One(set);
        }
        int reference = escapes.reference(groups);
        return reference > 0 ? again(reference, looking) : one(escapes.character());
    }

    private Node again(int group, boolean looking) {
        if (looking || !closedGroups.get(group)) {
            throw new RegexException(Problem.REFERENCE);
        }
        return new Node.Again(group);
    }

    /** What does not count: white space and comments of an expanded pattern, {@code (?#...)}. */
    private void skip() {
        while (skipsOne()) {
            // the next may be skipped as well
        }
    }

    private boolean skipsOne() {
        if (text.atEnd()) {
            return false;
        }
        if (flags.expanded() && CharClasses.SPACE.contains(text.peek())) {
            text.pass(1);
            return true;
        }
        if (flags.expanded() && text.peek() == '#') {
            text.passTo('\n');
            return true;
        }
        if (flags.flavour() == Flavour.ADVANCED && text.startsWith("(?#")) {
            text.passTo(')');
            text.pass(1);
            return true;
        }
        return false;
    }

    /** Takes what may stand behind white space and comments, but for a question mark. */
    private boolean take(int c) {
        if (c != '?') {
            skip();
        }
        return text.take(c);
    }
}
