package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's array functions, under names of their own: the engine has others of most names. */
final class ArrayFunctions {
    /** Elements of the arrays that are asked what they contain. */
    private static final List<EngineType> CONTAINED =
            List.of(
                    INT,
                    Definitions.BIGINT,
                    Definitions.SMALLINT,
                    TEXT,
                    Definitions.UUID,
                    Definitions.DATE,
                    Definitions.TIMESTAMP,
                    Definitions.TIMESTAMPTZ,
                    Definitions.BOOL);

    private ArrayFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        functions.add(measure("array_length", row -> length(row.list(0), row.number(1))));
        functions.add(measure("array_upper", row -> length(row.list(0), row.number(1))));
        functions.add(
                measure(
                        "array_lower",
                        row -> length(row.list(0), row.number(1)) == null ? null : 1));
        functions.add(
                whole("array_ndims", INT, row -> none(sizes(row)) ? null : sizes(row).size()));
        functions.add(whole("array_dims", TEXT, ArrayFunctions::dims));
        functions.add(cardinality());
        functions.addAll(ArraySearches.all());
        functions.add(trim());
        functions.add(assignment());
        functions.add(subscripts(2));
        functions.add(subscripts(3));
        functions.add(subscripts(4));
        functions.add(fill(2));
        functions.add(fill(3));
        for (EngineType element : CONTAINED) {
            functions.addAll(containment(listOf(element)));
        }
        return functions;
    }

    /** An element of NULL is in no array. */
    private static List<EngineFunction> containment(EngineType list) {
        return List.of(
                function(
                        "@>",
                        Definitions.BOOL,
                        List.of(list, list),
                        row -> contains(row.list(0), row.list(1))),
                function(
                        "<@",
                        Definitions.BOOL,
                        List.of(list, list),
                        row -> contains(row.list(1), row.list(0))));
    }

    private static boolean contains(List<EngineValue> whole, List<EngineValue> part) {
        List<EngineValue> wanted = ArrayValues.leaves(part);
        return wanted.stream().noneMatch(EngineValue.Null.class::isInstance)
                && new HashSet<>(ArrayValues.leaves(whole)).containsAll(wanted);
    }

    private static List<Integer> sizes(Row row) {
        return ArrayValues.sizes(row.list(0));
    }

    private static boolean none(List<Integer> sizes) {
        return sizes.isEmpty();
    }

    private static @Nullable Integer length(List<EngineValue> items, long dimension) {
        List<Integer> sizes = ArrayValues.sizes(items);
        return dimension < 1 || dimension > sizes.size() ? null : sizes.get((int) dimension - 1);
    }

    private static @Nullable String dims(Row row) {
        List<Integer> sizes = sizes(row);
        return sizes.isEmpty()
                ? null
                : sizes.stream().map(size -> "[1:" + size + ']').collect(Collectors.joining());
    }

    private static ResolvedFunction measure(String name, RowFunction of) {
        return new ResolvedFunction(
                "pg_" + name,
                List.of(ANY, ANY),
                arguments -> {
                    ArraySearches.element(name, arguments);
                    return new Resolution(INT, of.strict());
                });
    }

    private static ResolvedFunction whole(String name, EngineType result, RowFunction of) {
        return new ResolvedFunction(
                "pg_" + name,
                List.of(ANY),
                arguments -> {
                    ArraySearches.element(name, arguments);
                    return new Resolution(result, of.strict());
                });
    }

    /**
     * As a list, from the last when a third argument says so. A fourth one is the lower bound: 0
     * for vectors of the catalog.
     */
    private static ResolvedFunction subscripts(int count) {
        List<EngineType> parameters =
                List.of(ANY, Definitions.BIGINT, Definitions.BOOL, Definitions.BIGINT)
                        .subList(0, count);
        return new ResolvedFunction(
                "pg_generate_subscripts",
                parameters,
                arguments -> {
                    ArraySearches.element("generate_subscripts", arguments);
                    RowFunction all =
                            row -> {
                                Integer length = length(row.list(0), row.number(1));
                                int last = length == null ? 0 : length;
                                boolean back = count > 2 && row.bool(2);
                                int first = count > 3 ? (int) row.number(3) : 1;
                                return IntStream.range(0, last)
                                        .mapToObj(i -> first + (back ? last - 1 - i : i))
                                        .toList();
                            };
                    return new Resolution(listOf(INT), all.strict());
                });
    }

    /** Of DuckDB's maps too. */
    private static ResolvedFunction cardinality() {
        return new ResolvedFunction(
                "pg_cardinality",
                List.of(ANY),
                arguments -> {
                    if (arguments.type(0) instanceof EngineType.MapOf) {
                        RowFunction entries =
                                row -> ((EngineValue.MapOf) row.value(0)).entries().size();
                        return new Resolution(INT, entries.strict());
                    }
                    ArraySearches.element("cardinality", arguments);
                    RowFunction count = row -> ArrayValues.leaves(row.list(0)).size();
                    return new Resolution(INT, count.strict());
                });
    }

    private static ResolvedFunction trim() {
        return new ResolvedFunction(
                "pg_trim_array",
                List.of(ANY, ANY),
                arguments -> {
                    EngineType element = ArraySearches.element("trim_array", arguments);
                    RowFunction trim =
                            row -> {
                                List<EngineValue> items = row.list(0);
                                long count = row.number(1);
                                if (count < 0 || count > items.size()) {
                                    throw new PgException(
                                            SqlState.ARRAY_ELEMENT_ERROR,
                                            "number of elements to trim must be between 0 and "
                                                    + items.size());
                                }
                                return items.subList(0, items.size() - (int) count);
                            };
                    return new Resolution(listOf(element), trim.strict());
                });
    }

    /** What {@code SET a[i] = x} makes of the array; it may grow at its end. */
    private static ResolvedFunction assignment() {
        return new ResolvedFunction(
                        "pg_array_set",
                        List.of(ANY, ANY, ANY),
                        arguments -> {
                            EngineType element = ArraySearches.element("array_set", arguments);
                            ElementAssignment.require(element, arguments, 2);
                            RowFunction set = row -> assigned(row, element);
                            return new Resolution(listOf(element), set.withNulls());
                        })
                .seeingNulls();
    }

    private static List<EngineValue> assigned(Row row, EngineType element) {
        List<EngineValue> items = new ArrayList<>(row.isNull(0) ? List.of() : row.list(0));
        if (row.isNull(1)) {
            throw new PgException(
                    SqlState.NULL_VALUE_NOT_ALLOWED,
                    "array subscript in assignment must not be null");
        }
        int index = row.integer(1);
        if (index < 1 || index > 1_000_000 || (items.isEmpty() && index > 1)) {
            throw PgException.notSupported(
                    "arrays with a lower bound other than 1 are not supported",
                    "Assign to subscripts from 1.");
        }
        while (items.size() < index) {
            items.add(new EngineValue.Null());
        }
        items.set(
                index - 1,
                ElementAssignment.stored(ArraySearches.argument(row, 2, element), element));
        return items;
    }

    /** The lengths of the dimensions must be constant: the type hangs on their number. */
    private static ResolvedFunction fill(int count) {
        return new ResolvedFunction(
                        "pg_array_fill",
                        Collections.nCopies(count, ANY),
                        ArrayFunctions::resolveFill)
                .seeingNulls();
    }

    private static Resolution resolveFill(BoundArguments arguments) {
        String sizes = arguments.constant(1);
        if (sizes == null) {
            throw PgException.notSupported(
                    "array_fill of lengths that are not constant is not supported",
                    "Write the lengths as ARRAY[...].");
        }
        if (arguments.count() > 2
                && Arrays.stream(numbers(String.valueOf(arguments.constant(2))))
                        .anyMatch(bound -> bound != 1)) {
            throw PgException.notSupported(
                    "arrays with a lower bound other than 1 are not supported",
                    "Leave the lower bounds out.");
        }
        int[] lengths = numbers(sizes);
        EngineType element = arguments.type(0).id() == TypeId.SQLNULL ? TEXT : arguments.type(0);
        EngineType type = element;
        for (int i = 0; i < Math.max(1, lengths.length); i++) {
            type = listOf(type);
        }
        RowFunction fill =
                row -> {
                    EngineValue value = ArraySearches.argument(row, 0, element);
                    return Arrays.stream(lengths).anyMatch(length -> length == 0)
                            ? List.of()
                            : filled(value, lengths, 0);
                };
        return new Resolution(type, fill.withNulls());
    }

    private static int[] numbers(String list) {
        return Arrays.stream(list.split("[^0-9-]+"))
                .filter(part -> !part.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static List<?> filled(EngineValue value, int[] lengths, int dimension) {
        if (dimension == lengths.length) {
            return List.of(value);
        }
        Object inner =
                dimension + 1 == lengths.length ? value : filled(value, lengths, dimension + 1);
        return Collections.nCopies(lengths[dimension], inner);
    }
}
