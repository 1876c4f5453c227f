package dev.duckspace.gateway.functions.regex;

import dev.duckspace.gateway.functions.regex.Node.Preference;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides where a pattern must be taken apart, and which part takes its choice first: PostgreSQL's
 * rules, by which a branch prefers what its first quantifier with a preference does, and a choice
 * the longest.
 */
final class PlanBuilder {
    static final int LONGEST = 1;
    static final int SHORTEST = 2;
    private static final int MIXED = 4;
    static final int CAPTURES = 8;
    static final int REFERS = 16;
    private static final int PREFERENCES = LONGEST | SHORTEST;

    private final List<Node> automata = new ArrayList<>();

    Plan whole(Node node) {
        return choice(node);
    }

    /** What each automaton matches, by its number. */
    List<Node> automata() {
        return automata;
    }

    private Plan choice(Node node) {
        if (!(node instanceof Node.Choice choice)) {
            return branch(node instanceof Node.Sequence s ? s.items() : List.of(node));
        }
        List<Plan> branches = new ArrayList<>();
        int traits = LONGEST;
        for (Node branch : choice.branches()) {
            Plan plan = choice(branch);
            branches.add(plan);
            traits |= up(traits | plan.shape().traits());
        }
        return isMessy(traits)
                ? new Plan.Either(shape(node, traits), branches)
                : leaf(node, traits);
    }

    private static boolean isMessy(int traits) {
        return (traits & (MIXED | CAPTURES | REFERS)) != 0;
    }

    /** What counts outside of a part too. */
    private static int up(int traits) {
        int mixed = (traits & PREFERENCES) == PREFERENCES ? MIXED : 0;
        return (traits & ~PREFERENCES) | mixed;
    }

    private static int combined(int first, int second) {
        int preference = first & PREFERENCES;
        return up(first | second) | (preference != 0 ? preference : second & PREFERENCES);
    }

    private Plan.Shape shape(Node node, int traits) {
        automata.add(node);
        return new Plan.Shape(node, automata.size() - 1, traits);
    }

    private Plan leaf(Node node, int traits) {
        return new Plan.Leaf(shape(node, traits));
    }

    /** An item with its quantifier taken off. */
    private record Item(Node atom, int least, int most, int preference) {
        static Item of(Node node) {
            return node instanceof Node.Repeat repeat
                    ? new Item(
                            repeat.inner(),
                            repeat.least(),
                            repeat.most(),
                            repeat.preference() == Preference.SHORTEST
                                    ? SHORTEST
                                    : repeat.preference() == Preference.LONGEST ? LONGEST : 0)
                    : new Item(node, 1, 1, 0);
        }

        Node repeated(int by) {
            return new Node.Repeat(
                    atom, least - by, most == Node.UNBOUNDED ? most : most - by, Preference.NONE);
        }
    }

    private Plan branch(List<Node> items) {
        int traits = 0;
        for (int i = 0; i < items.size(); i++) {
            Item item = Item.of(items.get(i));
            if (item.most() == 0) {
                continue;
            }
            boolean apart =
                    item.atom() instanceof Node.Again
                            || (item.atom() instanceof Node.Group group && group.number() > 0);
            if (!apart && !(item.atom() instanceof Node.Group)) {
                int with = traits | item.preference();
                if (!isMessy(up(with))) {
                    traits = with;
                    continue;
                }
            }
            Plan atom = atom(item.atom());
            int with = traits | item.preference() | atom.shape().traits();
            if (!apart && !isMessy(up(with))) {
                traits = with;
                continue;
            }
            return split(items, i, traits, item, atom);
        }
        return leaf(new Node.Sequence(items), traits);
    }

    private Plan atom(Node node) {
        return switch (node) {
            case Node.Group group when group.number() == 0 -> choice(group.inner());
            case Node.Group group -> captured(group);
            case Node.Again again -> new Plan.Reference(shape(again, REFERS), again.group(), 1, 1);
            default -> leaf(node, 0);
        };
    }

    private Plan captured(Node.Group group) {
        Plan inner = choice(group.inner());
        return new Plan.Capture(
                shape(group, inner.shape().traits() | CAPTURES), inner, group.number());
    }

    private Plan split(List<Node> items, int at, int traits, Item item, Plan atom) {
        Plan quantified = quantified(item, atom);
        Node following = new Node.Sequence(items.subList(at, items.size()));
        Plan right = quantified;
        if (at + 1 < items.size()) {
            Plan rest = branch(items.subList(at + 1, items.size()));
            int own = combined(item.preference(), atom.shape().traits());
            right =
                    new Plan.Join(
                            shape(following, combined(own, rest.shape().traits())),
                            quantified,
                            rest);
        }
        if (at == 0) {
            return right;
        }
        Plan prefix = leaf(new Node.Sequence(items.subList(0, at)), traits);
        return new Plan.Join(
                shape(new Node.Sequence(items), combined(traits, right.shape().traits())),
                prefix,
                right);
    }

    private Plan quantified(Item item, Plan atom) {
        int inside = atom.shape().traits();
        int traits = combined(item.preference(), inside);
        if (atom instanceof Plan.Reference reference) {
            return new Plan.Reference(
                    shape(item.repeated(0), traits | REFERS),
                    reference.group(),
                    item.least(),
                    item.most());
        }
        int preferences = inside & (PREFERENCES | MIXED);
        if (item.least() == 1
                && item.most() == 1
                && (item.preference() == 0
                        || preferences == 0
                        || item.preference() == preferences)) {
            return atom;
        }
        if ((inside & (CAPTURES | REFERS)) == 0) {
            return leaf(item.repeated(0), traits);
        }
        if (item.least() > 0 && (inside & REFERS) == 0) {
            Plan before = leaf(item.repeated(1), traits & PREFERENCES);
            return new Plan.Join(shape(item.repeated(0), traits), before, atom);
        }
        return new Plan.Loop(shape(item.repeated(0), traits), atom, item.least(), item.most());
    }
}
