package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.JsonTypes.JSON;
import static dev.duckspace.gateway.functions.JsonTypes.JSONB;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionBody;
import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.types.json.JsonStrings;
import dev.duckspace.gateway.types.json.Jsonb;
import java.util.ArrayList;
import java.util.List;

/** Functions that make JSON of values of any type. */
final class JsonBuilders {
    private JsonBuilders() {}

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        all.add(any("pg_to_json", List.of(ANY), false, row -> value(row, ",")));
        all.add(any("to_jsonb", List.of(ANY), true, row -> value(row, ",")));
        for (String name : List.of("pg_row_to_json", "pg_array_to_json")) {
            all.add(any(name, List.of(ANY), false, row -> value(row, ",")));
            all.add(
                    any(
                            name,
                            List.of(ANY, BOOL),
                            false,
                            row -> value(row, row.bool(1) ? ",\n " : ",")));
        }
        all.add(variadic("json_build_object", false, JsonBuilders::object));
        all.add(variadic("jsonb_build_object", true, JsonBuilders::object));
        all.add(variadic("json_build_array", false, JsonBuilders::array));
        all.add(variadic("jsonb_build_array", true, JsonBuilders::array));
        all.add(aggregate("pg_json_agg", false, JsonBuilders::listed));
        all.add(aggregate("pg_jsonb_agg", true, JsonBuilders::listed));
        all.add(aggregate("pg_json_object_agg", false, row -> pairs(row, false)));
        all.add(aggregate("pg_jsonb_object_agg", true, row -> pairs(row, true)));
        return all;
    }

    /** Makes the text of JSON. */
    @FunctionalInterface
    private interface Maker {
        String of(Row row);
    }

    private static ResolvedFunction any(
            String name, List<EngineType> parameters, boolean binary, Maker maker) {
        return new ResolvedFunction(
                name, parameters, arguments -> resolution(binary, body(binary, maker).strict()));
    }

    private static ResolvedFunction variadic(String name, boolean binary, Maker maker) {
        return new ResolvedFunction(
                        name,
                        List.of(),
                        arguments -> resolution(binary, body(binary, maker).withNulls()))
                .withVarargs(ANY)
                .seeingNulls();
    }

    private static ResolvedFunction aggregate(String name, boolean binary, Maker maker) {
        return any(name, List.of(ANY), binary, maker);
    }

    private static Resolution resolution(boolean binary, FunctionBody body) {
        return new Resolution(binary ? JSONB : JSON, body);
    }

    private static RowFunction body(boolean binary, Maker maker) {
        return binary ? row -> JsonTypes.stored(Jsonb.parse(maker.of(row))) : maker::of;
    }

    /** Elements and fields of the outermost value stand with this between them. */
    private static String value(Row row, String separator) {
        ColumnVector vector = row.call().argument(0);
        JsonOf writer = JsonTypes.writer(row);
        StringBuilder out = new StringBuilder();
        switch (vector.type()) {
            case EngineType.ListOf list -> writer.elements(out, vector, row.index(), separator);
            case EngineType.ArrayOf array -> writer.elements(out, vector, row.index(), separator);
            case EngineType.Struct struct ->
                    writer.fields(out, struct, vector, row.index(), separator);
            default -> writer.append(out, vector, row.index());
        }
        return out.toString();
    }

    private static String object(Row row) {
        if (row.count() % 2 != 0) {
            throw PgException.refused(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "argument list must have even number of elements",
                    "The arguments of json_build_object() must consist of alternating keys and"
                            + " values.");
        }
        FunctionCall call = row.call();
        JsonOf writer = JsonTypes.writer(call);
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < row.count(); i += 2) {
            if (row.isNull(i)) {
                throw PgException.refused(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "argument %d cannot be null".formatted(i + 1),
                        "Object keys should be text.");
            }
            key(i == 0 ? out : out.append(", "), writer, call.argument(i), row.index());
            writer.append(out.append(" : "), call.argument(i + 1), row.index());
        }
        return out.append('}').toString();
    }

    private static void key(StringBuilder out, JsonOf writer, ColumnVector vector, int row) {
        String type = PgColumnType.of(vector.type()).type().name();
        boolean scalar =
                vector.type() instanceof EngineType.Scalar
                        || vector.type() instanceof EngineType.Decimal
                        || vector.type() instanceof EngineType.EnumOf;
        if (!scalar || type.equals("json") || type.equals("jsonb")) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "key value must be scalar, not array, composite, or json");
        }
        String text = writer.plain(vector, row);
        if (type.equals("bool")) {
            text = text.equals("t") ? "true" : "false";
        }
        JsonStrings.quote(out, text);
    }

    private static String array(Row row) {
        JsonOf writer = JsonTypes.writer(row);
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < row.count(); i++) {
            writer.append(i == 0 ? out : out.append(", "), row.call().argument(i), row.index());
        }
        return out.append(']').toString();
    }

    /** Of the list of all values; nested ones begin on a line of their own. */
    private static String listed(Row row) {
        ColumnVector list = row.call().argument(0);
        EngineType element = list.child().type();
        boolean nested =
                element instanceof EngineType.Struct
                        || element instanceof EngineType.ListOf
                        || element instanceof EngineType.ArrayOf;
        StringBuilder out = new StringBuilder();
        JsonTypes.writer(row).elements(out, list, row.index(), nested ? ", \n " : ", ");
        return out.toString();
    }

    /** Of the list of all pairs of key and value. */
    private static String pairs(Row row, boolean binary) {
        ColumnVector list = row.call().argument(0);
        JsonOf writer = JsonTypes.writer(row);
        ColumnVector pair = list.child();
        int from = Math.toIntExact(list.listOffset(row.index()));
        int to = from + list.listLength(row.index());
        StringBuilder out = new StringBuilder(binary ? "{" : "{ ");
        for (int i = from; i < to; i++) {
            if (pair.field(0).isNull(i)) {
                throw new PgException(
                        SqlState.INVALID_PARAMETER_VALUE, "field name must not be null");
            }
            key(i == from ? out : out.append(", "), writer, pair.field(0), i);
            writer.append(out.append(" : "), pair.field(1), i);
        }
        return out.append(binary ? "}" : " }").toString();
    }
}
