package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.decimal;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ||} between an array and an element, of any order, or another array. An element of NULL is
 * one, an array of NULL is none. A bare literal beside an array is an array.
 */
final class ArrayConcatenation {
    private static final List<EngineType> NUMBERS =
            List.of(Definitions.INT, Definitions.BIGINT, decimal(38, 10), Definitions.DOUBLE);

    /** The type of what is none beside these; beside others it is text. */
    private static final Map<EngineType, EngineType> KEPT =
            Map.of(
                    JsonTypes.JSONB,
                    JsonTypes.JSONB,
                    Definitions.BYTEA,
                    Definitions.BYTEA,
                    Definitions.BIT,
                    Definitions.named(TypeId.BIT, "bit varying"));

    /** What a bare NULL beside the operator becomes: nothing to add to an array. */
    static final EngineType NOTHING = Definitions.named(TypeId.VARCHAR, "pg_null");

    private ArrayConcatenation() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        for (EngineType element :
                List.of(
                        Definitions.BOOL,
                        Definitions.INT,
                        Definitions.BIGINT,
                        Definitions.DOUBLE,
                        decimal(38, 10),
                        TEXT,
                        Definitions.DATE,
                        Definitions.TIMESTAMP,
                        Definitions.TIMESTAMPTZ,
                        Definitions.UUID,
                        listOf(Definitions.INT),
                        listOf(TEXT))) {
            functions.addAll(of(element));
        }
        functions.add(
                functionOfNulls(
                        "||",
                        Definitions.named(TypeId.BIT, "bit varying"),
                        List.of(Definitions.BIT, Definitions.BIT),
                        ArrayConcatenation::bits));
        functions.add(withNothing(List.of(Definitions.ANY, NOTHING), 0));
        functions.add(withNothing(List.of(NOTHING, Definitions.ANY), 1));
        for (EngineType list : NUMBERS) {
            for (EngineType element : NUMBERS) {
                if (!list.equals(element)) {
                    functions.addAll(mixed(list, element));
                }
            }
        }
        return functions;
    }

    private static EngineFunction withNothing(List<EngineType> parameters, int operand) {
        return new ResolvedFunction(
                        "||",
                        parameters,
                        arguments -> {
                            EngineType type = arguments.type(operand);
                            if (type instanceof EngineType.ListOf) {
                                RowFunction same =
                                        row ->
                                                row.isNull(operand)
                                                        ? new EngineValue.Null()
                                                        : row.value(operand);
                                return new ResolvedFunction.Resolution(type, same.withNulls());
                            }
                            RowFunction none = row -> new EngineValue.Null();
                            return new ResolvedFunction.Resolution(
                                    KEPT.getOrDefault(type, TEXT), none.withNulls());
                        })
                .seeingNulls();
    }

    private static EngineValue bits(Row row) {
        return row.isNull(0) || row.isNull(1)
                ? new EngineValue.Null()
                : new EngineValue.Bit(digits(row, 0) + digits(row, 1));
    }

    private static String digits(Row row, int argument) {
        return ((EngineValue.Bit) row.value(argument)).digits();
    }

    /** Of arrays of one type and their elements. */
    static List<EngineFunction> of(EngineType element) {
        EngineType list = listOf(element);
        List<EngineFunction> functions =
                new ArrayList<>(
                        List.of(
                                functionOfNulls(
                                        "||",
                                        list,
                                        List.of(list, element),
                                        row -> appended(row, element)),
                                functionOfNulls(
                                        "||",
                                        list,
                                        List.of(element, list),
                                        row -> prepended(row, element))));
        functions.add(
                functionOfNulls("||", list, List.of(list, list), row -> joined(row, element)));
        if (element.equals(TEXT)) {
            functions.set(0, ofTexts(list));
        } else {
            functions.add(
                    functionOfNulls(
                            "||", list, List.of(list, TEXT), row -> withLiteral(row, element)));
        }
        return functions;
    }

    /** A constant that is spelled as an array is one, since a bare literal is. */
    private static EngineFunction ofTexts(EngineType list) {
        return new ResolvedFunction(
                        "||",
                        List.of(list, TEXT),
                        arguments -> {
                            String constant = arguments.constant(1);
                            boolean array =
                                    constant != null
                                            && constant.strip().startsWith("{")
                                            && constant.strip().endsWith("}");
                            RowFunction body =
                                    array
                                            ? row -> withLiteral(row, TEXT)
                                            : row -> appended(row, TEXT);
                            return new ResolvedFunction.Resolution(list, body.withNulls());
                        })
                .seeingNulls();
    }

    private static List<EngineFunction> mixed(EngineType listOf, EngineType element) {
        EngineType common = ArrayValues.wider(listOf, element);
        if (common instanceof EngineType.Decimal) {
            common = decimal(38, 10);
        }
        EngineType result = common == null ? listOf : common;
        EngineType list = listOf(listOf);
        return List.of(
                functionOfNulls(
                        "||", listOf(result), List.of(list, element), row -> appended(row, result)),
                functionOfNulls(
                        "||",
                        listOf(result),
                        List.of(element, list),
                        row -> prepended(row, result)));
    }

    private static List<EngineValue> items(Row row, int argument, EngineType element) {
        return row.isNull(argument)
                ? List.of()
                : row.list(argument).stream().map(item -> ArrayValues.as(item, element)).toList();
    }

    private static EngineValue item(Row row, int argument, EngineType element) {
        return row.isNull(argument)
                ? new EngineValue.Null()
                : ArrayValues.as(row.value(argument), element);
    }

    /** The engine's own is NULL where one of them is. */
    private static Object joined(Row row, EngineType element) {
        if (row.isNull(0) && row.isNull(1)) {
            return new EngineValue.Null();
        }
        List<EngineValue> items = new ArrayList<>(items(row, 0, element));
        items.addAll(items(row, 1, element));
        return items;
    }

    private static List<EngineValue> appended(Row row, EngineType element) {
        List<EngineValue> items = new ArrayList<>(items(row, 0, element));
        items.add(item(row, 1, element));
        return items;
    }

    private static List<EngineValue> prepended(Row row, EngineType element) {
        List<EngineValue> items = new ArrayList<>();
        items.add(item(row, 0, element));
        items.addAll(items(row, 1, element));
        return items;
    }

    private static List<EngineValue> withLiteral(Row row, EngineType element) {
        List<EngineValue> items = new ArrayList<>(items(row, 0, element));
        if (!row.isNull(1)) {
            items.addAll(TextInput.array(row.text(1), element, TextSettings.DEFAULT));
        }
        return items;
    }
}
