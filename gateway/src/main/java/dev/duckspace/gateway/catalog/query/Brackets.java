package dev.duckspace.gateway.catalog.query;

/** Where PostgreSQL's short form leaves out brackets. */
final class Brackets {
    private Brackets() {}

    /** Whether a node stands in another without brackets. */
    static boolean isSimple(Node node, Node parent) {
        return switch (node) {
            case Node.Var _,
                    Node.Const _,
                    Node.Call _,
                    Node.Aggregate _,
                    Node.Over _,
                    Node.Case _,
                    Node.Worded _,
                    Node.Elements _,
                    Node.Row _,
                    Node.Subscript _,
                    Node.Moment _ ->
                    true;
            case Node.Field _ -> !(parent instanceof Node.Field);
            case Node.Cast cast -> cast.isCalled() || isSimple(cast.value(), cast);
            case Node.Operation operation ->
                    parent instanceof Node.Operation outer
                            ? isSimple(operation, outer)
                            : hasOwnBrackets(parent) || parent instanceof Node.Logic;
            case Node.Logic logic ->
                    parent instanceof Node.Logic outer
                            ? isSimple(logic, outer)
                            : hasOwnBrackets(parent);
            case Node.Test _, Node.Distinct _, Node.Sub _ ->
                    hasOwnBrackets(parent) || parent instanceof Node.Logic;
            case Node.AnyOf _, Node.Collated _ -> false;
        };
    }

    /** Arithmetic has an order of its own: products before sums, the left one first. */
    private static boolean isSimple(Node.Operation inner, Node.Operation outer) {
        int inside = rank(inner);
        int outside = rank(outer);
        if (inside == 0 || outside == 0) {
            return false;
        }
        return inside > outside || (inside == outside && inner == outer.operands().getFirst());
    }

    private static int rank(Node.Operation operation) {
        if (operation.operands().size() != 2) {
            return 0;
        }
        return switch (operation.operator()) {
            case "+", "-" -> 1;
            case "*", "/", "%" -> 2;
            default -> 0;
        };
    }

    private static boolean isSimple(Node.Logic inner, Node.Logic outer) {
        return inner.word().equals("OR") ? outer.word().equals("OR") : !outer.word().equals("NOT");
    }

    private static boolean hasOwnBrackets(Node parent) {
        return switch (parent) {
            case Node.Call call -> call.form().isEmpty();
            case Node.Aggregate _,
                    Node.Over _,
                    Node.Case _,
                    Node.Worded _,
                    Node.Elements _,
                    Node.Row _,
                    Node.Subscript _ ->
                    true;
            case Node.Var _,
                    Node.Const _,
                    Node.Cast _,
                    Node.Operation _,
                    Node.Logic _,
                    Node.Test _,
                    Node.Distinct _,
                    Node.AnyOf _,
                    Node.Sub _,
                    Node.Field _,
                    Node.Moment _,
                    Node.Collated _ ->
                    false;
        };
    }
}
