package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbValues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run of a path over a value. */
final class PathRun {
    private final boolean lax;
    private final PathNode path;
    private final Jsonb target;
    private final Jsonb.Members vars;
    private final PathPredicates predicates;

    /** In strict mode, below {@code .**}: steps that lead nowhere are no failures there. */
    private boolean forgiving;

    private Jsonb current;
    private int arraySize = -1;

    /** Ends a run that has found what it looked for. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Found() {
            super(null, null, false, false);
        }
    }

    PathRun(JsonPath path, Jsonb target, Jsonb.Members vars) {
        this.lax = path.lax();
        this.path = path.root();
        this.target = target;
        this.vars = vars;
        this.current = target;
        this.predicates = new PathPredicates(this);
    }

    boolean isLax() {
        return lax;
    }

    /**
     * @throws PathFailure when the path does not fit the value
     */
    void run(Consumer<Jsonb> sink) {
        items(path, target, sink);
    }

    /** Whether there is an item: in lax mode nothing behind the first one is looked at. */
    boolean finds() {
        return finds(path, target);
    }

    boolean finds(PathNode node, Jsonb item) {
        if (!lax) {
            return !list(node, item).isEmpty();
        }
        try {
            items(
                    node,
                    item,
                    found -> {
                        throw new Found();
                    });
            return false;
        } catch (Found e) {
            return true;
        }
    }

    List<Jsonb> list(PathNode node, Jsonb item) {
        List<Jsonb> items = new ArrayList<>();
        items(node, item, items::add);
        return items;
    }

    /** The items with, in lax mode, arrays replaced by their elements. */
    List<Jsonb> unwrapped(PathNode node, Jsonb item) {
        List<Jsonb> items = list(node, item);
        return lax && items.stream().anyMatch(Jsonb.Array.class::isInstance)
                ? items.stream()
                        .flatMap(
                                found ->
                                        found instanceof Jsonb.Array array
                                                ? array.elements().stream()
                                                : Stream.of(found))
                        .toList()
                : items;
    }

    private void items(PathNode node, Jsonb item, Consumer<Jsonb> sink) {
        switch (node) {
            case PathNode.Root root -> sink.accept(target);
            case PathNode.Current at -> sink.accept(current);
            case PathNode.Last last -> sink.accept(Jsonb.number(arraySize - 1));
            case PathNode.Variable variable -> sink.accept(variable(variable.name()));
            case PathNode.Literal literal -> sink.accept(literal.value());
            case PathNode.Arithmetic arithmetic -> sink.accept(arithmetic(arithmetic, item));
            case PathNode.Sign sign -> signed(sign, item, sink);
            case PathNode.Predicate predicate ->
                    sink.accept(
                            switch (predicates.test(predicate, item)) {
                                case TRUE -> JsonbValues.TRUE;
                                case FALSE -> JsonbValues.FALSE;
                                case UNKNOWN -> JsonbValues.NULL;
                            });
            case PathNode.Steps steps ->
                    items(steps.base(), item, found -> step(steps.steps(), 0, found, lax, sink));
        }
    }

    private Jsonb variable(String name) {
        Jsonb value = vars.get(name);
        if (value == null) {
            throw new PgException(
                    SqlState.UNDEFINED_OBJECT,
                    "could not find jsonpath variable \"%s\"".formatted(name));
        }
        return value;
    }

    /**
     * @param unwrap whether the step may look into an array for the objects that it needs
     */
    private void step(
            List<PathNode.PathStep> steps,
            int at,
            Jsonb item,
            boolean unwrap,
            Consumer<Jsonb> sink) {
        if (at == steps.size()) {
            sink.accept(item);
            return;
        }
        Consumer<Jsonb> next = found -> step(steps, at + 1, found, lax, sink);
        PathNode.PathStep step = steps.get(at);
        if (unwrap && item instanceof Jsonb.Array array && looksIntoArrays(step)) {
            array.elements().forEach(element -> step(steps, at, element, false, sink));
            return;
        }
        switch (step) {
            case PathNode.Key key -> key(key.name(), item, next);
            case PathNode.AnyKey any -> anyKey(item, next);
            case PathNode.AnyElement any -> anyElement(item, next);
            case PathNode.Subscripts subscripts -> subscripts(subscripts, item, next);
            case PathNode.Descendants descendants -> descendants(descendants, item, next);
            case PathNode.Filter filter -> {
                if (keeps(filter, item)) {
                    next.accept(item);
                }
            }
            case PathNode.Method method ->
                    PathMethods.apply(method.name(), item, lax || forgiving, item == target, next);
        }
    }

    private static boolean looksIntoArrays(PathNode.PathStep step) {
        return switch (step) {
            case PathNode.Key key -> true;
            case PathNode.AnyKey any -> true;
            case PathNode.Filter filter -> true;
            case PathNode.Method method ->
                    !method.name().equals("type") && !method.name().equals("size");
            case PathNode.AnyElement any -> false;
            case PathNode.Subscripts subscripts -> false;
            case PathNode.Descendants descendants -> false;
        };
    }

    private void key(String name, Jsonb item, Consumer<Jsonb> next) {
        if (item instanceof Jsonb.Members object) {
            Jsonb value = object.get(name);
            if (value != null) {
                next.accept(value);
            } else {
                fail(
                        SqlState.SQL_JSON_MEMBER_NOT_FOUND,
                        "JSON object does not contain key \"%s\"".formatted(name));
            }
        } else {
            fail(
                    SqlState.SQL_JSON_MEMBER_NOT_FOUND,
                    "jsonpath member accessor can only be applied to an object");
        }
    }

    private void anyKey(Jsonb item, Consumer<Jsonb> next) {
        if (item instanceof Jsonb.Members object) {
            object.members().forEach(member -> next.accept(member.value()));
        } else {
            fail(
                    SqlState.SQL_JSON_OBJECT_NOT_FOUND,
                    "jsonpath wildcard member accessor can only be applied to an object");
        }
    }

    private void anyElement(Jsonb item, Consumer<Jsonb> next) {
        if (item instanceof Jsonb.Array array) {
            array.elements().forEach(next);
        } else if (lax) {
            next.accept(item);
        } else {
            fail(
                    SqlState.SQL_JSON_ARRAY_NOT_FOUND,
                    "jsonpath wildcard array accessor can only be applied to an array");
        }
    }

    private void subscripts(PathNode.Subscripts subscripts, Jsonb item, Consumer<Jsonb> next) {
        if (!(item instanceof Jsonb.Array) && !lax) {
            fail(
                    SqlState.SQL_JSON_ARRAY_NOT_FOUND,
                    "jsonpath array accessor can only be applied to an array");
            return;
        }
        List<Jsonb> elements = item instanceof Jsonb.Array array ? array.elements() : List.of(item);
        for (PathNode.Range range : subscripts.ranges()) {
            int outer = arraySize;
            arraySize = elements.size();
            int from = index(range.from(), item);
            int to = range.to() == null ? from : index(range.to(), item);
            arraySize = outer;
            if (!lax && !forgiving && (from < 0 || from > to || to >= elements.size())) {
                throw new PathFailure(
                        SqlState.INVALID_SQL_JSON_SUBSCRIPT,
                        "jsonpath array subscript is out of bounds");
            }
            for (int i = Math.max(from, 0); i <= Math.min(to, elements.size() - 1); i++) {
                next.accept(elements.get(i));
            }
        }
    }

    private int index(PathNode node, Jsonb item) {
        List<Jsonb> found = list(node, item);
        if (found.size() != 1 || !(found.getFirst() instanceof Jsonb.Num number)) {
            throw new PathFailure(
                    SqlState.INVALID_SQL_JSON_SUBSCRIPT,
                    "jsonpath array subscript is not a single numeric value");
        }
        try {
            return number.value().setScale(0, RoundingMode.DOWN).intValueExact();
        } catch (ArithmeticException e) {
            throw new PathFailure(
                    SqlState.INVALID_SQL_JSON_SUBSCRIPT,
                    "jsonpath array subscript is out of integer range");
        }
    }

    private void descendants(PathNode.Descendants step, Jsonb item, Consumer<Jsonb> next) {
        boolean outer = forgiving;
        forgiving = true;
        try {
            if (step.first() == 0) {
                next.accept(item);
            }
            below(step, item, 1, next);
        } finally {
            forgiving = outer;
        }
    }

    private static void below(
            PathNode.Descendants step, Jsonb item, int level, Consumer<Jsonb> next) {
        for (Jsonb child : children(item)) {
            boolean leavesOnly = step.first() == Integer.MAX_VALUE;
            if (leavesOnly ? child.isScalar() : level >= step.first()) {
                next.accept(child);
            }
            if (level < step.last()) {
                below(step, child, level + 1, next);
            }
        }
    }

    private static List<Jsonb> children(Jsonb item) {
        return switch (item) {
            case Jsonb.Array array -> array.elements();
            case Jsonb.Members object ->
                    object.members().stream().map(Jsonb.Member::value).toList();
            case Jsonb.Null nothing -> List.of();
            case Jsonb.Bool bool -> List.of();
            case Jsonb.Num number -> List.of();
            case Jsonb.Str string -> List.of();
        };
    }

    private boolean keeps(PathNode.Filter filter, Jsonb item) {
        Jsonb outer = current;
        current = item;
        try {
            return predicates.test(filter.predicate(), item) == PathPredicates.Truth.TRUE;
        } finally {
            current = outer;
        }
    }

    /** A step that leads nowhere. */
    private void fail(SqlState sqlState, String message) {
        if (!lax && !forgiving) {
            throw new PathFailure(sqlState, message);
        }
    }

    private Jsonb arithmetic(PathNode.Arithmetic node, Jsonb item) {
        BigDecimal left = operand("left", node.operator(), unwrapped(node.left(), item));
        BigDecimal right = operand("right", node.operator(), unwrapped(node.right(), item));
        return Jsonb.number(
                switch (node.operator()) {
                    case '+' -> left.add(right);
                    case '-' -> left.subtract(right);
                    case '*' -> left.multiply(right);
                    case '/' -> PathMethods.divide(left, right);
                    default -> PathMethods.remainder(left, right);
                });
    }

    private static BigDecimal operand(String side, char operator, List<Jsonb> found) {
        if (found.size() == 1 && found.getFirst() instanceof Jsonb.Num number) {
            return number.value();
        }
        throw new PathFailure(
                SqlState.SINGLETON_SQL_JSON_ITEM_REQUIRED,
                "%s operand of jsonpath operator %s is not a single numeric value"
                        .formatted(side, operator));
    }

    private void signed(PathNode.Sign sign, Jsonb item, Consumer<Jsonb> sink) {
        for (Jsonb found : unwrapped(sign.operand(), item)) {
            if (!(found instanceof Jsonb.Num number)) {
                throw new PathFailure(
                        SqlState.SQL_JSON_NUMBER_NOT_FOUND,
                        "operand of unary jsonpath operator %s is not a numeric value"
                                .formatted(sign.minus() ? '-' : '+'));
            }
            sink.accept(sign.minus() ? Jsonb.number(number.value().negate()) : number);
        }
    }
}
