package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;
import static dev.duckspace.gateway.functions.Definitions.listOf;
import static dev.duckspace.gateway.functions.JsonTypes.JSON;
import static dev.duckspace.gateway.functions.JsonTypes.JSONB;
import static dev.duckspace.gateway.functions.JsonTypes.TEXTS;
import static dev.duckspace.gateway.functions.JsonTypes.json;
import static dev.duckspace.gateway.functions.JsonTypes.jsonb;

import dev.duckspace.gateway.engine.EngineField;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.functions.json.JsonParts;
import dev.duckspace.gateway.functions.json.JsonbAccess;
import dev.duckspace.gateway.types.json.JsonKind;
import dev.duckspace.gateway.types.json.JsonNode;
import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Set-returning functions, as functions that give lists: see sql.SetFunctions. */
final class JsonSets {
    private static final EngineType JSONBS = listOf(JSONB);
    private static final EngineType JSONS = listOf(JSON);

    private JsonSets() {}

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        all.addAll(ofJsonb());
        all.addAll(ofJson());
        all.addAll(queries());
        all.addAll(records());
        return all;
    }

    private static EngineType pairs(EngineType value) {
        return listOf(
                new EngineType.Struct(
                        List.of(new EngineField("key", TEXT), new EngineField("value", value))));
    }

    private static List<ScalarFunction> ofJsonb() {
        return List.of(
                function(
                        "pg_jsonb_array_elements",
                        JSONBS,
                        List.of(JSONB),
                        row ->
                                JsonParts.elements(jsonb(row, 0)).stream()
                                        .map(JsonbBytes::encode)
                                        .toList()),
                function(
                        "pg_jsonb_array_elements_text",
                        TEXTS,
                        List.of(JSONB),
                        row -> mapped(JsonParts.elements(jsonb(row, 0)), Jsonb::asText)),
                function(
                        "pg_jsonb_object_keys",
                        TEXTS,
                        List.of(JSONB),
                        row -> JsonParts.keys(jsonb(row, 0))),
                function(
                        "pg_jsonb_each",
                        pairs(JSONB),
                        List.of(JSONB),
                        row ->
                                mapped(
                                        JsonParts.members(jsonb(row, 0), "jsonb_each"),
                                        member ->
                                                List.of(
                                                        member.key(),
                                                        JsonbBytes.encode(member.value())))),
                function(
                        "pg_jsonb_each_text",
                        pairs(TEXT),
                        List.of(JSONB),
                        row ->
                                mapped(
                                        JsonParts.members(jsonb(row, 0), "jsonb_each_text"),
                                        member -> pair(member.key(), member.value().asText()))));
    }

    private static List<ScalarFunction> ofJson() {
        return List.of(
                function(
                        "pg_json_array_elements",
                        JSONS,
                        List.of(JSON),
                        row ->
                                mapped(
                                        JsonParts.elements(json(row, 0), "json_array_elements"),
                                        JsonNode::text)),
                function(
                        "pg_json_array_elements_text",
                        TEXTS,
                        List.of(JSON),
                        row ->
                                mapped(
                                        JsonParts.elements(
                                                json(row, 0), "json_array_elements_text"),
                                        JsonNode::asText)),
                function(
                        "pg_json_object_keys",
                        TEXTS,
                        List.of(JSON),
                        row -> JsonParts.keys(json(row, 0))),
                function(
                        "pg_json_each",
                        pairs(JSON),
                        List.of(JSON),
                        row -> members(JsonParts.members(json(row, 0)), JsonNode::text)),
                function(
                        "pg_json_each_text",
                        pairs(TEXT),
                        List.of(JSON),
                        row -> members(JsonParts.members(json(row, 0)), JsonNode::asText)));
    }

    private static List<Object> members(
            JsonNode.Members object, Function<JsonNode, @Nullable String> value) {
        List<Object> pairs = new ArrayList<>();
        for (int i = 0; i < object.keys().size(); i++) {
            pairs.add(pair(object.keys().get(i), value.apply(object.values().get(i))));
        }
        return pairs;
    }

    private static List<@Nullable Object> pair(String key, @Nullable String value) {
        List<@Nullable Object> pair = new ArrayList<>();
        pair.add(key);
        pair.add(value);
        return pair;
    }

    private static <T> List<@Nullable Object> mapped(
            List<T> items, Function<? super T, ? extends @Nullable Object> of) {
        List<@Nullable Object> mapped = new ArrayList<>();
        for (T item : items) {
            mapped.add(of.apply(item));
        }
        return mapped;
    }

    private static List<ScalarFunction> queries() {
        List<ScalarFunction> all = new ArrayList<>();
        List<EngineType> most = List.of(JSONB, TEXT, JSONB, BOOL);
        for (int count = 2; count <= most.size(); count++) {
            all.add(
                    function(
                            "pg_jsonb_path_query",
                            JSONBS,
                            most.subList(0, count),
                            row -> mapped(JsonFunctions.items(row), JsonbBytes::encode)));
        }
        return all;
    }

    /** One object for json_to_record, and what the columns of a record hold. */
    private static List<ScalarFunction> records() {
        return List.of(
                function("pg_jsonb_record", JSONBS, List.of(JSONB), row -> List.of(row.bytes(0))),
                function("pg_json_record", JSONS, List.of(JSON), row -> List.of(row.text(0))),
                functionOfNulls(
                        "pg_json_field",
                        TEXT,
                        List.of(JSONB, TEXT),
                        row ->
                                row.isNull(0)
                                        ? null
                                        : JsonTypes.plain(
                                                JsonbAccess.field(jsonb(row, 0), row.text(1)))),
                functionOfNulls(
                        "pg_json_field",
                        TEXT,
                        List.of(JSON, TEXT),
                        row ->
                                row.isNull(0)
                                        ? null
                                        : JsonTypes.plain(
                                                JsonbAccess.field(json(row, 0), row.text(1)))),
                function(
                        "pg_json_field_value",
                        JSON,
                        List.of(JSONB, TEXT),
                        row -> {
                            Jsonb value = JsonbAccess.field(jsonb(row, 0), row.text(1));
                            return value == null ? null : value.text();
                        }),
                function(
                        "pg_json_field_value",
                        JSON,
                        List.of(JSON, TEXT),
                        row -> JsonTypes.text(JsonbAccess.field(json(row, 0), row.text(1)))),
                function(
                        "pg_json_field_array",
                        TEXT,
                        List.of(JSONB, TEXT),
                        row -> {
                            Jsonb value = JsonbAccess.field(jsonb(row, 0), row.text(1));
                            return value == null ? null : arrayText(value);
                        }),
                function(
                        "pg_json_field_array",
                        TEXT,
                        List.of(JSON, TEXT),
                        row -> {
                            JsonNode value = JsonbAccess.field(json(row, 0), row.text(1));
                            return value == null ? null : arrayText(Jsonb.of(value));
                        }));
    }

    /** An array as PostgreSQL writes one: {@code {1,"a b",NULL}}. */
    static @Nullable String arrayText(Jsonb value) {
        if (!(value instanceof Jsonb.Array array)) {
            return value.asText();
        }
        StringBuilder out = new StringBuilder("{");
        String comma = "";
        for (Jsonb element : array.elements()) {
            out.append(comma);
            comma = ",";
            String text =
                    element instanceof Jsonb.Array inner ? arrayText(inner) : element.asText();
            if (text == null) {
                out.append("NULL");
            } else if (element.kind() == JsonKind.ARRAY || element.kind() == JsonKind.NUMBER) {
                out.append(text);
            } else {
                out.append('"')
                        .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return out.append('}').toString();
    }
}
