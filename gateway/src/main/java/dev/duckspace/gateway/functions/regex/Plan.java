package dev.duckspace.gateway.functions.regex;

import java.util.List;

/** How a match is taken apart into what its groups matched. */
sealed interface Plan {
    /**
     * @param node what it matches
     * @param automaton its number
     * @param traits of {@link PlanBuilder}
     */
    record Shape(Node node, int automaton, int traits) {
        boolean prefersShortest() {
            return (traits & PlanBuilder.SHORTEST) != 0;
        }
    }

    Shape shape();

    /** Nothing inside is of interest. */
    record Leaf(Shape shape) implements Plan {}

    record Join(Shape shape, Plan left, Plan right) implements Plan {}

    record Either(Shape shape, List<Plan> branches) implements Plan {
        public Either {
            branches = List.copyOf(branches);
        }
    }

    record Loop(Shape shape, Plan inner, int least, int most) implements Plan {}

    record Capture(Shape shape, Plan inner, int group) implements Plan {}

    record Reference(Shape shape, int group, int least, int most) implements Plan {}
}
