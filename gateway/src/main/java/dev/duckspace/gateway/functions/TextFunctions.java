package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionBody;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;

/** Functions of strings. */
final class TextFunctions {
    private static final EngineType TEXTS = listOf(TEXT);

    private TextFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        lengths(all);
        parts(all);
        all.addAll(
                List.of(
                        text("initcap", List.of(TEXT), row -> Words.initcap(row.text(0))),
                        text("btrim", List.of(TEXT), row -> Trimming.both(row.text(0), " ")),
                        text(
                                "btrim",
                                List.of(TEXT, TEXT),
                                row -> Trimming.both(row.text(0), row.text(1))),
                        text("chr", List.of(INT), row -> Characters.of(row.integer(0))),
                        text("reverse", List.of(TEXT), row -> Words.reversed(row.text(0))),
                        text("to_hex", List.of(INT), row -> Integer.toHexString(row.integer(0))),
                        text("to_hex", List.of(BIGINT), row -> Long.toHexString(row.number(0))),
                        text("unistr", List.of(TEXT), row -> Unescaping.unistr(row.text(0))),
                        text(
                                "to_ascii",
                                List.of(TEXT),
                                row -> {
                                    throw Words.noAscii();
                                }),
                        text(
                                "normalize",
                                List.of(TEXT),
                                row -> Characters.normalized(row.text(0), "NFC")),
                        text(
                                "normalize",
                                List.of(TEXT, TEXT),
                                row -> Characters.normalized(row.text(0), row.text(1))),
                        function(
                                "is_normalized",
                                BOOL,
                                List.of(TEXT),
                                row -> Characters.isNormalized(row.text(0), "NFC")),
                        function(
                                "is_normalized",
                                BOOL,
                                List.of(TEXT, TEXT),
                                row -> Characters.isNormalized(row.text(0), row.text(1))),
                        function(
                                "@~=",
                                BOOL,
                                List.of(TEXT, TEXT),
                                row -> Characters.isNormalized(row.text(0), row.text(1))),
                        function(
                                "@!~=",
                                BOOL,
                                List.of(TEXT, TEXT),
                                row -> !Characters.isNormalized(row.text(0), row.text(1))),
                        functionOfNulls(
                                "string_to_array",
                                TEXTS,
                                List.of(TEXT, TEXT),
                                row -> Splitting.pieces(row, false)),
                        functionOfNulls(
                                "string_to_array",
                                TEXTS,
                                List.of(TEXT, TEXT, TEXT),
                                row -> Splitting.pieces(row, true)),
                        functionOfNulls(
                                "pg_string_to_table",
                                TEXTS,
                                List.of(TEXT, TEXT),
                                row -> Splitting.pieces(row, false)),
                        functionOfNulls(
                                "pg_string_to_table",
                                TEXTS,
                                List.of(TEXT, TEXT, TEXT),
                                row -> Splitting.pieces(row, true)),
                        text(
                                "pg_split_part",
                                List.of(TEXT, TEXT, BIGINT),
                                row -> Splitting.part(row.text(0), row.text(1), row.number(2)))));
        return all;
    }

    private interface TextOf {
        String of(Row row);
    }

    private static ScalarFunction text(String name, List<EngineType> parameters, TextOf of) {
        return function(name, TEXT, parameters, of::of);
    }

    private static void lengths(List<EngineFunction> all) {
        for (String name : List.of("length", "char_length", "character_length")) {
            all.add(counting(name, TEXT, TextFunctions::characters));
        }
        all.add(counting("length", Definitions.BYTEA, ColumnVector::stringLength));
        for (EngineType type : List.of(TEXT, Definitions.BYTEA)) {
            all.add(counting("octet_length", type, ColumnVector::stringLength));
            all.add(counting("bit_length", type, (vector, row) -> 8 * vector.stringLength(row)));
        }
        for (String name : List.of("strpos", "position")) {
            all.add(
                    function(
                            name,
                            INT,
                            List.of(TEXT, TEXT),
                            row -> Splitting.position(row.text(0), row.text(1))));
        }
    }

    /** Without making a string of each. */
    private static ScalarFunction counting(
            String name, EngineType type, ToIntBiFunction<ColumnVector, Integer> count) {
        FunctionBody body =
                call -> {
                    ColumnVector vector = call.argument(0);
                    for (int row = 0; row < call.rows(); row++) {
                        if (vector.isNull(row)) {
                            call.result().setNull(row);
                        } else {
                            call.result().setInt(row, count.applyAsInt(vector, row));
                        }
                    }
                };
        return new ScalarFunction(name, INT, List.of(type), body);
    }

    private static int characters(ColumnVector vector, int row) {
        byte[] bytes = vector.bytesAt(row);
        int count = 0;
        for (byte each : bytes) {
            count += (each & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    private static void parts(List<EngineFunction> all) {
        for (String name : List.of("substring", "substr")) {
            all.add(
                    text(
                            name,
                            List.of(TEXT, BIGINT),
                            row -> Substrings.from(row.text(0), row.number(1))));
            all.add(
                    text(
                            name,
                            List.of(TEXT, BIGINT, BIGINT),
                            row -> Substrings.of(row.text(0), row.number(1), row.number(2))));
        }
        all.add(
                text(
                        "overlay",
                        List.of(TEXT, TEXT, BIGINT),
                        row ->
                                Substrings.overlay(
                                        row.text(0),
                                        row.text(1),
                                        row.number(2),
                                        row.text(1).codePointCount(0, row.text(1).length()))));
        all.add(
                text(
                        "overlay",
                        List.of(TEXT, TEXT, BIGINT, BIGINT),
                        row ->
                                Substrings.overlay(
                                        row.text(0), row.text(1), row.number(2), row.number(3))));
        all.add(
                text(
                        "lpad",
                        List.of(TEXT, INT),
                        row -> Substrings.padded(row.text(0), row.integer(1), " ", true)));
        all.add(
                text(
                        "lpad",
                        List.of(TEXT, INT, TEXT),
                        row -> Substrings.padded(row.text(0), row.integer(1), row.text(2), true)));
        all.add(
                text(
                        "rpad",
                        List.of(TEXT, INT),
                        row -> Substrings.padded(row.text(0), row.integer(1), " ", false)));
        all.add(
                text(
                        "rpad",
                        List.of(TEXT, INT, TEXT),
                        row -> Substrings.padded(row.text(0), row.integer(1), row.text(2), false)));
    }
}
