package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.types.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code array_to_string} and {@code string_to_array}. */
final class ArrayStrings {
    private ArrayStrings() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        functions.add(
                new ResolvedFunction(
                        "pg_text",
                        List.of(ANY),
                        arguments -> new Resolution(TEXT, ArrayStrings::spell)));
        functions.add(joining(2));
        functions.add(joining(3));
        functions.add(splitting(List.of(TEXT, TEXT)));
        functions.add(splitting(List.of(TEXT, TEXT, TEXT)));
        return functions;
    }

    private static void spell(FunctionCall call) {
        ColumnVector vector = call.argument(0);
        ValueText text = new ValueText(vector.type(), SessionText.of(call));
        for (int row = 0; row < call.rows(); row++) {
            if (vector.isNull(row)) {
                call.result().setNull(row);
            } else {
                byte[] spelled = text.of(vector, row).getBytes(StandardCharsets.UTF_8);
                call.result().setString(row, spelled, 0, spelled.length);
            }
        }
    }

    private static ResolvedFunction joining(int count) {
        return new ResolvedFunction(
                        "pg_array_to_string",
                        Collections.nCopies(count, ANY),
                        ArrayStrings::resolve)
                .seeingNulls();
    }

    private static Resolution resolve(BoundArguments arguments) {
        EngineType leaf = ArrayValues.leaf(arguments.type(0));
        if (leaf == null) {
            if (arguments.type(0).id() == TypeId.SQLNULL) {
                return new Resolution(TEXT, ArrayStrings::nothing);
            }
            throw FunctionErrors.undefined(
                    "array_to_string", arguments.types().toArray(new EngineType[0]));
        }
        return new Resolution(TEXT, call -> join(call, leaf));
    }

    private static void nothing(FunctionCall call) {
        for (int row = 0; row < call.rows(); row++) {
            call.result().setNull(row);
        }
    }

    private static void join(FunctionCall call, EngineType leaf) {
        ValueText text = new ValueText(leaf, SessionText.of(call));
        ColumnVector list = call.argument(0);
        for (int row = 0; row < call.rows(); row++) {
            String delimiter = string(call, 1, row);
            if (list.isNull(row) || delimiter == null) {
                call.result().setNull(row);
                continue;
            }
            String nullText = call.arguments().size() > 2 ? string(call, 2, row) : null;
            List<String> parts = new ArrayList<>();
            collect(list, row, text, nullText, parts);
            byte[] joined = String.join(delimiter, parts).getBytes(StandardCharsets.UTF_8);
            call.result().setString(row, joined, 0, joined.length);
        }
    }

    private static @Nullable String string(FunctionCall call, int argument, int row) {
        ColumnVector vector = call.argument(argument);
        return vector.isNull(row) ? null : vector.textAt(row);
    }

    private static void collect(
            ColumnVector list,
            int row,
            ValueText text,
            @Nullable String nullText,
            List<String> parts) {
        ColumnVector child = list.child();
        int from = Math.toIntExact(list.listOffset(row));
        for (int i = from; i < from + list.listLength(row); i++) {
            if (child.isNull(i)) {
                if (nullText != null) {
                    parts.add(nullText);
                }
            } else if (ArrayValues.element(child.type()) != null) {
                collect(child, i, text, nullText, parts);
            } else {
                parts.add(text.of(child, i));
            }
        }
    }

    private static EngineFunction splitting(List<EngineType> parameters) {
        return functionOfNulls("pg_string_to_array", listOf(TEXT), parameters, ArrayStrings::split);
    }

    private static @Nullable List<@Nullable String> split(Row row) {
        if (row.isNull(0)) {
            return null;
        }
        String text = row.text(0);
        String nullText = row.count() > 2 && !row.isNull(2) ? row.text(2) : null;
        List<@Nullable String> parts = new ArrayList<>();
        for (String part : parts(text, row.isNull(1) ? null : row.text(1))) {
            parts.add(Objects.equals(part, nullText) ? null : part);
        }
        return parts;
    }

    /**
     * @param delimiter null for every character; empty for none at all
     */
    private static List<String> parts(String text, @Nullable String delimiter) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (delimiter == null) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        if (delimiter.isEmpty()) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
            parts.add(text.substring(from, at));
            from = at + delimiter.length();
        }
        parts.add(text.substring(from));
        return parts;
    }
}
