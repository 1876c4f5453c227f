package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.JsonTypes.JSON;
import static dev.duckspace.gateway.functions.JsonTypes.JSONB;

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
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.json.JsonStrings;
import dev.duckspace.gateway.types.json.Jsonb;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** json_object and jsonb_object of arrays of texts; json_object of keys and values is DuckDB's. */
final class JsonObjects {
    private JsonObjects() {}

    static List<EngineFunction> all() {
        return List.of(
                new ResolvedFunction(
                                "pg_json_object", List.of(), arguments -> resolve(arguments, false))
                        .withVarargs(ANY)
                        .seeingNulls(),
                new ResolvedFunction(
                                "jsonb_object", List.of(), arguments -> resolve(arguments, true))
                        .withVarargs(ANY)
                        .seeingNulls());
    }

    private static Resolution resolve(BoundArguments arguments, boolean binary) {
        boolean ofArrays = arguments.count() > 0 && arguments.count() < 3;
        for (int i = 0; i < arguments.count(); i++) {
            ofArrays &= isArray(arguments, i);
        }
        if (!ofArrays && binary) {
            throw FunctionErrors.undefined(
                    "jsonb_object", arguments.types().toArray(EngineType[]::new));
        }
        RowFunction body =
                ofArrays
                        ? row -> {
                            String text = ofArrays(row);
                            return text == null || !binary
                                    ? text
                                    : (Object) JsonTypes.stored(Jsonb.parse(text));
                        }
                        : JsonObjects::ofPairs;
        return new Resolution(binary ? JSONB : JSON, body.withNulls());
    }

    private static boolean isArray(BoundArguments arguments, int argument) {
        EngineType type = arguments.type(argument);
        if (type instanceof EngineType.ListOf || type instanceof EngineType.ArrayOf) {
            return true;
        }
        String constant = type.id() == TypeId.VARCHAR ? arguments.constant(argument) : null;
        return constant != null && constant.stripLeading().startsWith("{");
    }

    private static @Nullable String ofArrays(Row row) {
        for (int i = 0; i < row.count(); i++) {
            if (row.isNull(i)) {
                return null;
            }
        }
        List<EngineValue> keys = items(row, 0);
        List<EngineValue> values = new ArrayList<>();
        if (row.count() == 2) {
            values = items(row, 1);
            if (keys.size() != values.size()) {
                throw subscripts("mismatched array dimensions");
            }
        } else {
            keys = new ArrayList<>();
            flatten(items(row, 0), keys, values);
        }
        return object(keys, values);
    }

    private static List<EngineValue> items(Row row, int argument) {
        return row.type(argument).id() == TypeId.VARCHAR
                ? TextInput.array(row.text(argument), Definitions.TEXT, Session.settings(row))
                : row.list(argument);
    }

    /** Keys and values in turn, or in pairs. */
    private static void flatten(
            List<EngineValue> items, List<EngineValue> keys, List<EngineValue> values) {
        if (!items.isEmpty() && items.getFirst() instanceof EngineValue.ListOf) {
            for (EngineValue item : items) {
                List<EngineValue> pair = ((EngineValue.ListOf) item).items();
                if (pair.size() != 2) {
                    throw subscripts("array must have two columns");
                }
                keys.add(pair.get(0));
                values.add(pair.get(1));
            }
            return;
        }
        if (items.size() % 2 != 0) {
            throw subscripts("array must have even number of elements");
        }
        for (int i = 0; i < items.size(); i += 2) {
            keys.add(items.get(i));
            values.add(items.get(i + 1));
        }
    }

    private static PgException subscripts(String message) {
        return new PgException(SqlState.ARRAY_ELEMENT_ERROR, message);
    }

    private static String object(List<EngineValue> keys, List<EngineValue> values) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < keys.size(); i++) {
            if (!(keys.get(i) instanceof EngineValue.Text key)) {
                throw new PgException(
                        SqlState.NULL_VALUE_NOT_ALLOWED, "null value not allowed for object key");
            }
            JsonStrings.quote(i == 0 ? out : out.append(", "), key.value());
            out.append(" : ");
            if (values.get(i) instanceof EngineValue.Text value) {
                JsonStrings.quote(out, value.value());
            } else {
                out.append("null");
            }
        }
        return out.append('}').toString();
    }

    private static String ofPairs(Row row) {
        if (row.count() % 2 != 0) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "json_object takes keys and values in turn, or arrays of texts");
        }
        JsonOf writer = JsonTypes.writer(row);
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < row.count(); i += 2) {
            String key = row.isNull(i) ? "" : writer.plain(row.call().argument(i), row.index());
            JsonStrings.quote(i == 0 ? out : out.append(','), key);
            writer.append(out.append(':'), row.call().argument(i + 1), row.index());
        }
        return out.append('}').toString();
    }
}
