package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.JsonTypes.JSON;
import static dev.duckspace.gateway.functions.JsonTypes.JSONB;
import static dev.duckspace.gateway.functions.JsonTypes.TEXTS;
import static dev.duckspace.gateway.functions.JsonTypes.json;
import static dev.duckspace.gateway.functions.JsonTypes.jsonb;
import static dev.duckspace.gateway.functions.JsonTypes.plain;
import static dev.duckspace.gateway.functions.JsonTypes.stored;
import static dev.duckspace.gateway.functions.JsonTypes.text;
import static dev.duckspace.gateway.functions.JsonTypes.texts;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.functions.json.JsonPath;
import dev.duckspace.gateway.functions.json.JsonbAccess;
import dev.duckspace.gateway.functions.json.JsonbComparison;
import dev.duckspace.gateway.functions.json.JsonbEdit;
import dev.duckspace.gateway.functions.json.JsonbPathEdit;
import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operators on json and jsonb, under the engine's names of them: see sql.OperatorNames. */
final class JsonOperators {
    private JsonOperators() {}

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        all.addAll(access());
        all.addAll(tests());
        all.addAll(edits());
        all.add(
                function(
                        "@=",
                        Definitions.BOOL,
                        List.of(JSONB, JSONB),
                        row -> jsonb(row, 0).unscaled().equals(jsonb(row, 1).unscaled())));
        all.add(
                function(
                        "@!=",
                        Definitions.BOOL,
                        List.of(JSONB, JSONB),
                        row -> !jsonb(row, 0).unscaled().equals(jsonb(row, 1).unscaled())));
        return all;
    }

    private static List<ScalarFunction> access() {
        List<ScalarFunction> all = new ArrayList<>();
        RowFunction field = row -> text(JsonbAccess.field(json(row, 0), row.text(1)));
        RowFunction fieldText = row -> plain(JsonbAccess.field(json(row, 0), row.text(1)));
        RowFunction element = row -> text(JsonbAccess.element(json(row, 0), row.number(1)));
        RowFunction elementText = row -> plain(JsonbAccess.element(json(row, 0), row.number(1)));
        RowFunction path = row -> text(JsonbAccess.path(json(row, 0), texts(row, 1)));
        RowFunction pathText = row -> plain(JsonbAccess.path(json(row, 0), texts(row, 1)));
        all.add(function("@->", JSON, List.of(JSON, TEXT), field));
        all.add(function("@->>", TEXT, List.of(JSON, TEXT), fieldText));
        all.add(function("@->", JSON, List.of(JSON, BIGINT), element));
        all.add(function("@->>", TEXT, List.of(JSON, BIGINT), elementText));
        all.add(function("@~>", JSON, List.of(JSON, TEXTS), path));
        all.add(function("@~>>", TEXT, List.of(JSON, TEXTS), pathText));
        RowFunction fieldB = row -> stored(JsonbAccess.field(jsonb(row, 0), row.text(1)));
        RowFunction fieldTextB = row -> plain(JsonbAccess.field(jsonb(row, 0), row.text(1)));
        RowFunction elementB = row -> stored(JsonbAccess.element(jsonb(row, 0), row.number(1)));
        RowFunction elementTextB = row -> plain(JsonbAccess.element(jsonb(row, 0), row.number(1)));
        RowFunction pathB = row -> stored(JsonbAccess.path(jsonb(row, 0), texts(row, 1)));
        RowFunction pathTextB = row -> plain(JsonbAccess.path(jsonb(row, 0), texts(row, 1)));
        all.add(function("@->", JSONB, List.of(JSONB, TEXT), fieldB));
        all.add(function("@->>", TEXT, List.of(JSONB, TEXT), fieldTextB));
        all.add(function("@->", JSONB, List.of(JSONB, BIGINT), elementB));
        all.add(function("@->>", TEXT, List.of(JSONB, BIGINT), elementTextB));
        all.add(function("@~>", JSONB, List.of(JSONB, TEXTS), pathB));
        all.add(function("@~>>", TEXT, List.of(JSONB, TEXTS), pathTextB));
        all.add(function("array_extract", JSONB, List.of(JSONB, TEXT), fieldB));
        all.add(
                function(
                        "array_extract",
                        JSONB,
                        List.of(JSONB, BIGINT),
                        row -> {
                            Jsonb value = jsonb(row, 0);
                            return value.isScalar()
                                    ? null
                                    : stored(JsonbAccess.element(value, row.number(1)));
                        }));
        all.add(function("jsonb_object_field", JSONB, List.of(JSONB, TEXT), fieldB));
        all.add(function("jsonb_object_field_text", TEXT, List.of(JSONB, TEXT), fieldTextB));
        all.add(function("jsonb_array_element", JSONB, List.of(JSONB, BIGINT), elementB));
        all.add(function("jsonb_array_element_text", TEXT, List.of(JSONB, BIGINT), elementTextB));
        all.add(function("json_object_field", JSON, List.of(JSON, TEXT), field));
        all.add(function("json_object_field_text", TEXT, List.of(JSON, TEXT), fieldText));
        all.add(function("json_array_element", JSON, List.of(JSON, BIGINT), element));
        all.add(function("json_array_element_text", TEXT, List.of(JSON, BIGINT), elementText));
        return all;
    }

    private static List<ScalarFunction> tests() {
        List<ScalarFunction> all = new ArrayList<>();
        RowFunction contains = row -> JsonbComparison.contains(jsonb(row, 0), jsonb(row, 1));
        RowFunction contained = row -> JsonbComparison.contains(jsonb(row, 1), jsonb(row, 0));
        RowFunction exists = row -> JsonbAccess.exists(jsonb(row, 0), row.text(1));
        RowFunction any = row -> JsonbAccess.existsAny(jsonb(row, 0), texts(row, 1));
        RowFunction every = row -> JsonbAccess.existsAll(jsonb(row, 0), texts(row, 1));
        RowFunction found =
                row ->
                        JsonPath.of(row.text(1))
                                .exists(jsonb(row, 0), JsonbValues.EMPTY_OBJECT, true);
        RowFunction matches =
                row ->
                        JsonPath.of(row.text(1))
                                .match(jsonb(row, 0), JsonbValues.EMPTY_OBJECT, true);
        for (String name : List.of("@>", "jsonb_contains")) {
            all.add(function(name, BOOL, List.of(JSONB, JSONB), contains));
        }
        for (String name : List.of("<@", "jsonb_contained")) {
            all.add(function(name, BOOL, List.of(JSONB, JSONB), contained));
        }
        for (String name : List.of("@^", "jsonb_exists")) {
            all.add(function(name, BOOL, List.of(JSONB, TEXT), exists));
        }
        for (String name : List.of("@^|", "jsonb_exists_any")) {
            all.add(function(name, BOOL, List.of(JSONB, TEXTS), any));
        }
        for (String name : List.of("@^&", "jsonb_exists_all")) {
            all.add(function(name, BOOL, List.of(JSONB, TEXTS), every));
        }
        all.add(function("@@^", BOOL, List.of(JSONB, TEXT), found));
        all.add(function("@@", BOOL, List.of(JSONB, TEXT), matches));
        return all;
    }

    private static List<EngineFunction> edits() {
        List<EngineFunction> all = new ArrayList<>();
        RowFunction concat = row -> stored(JsonbEdit.concat(jsonb(row, 0), jsonb(row, 1)));
        RowFunction key =
                row -> stored(JsonbEdit.delete(jsonb(row, 0), Arrays.asList(row.text(1))));
        RowFunction keys = row -> stored(JsonbEdit.delete(jsonb(row, 0), texts(row, 1)));
        RowFunction index = row -> stored(JsonbEdit.delete(jsonb(row, 0), row.number(1)));
        RowFunction path = row -> stored(JsonbPathEdit.delete(jsonb(row, 0), texts(row, 1)));
        for (String name : List.of("||", "jsonb_concat")) {
            all.add(function(name, JSONB, List.of(JSONB, JSONB), concat));
        }
        all.add(new ResolvedFunction("||", List.of(JSONB, TEXT), JsonOperators::withText));
        all.add(new ResolvedFunction("||", List.of(TEXT, JSONB), JsonOperators::withText));
        for (String name : List.of("-", "jsonb_delete")) {
            all.add(function(name, JSONB, List.of(JSONB, TEXT), key));
            all.add(function(name, JSONB, List.of(JSONB, TEXTS), keys));
            all.add(function(name, JSONB, List.of(JSONB, BIGINT), index));
        }
        for (String name : List.of("@~-", "jsonb_delete_path")) {
            all.add(function(name, JSONB, List.of(JSONB, TEXTS), path));
        }
        return all;
    }

    /** A literal beside jsonb is jsonb too; with a text the value is joined as text. */
    private static Resolution withText(BoundArguments arguments) {
        int literal = arguments.type(0).equals(JSONB) ? 1 : 0;
        EngineType result = arguments.constant(literal) == null ? TEXT : JSONB;
        RowFunction body =
                result.equals(TEXT)
                        ? row -> joined(literal, jsonb(row, 1 - literal).text(), row.text(literal))
                        : row -> {
                            Jsonb read = Jsonb.parse(row.text(literal));
                            Jsonb other = jsonb(row, 1 - literal);
                            return stored(
                                    literal == 1
                                            ? JsonbEdit.concat(other, read)
                                            : JsonbEdit.concat(read, other));
                        };
        return new Resolution(result, body.strict());
    }

    private static String joined(int textAt, String value, String text) {
        return textAt == 1 ? value + text : text + value;
    }
}
