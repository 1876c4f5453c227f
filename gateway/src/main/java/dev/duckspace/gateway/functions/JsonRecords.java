package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.listOf;
import static dev.duckspace.gateway.functions.JsonTypes.JSON;
import static dev.duckspace.gateway.functions.JsonTypes.JSONB;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineField;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.functions.json.JsonParts;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** json_populate_record and its like: rows of a composite type from objects. */
final class JsonRecords {
    private JsonRecords() {}

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        for (EngineType type : List.of(JSON, JSONB)) {
            String name = type.equals(JSON) ? "json" : "jsonb";
            all.add(
                    new ResolvedFunction(
                                    "pg_" + name + "_populate_record",
                                    List.of(ANY, type),
                                    arguments -> one(arguments, type))
                            .seeingNulls());
            all.add(
                    new ResolvedFunction(
                                    "pg_" + name + "_populate_recordset",
                                    List.of(ANY, type),
                                    arguments -> many(arguments, type))
                            .seeingNulls());
        }
        return all;
    }

    private static EngineType.Struct struct(BoundArguments arguments) {
        if (arguments.type(0) instanceof EngineType.Struct struct) {
            return struct;
        }
        throw new PgException(
                SqlState.DATATYPE_MISMATCH,
                "first argument of json_populate_record must be a row type");
    }

    private static Resolution one(BoundArguments arguments, EngineType type) {
        EngineType.Struct struct = struct(arguments);
        RowFunction body =
                row -> {
                    if (row.isNull(1)) {
                        return row.isNull(0) ? null : row.value(0);
                    }
                    return record(struct, base(row), value(row, type), Session.settings(row));
                };
        return new Resolution(struct, body.withNulls());
    }

    private static Resolution many(BoundArguments arguments, EngineType type) {
        EngineType.Struct struct = struct(arguments);
        RowFunction body =
                row -> {
                    if (row.isNull(1)) {
                        return null;
                    }
                    List<Object> records = new ArrayList<>();
                    for (Jsonb element : JsonParts.elements(value(row, type))) {
                        records.add(record(struct, base(row), element, Session.settings(row)));
                    }
                    return records;
                };
        return new Resolution(listOf(struct), body.withNulls());
    }

    private static Jsonb value(Row row, EngineType type) {
        return type.equals(JSON) ? Jsonb.parse(row.text(1)) : JsonTypes.jsonb(row, 1);
    }

    private static @Nullable List<EngineValue> base(Row row) {
        return row.isNull(0) ? null : ((EngineValue.StructOf) row.value(0)).values();
    }

    private static List<@Nullable Object> record(
            EngineType.Struct struct,
            @Nullable List<EngineValue> base,
            Jsonb value,
            TextSettings settings) {
        if (!(value instanceof Jsonb.Members object)) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    value.isScalar()
                            ? "cannot call json_populate_record on a scalar"
                            : "cannot call json_populate_record on an array");
        }
        List<@Nullable Object> fields = new ArrayList<>();
        for (int i = 0; i < struct.fields().size(); i++) {
            EngineField field = struct.fields().get(i);
            Jsonb found = object.get(field.name());
            fields.add(
                    found == null
                            ? base == null ? null : base.get(i)
                            : converted(field.type(), found, settings));
        }
        return fields;
    }

    private static @Nullable Object converted(EngineType type, Jsonb value, TextSettings settings) {
        if (value instanceof Jsonb.Null) {
            return null;
        }
        if (type.equals(JSONB)) {
            return JsonbBytes.encode(value);
        }
        if (type.equals(JSON)) {
            return value.text();
        }
        if (type instanceof EngineType.Struct nested) {
            return record(nested, null, value, settings);
        }
        if (type instanceof EngineType.ListOf list && value instanceof Jsonb.Array array) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Jsonb element : array.elements()) {
                items.add(converted(list.element(), element, settings));
            }
            return items;
        }
        return TextInput.value(
                PgColumnType.of(type).type().oid(), String.valueOf(value.asText()), settings);
    }
}
