package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.types.json.Jsonb;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a path: what it answers is a sequence of items, or truth. */
public sealed interface PathNode {
    /** {@code $}. */
    record Root() implements PathNode {}

    /** {@code @}. */
    record Current() implements PathNode {}

    /** {@code last}, inside of a subscript. */
    record Last() implements PathNode {}

    record Variable(String name) implements PathNode {}

    record Literal(Jsonb value) implements PathNode {}

    /** Steps from what the base answers, one after the other. */
    record Steps(PathNode base, List<PathStep> steps) implements PathNode {
        public Steps {
            steps = List.copyOf(steps);
        }
    }

    record Arithmetic(char operator, PathNode left, PathNode right) implements PathNode {}

    record Sign(boolean minus, PathNode operand) implements PathNode {}

    /** True, false or unknown. */
    sealed interface Predicate extends PathNode {}

    record And(Predicate left, Predicate right) implements Predicate {}

    record Or(Predicate left, Predicate right) implements Predicate {}

    record Not(Predicate operand) implements Predicate {}

    record IsUnknown(Predicate operand) implements Predicate {}

    record Exists(PathNode operand) implements Predicate {}

    /**
     * @param operator {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >} or {@code >=}
     */
    record Comparison(String operator, PathNode left, PathNode right) implements Predicate {}

    record StartsWith(PathNode whole, PathNode beginning) implements Predicate {}

    record LikeRegex(PathNode operand, Pattern pattern) implements Predicate {}

    /** One step of a path. */
    sealed interface PathStep {}

    record Key(String name) implements PathStep {}

    record AnyKey() implements PathStep {}

    record AnyElement() implements PathStep {}

    record Subscripts(List<Range> ranges) implements PathStep {
        public Subscripts {
            ranges = List.copyOf(ranges);
        }
    }

    /** One element, or those from one to another. */
    record Range(PathNode from, @Nullable PathNode to) {}

    /**
     * {@code .**}: the item and everything below it.
     *
     * @param first least depth, 0 the item itself
     * @param last greatest depth; both Integer.MAX_VALUE: leaves only
     */
    record Descendants(int first, int last) implements PathStep {}

    record Filter(Predicate predicate) implements PathStep {}

    /** {@code .size()} and its like. */
    record Method(String name) implements PathStep {}
}
