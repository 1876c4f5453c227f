package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
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
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code array_position} and what else looks for an element in an array. */
final class ArraySearches {
    private ArraySearches() {}

    static List<EngineFunction> all() {
        return List.of(
                position("array_position", 2),
                position("array_position", 3),
                positions(),
                remove(),
                replace());
    }

    static EngineType element(String name, BoundArguments arguments) {
        EngineType element = ArrayValues.element(arguments.type(0));
        if (element == null) {
            throw FunctionErrors.undefined(name, arguments.types().toArray(new EngineType[0]));
        }
        return element;
    }

    private static ResolvedFunction position(String name, int count) {
        return new ResolvedFunction(
                        "pg_" + name,
                        Collections.nCopies(count, ANY),
                        arguments -> {
                            if (isNull(arguments)) {
                                return nothing(INT);
                            }
                            EngineType element = element(name, arguments);
                            RowFunction find = row -> find(row, element);
                            return new Resolution(INT, find.withNulls());
                        })
                .seeingNulls();
    }

    private static boolean isNull(BoundArguments arguments) {
        return arguments.type(0).id() == TypeId.SQLNULL;
    }

    private static Resolution nothing(EngineType type) {
        RowFunction nothing = row -> null;
        return new Resolution(type, nothing.withNulls());
    }

    private static @Nullable Integer find(Row row, EngineType element) {
        if (row.isNull(0)) {
            return null;
        }
        List<EngineValue> items = flat("array_position", row);
        EngineValue sought = argument(row, 1, element);
        int from = row.count() > 2 && !row.isNull(2) ? (int) row.number(2) - 1 : 0;
        for (int i = Math.max(0, from); i < items.size(); i++) {
            if (items.get(i).equals(sought)) {
                return i + 1;
            }
        }
        return null;
    }

    /** An argument as an element: a text is what PostgreSQL's literal of that type is. */
    static EngineValue argument(Row row, int index, EngineType element) {
        if (row.isNull(index)) {
            return new EngineValue.Null();
        }
        if (row.value(index) instanceof EngineValue.Text(String text)
                && !row.type(index).equals(element)) {
            return ArrayValues.as(ofText(text, element), element);
        }
        return ArrayValues.as(row.value(index), element);
    }

    private static EngineValue ofText(String text, EngineType element) {
        return element instanceof EngineType.EnumOf labels
                ? new EngineValue.Text(EnumTypes.label(labels, text))
                : TextInput.element(text, element, TextSettings.DEFAULT);
    }

    private static List<EngineValue> flat(String function, Row row) {
        List<EngineValue> items = row.list(0);
        if (!items.isEmpty() && items.getFirst() instanceof EngineValue.ListOf) {
            throw PgException.notSupported(
                    "searching for elements in multidimensional arrays is not supported",
                    "Use %s on an array of one dimension.".formatted(function));
        }
        return items;
    }

    private static ResolvedFunction positions() {
        return new ResolvedFunction(
                        "pg_array_positions",
                        List.of(ANY, ANY),
                        arguments -> {
                            if (isNull(arguments)) {
                                return nothing(listOf(INT));
                            }
                            EngineType element = element("array_positions", arguments);
                            RowFunction find = row -> findAll(row, element);
                            return new Resolution(listOf(INT), find.withNulls());
                        })
                .seeingNulls();
    }

    private static @Nullable List<Integer> findAll(Row row, EngineType element) {
        if (row.isNull(0)) {
            return null;
        }
        List<EngineValue> items = flat("array_positions", row);
        EngineValue sought = argument(row, 1, element);
        return IntStream.range(0, items.size())
                .filter(i -> items.get(i).equals(sought))
                .mapToObj(i -> i + 1)
                .toList();
    }

    private static ResolvedFunction remove() {
        return new ResolvedFunction(
                        "pg_array_remove",
                        List.of(ANY, ANY),
                        arguments -> {
                            if (isNull(arguments)) {
                                return nothing(listOf(TEXT));
                            }
                            EngineType element = element("array_remove", arguments);
                            RowFunction remove =
                                    row -> row.isNull(0) ? null : without(row, element);
                            return new Resolution(listOf(element), remove.withNulls());
                        })
                .seeingNulls();
    }

    private static List<EngineValue> without(Row row, EngineType element) {
        EngineValue unwanted = argument(row, 1, element);
        return flat("array_remove", row).stream().filter(item -> !item.equals(unwanted)).toList();
    }

    private static ResolvedFunction replace() {
        return new ResolvedFunction(
                        "pg_array_replace",
                        List.of(ANY, ANY, ANY),
                        arguments -> {
                            if (isNull(arguments)) {
                                return nothing(listOf(TEXT));
                            }
                            EngineType element = element("array_replace", arguments);
                            RowFunction replace =
                                    row -> row.isNull(0) ? null : replaced(row, element);
                            return new Resolution(listOf(element), replace.withNulls());
                        })
                .seeingNulls();
    }

    private static List<EngineValue> replaced(Row row, EngineType element) {
        EngineValue from = argument(row, 1, element);
        EngineValue to = argument(row, 2, element);
        return flat("array_replace", row).stream()
                .map(item -> item.equals(from) ? to : item)
                .toList();
    }
}
