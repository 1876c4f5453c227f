package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BYTEA;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.types.TextInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Functions of bytea. A literal in the place of one is read as bytea, as in PostgreSQL. */
final class ByteaFunctions {
    private ByteaFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        // A literal beside it is a bytea.
        all.add(
                function(
                        "||",
                        BYTEA,
                        List.of(BYTEA, TEXT),
                        row -> joined(row.bytes(0), TextInput.bytea(row.text(1)))));
        all.add(
                function(
                        "||",
                        BYTEA,
                        List.of(TEXT, BYTEA),
                        row -> joined(TextInput.bytea(row.text(0)), row.bytes(1))));
        for (String name : List.of("sha224", "sha256", "sha384", "sha512")) {
            String algorithm = "SHA-" + name.substring(3);
            add(all, name, BYTEA, List.of(), row -> Digests.of(algorithm, bytes(row, 0)));
        }
        add(
                all,
                "encode",
                TEXT,
                List.of(TEXT),
                row -> Encodings.encode(bytes(row, 0), row.text(1)));
        all.add(
                function(
                        "decode",
                        BYTEA,
                        List.of(TEXT, TEXT),
                        row -> Encodings.decode(row.text(0), row.text(1))));
        add(
                all,
                "convert_from",
                TEXT,
                List.of(TEXT),
                row -> CharacterSets.decode(bytes(row, 0), row.text(1), "source"));
        all.add(
                function(
                        "convert_to",
                        BYTEA,
                        List.of(TEXT, TEXT),
                        row -> CharacterSets.encode(row.text(0), row.text(1))));
        add(
                all,
                "convert",
                BYTEA,
                List.of(TEXT, TEXT),
                row ->
                        CharacterSets.encode(
                                CharacterSets.decode(bytes(row, 0), row.text(1), "source"),
                                row.text(2)));
        bits(all);
        for (String name : List.of("substring", "substr")) {
            all.add(
                    function(
                            name,
                            BYTEA,
                            List.of(BYTEA, BIGINT),
                            row -> Substrings.of(row.bytes(0), row.number(1), Integer.MAX_VALUE)));
            all.add(
                    function(
                            name,
                            BYTEA,
                            List.of(BYTEA, BIGINT, BIGINT),
                            row -> Substrings.of(row.bytes(0), row.number(1), row.number(2))));
        }
        all.add(
                function(
                        "overlay",
                        BYTEA,
                        List.of(BYTEA, BYTEA, BIGINT),
                        row ->
                                Substrings.overlay(
                                        row.bytes(0),
                                        row.bytes(1),
                                        row.number(2),
                                        row.bytes(1).length)));
        all.add(
                function(
                        "overlay",
                        BYTEA,
                        List.of(BYTEA, BYTEA, BIGINT, BIGINT),
                        row ->
                                Substrings.overlay(
                                        row.bytes(0), row.bytes(1), row.number(2), row.number(3))));
        all.add(
                function(
                        "position",
                        INT,
                        List.of(BYTEA, BYTEA),
                        row -> Encodings.position(row.bytes(0), row.bytes(1))));
        for (String name : List.of("btrim", "ltrim", "rtrim")) {
            all.add(
                    function(
                            name,
                            BYTEA,
                            List.of(BYTEA, BYTEA),
                            row ->
                                    Encodings.trimmed(
                                            row.bytes(0),
                                            row.bytes(1),
                                            !name.startsWith("r"),
                                            !name.startsWith("l"))));
        }
        return all;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static void bits(List<EngineFunction> all) {
        add(all, "get_byte", INT, List.of(INT), row -> Bits.byteAt(bytes(row, 0), row.integer(1)));
        add(
                all,
                "set_byte",
                BYTEA,
                List.of(INT, INT),
                row -> Bits.withByte(bytes(row, 0), row.integer(1), row.integer(2)));
        add(all, "get_bit", INT, List.of(BIGINT), row -> Bits.bitAt(bytes(row, 0), row.number(1)));
        add(
                all,
                "set_bit",
                BYTEA,
                List.of(BIGINT, INT),
                row -> Bits.withBit(bytes(row, 0), row.number(1), row.integer(2)));
        add(all, "bit_count", BIGINT, List.of(), row -> Bits.count(bytes(row, 0)));
    }

    private static byte[] bytes(Row row, int argument) {
        return row.type(argument).id() == TypeId.VARCHAR
                ? Encodings.bytea(row.text(argument))
                : row.bytes(argument);
    }

    /** A function whose first argument is bytea, or a literal. */
    private static void add(
            List<EngineFunction> all,
            String name,
            EngineType result,
            List<EngineType> others,
            RowFunction of) {
        List<EngineType> bytea = new ArrayList<>(List.of(BYTEA));
        bytea.addAll(others);
        all.add(function(name, result, bytea, of));
        List<EngineType> literal = new ArrayList<>(List.of(TEXT));
        literal.addAll(others);
        all.add(
                new ResolvedFunction(
                        name,
                        literal,
                        arguments -> {
                            if (arguments.constant(0) == null) {
                                throw new FunctionError(
                                        "42883",
                                        "function %s(text%s) does not exist"
                                                .formatted(name, others.isEmpty() ? "" : ", ..."),
                                        null,
                                        "No function matches the given name and argument types. You"
                                                + " might need to add explicit type casts.");
                            }
                            return new ResolvedFunction.Resolution(result, of.strict());
                        }));
    }
}
