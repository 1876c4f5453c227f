package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;
import static dev.duckspace.gateway.functions.JsonTypes.JSON;
import static dev.duckspace.gateway.functions.JsonTypes.JSONB;
import static dev.duckspace.gateway.functions.JsonTypes.TEXTS;
import static dev.duckspace.gateway.functions.JsonTypes.json;
import static dev.duckspace.gateway.functions.JsonTypes.jsonb;
import static dev.duckspace.gateway.functions.JsonTypes.plain;
import static dev.duckspace.gateway.functions.JsonTypes.stored;
import static dev.duckspace.gateway.functions.JsonTypes.text;
import static dev.duckspace.gateway.functions.JsonTypes.texts;
import static dev.duckspace.gateway.functions.JsonTypes.textsFrom;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.functions.json.JsonLength;
import dev.duckspace.gateway.functions.json.JsonPath;
import dev.duckspace.gateway.functions.json.JsonStripping;
import dev.duckspace.gateway.functions.json.JsonbAccess;
import dev.duckspace.gateway.functions.json.JsonbEdit;
import dev.duckspace.gateway.functions.json.JsonbPathEdit;
import dev.duckspace.gateway.functions.json.LaxSet;
import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbText;
import dev.duckspace.gateway.types.json.JsonbValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on json and jsonb whose types are fixed. */
final class JsonFunctions {
    private JsonFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        all.addAll(looks());
        all.addAll(changes());
        all.addAll(paths());
        return all;
    }

    private static List<ScalarFunction> looks() {
        List<ScalarFunction> all = new ArrayList<>();
        all.add(function("json_typeof", TEXT, List.of(JSON), row -> json(row, 0).kindOf().label()));
        all.add(
                function(
                        "jsonb_typeof", TEXT, List.of(JSONB), row -> jsonb(row, 0).kind().label()));
        for (EngineType type : List.of(JSON, TEXT)) {
            all.add(
                    function(
                            "json_array_length",
                            INT,
                            List.of(type),
                            row -> JsonLength.of(json(row, 0))));
        }
        all.add(
                function(
                        "jsonb_array_length",
                        INT,
                        List.of(JSONB),
                        row -> JsonLength.of(jsonb(row, 0))));
        all.add(
                function(
                                "pg_json_extract_path",
                                JSON,
                                List.of(JSON),
                                row -> text(JsonbAccess.path(json(row, 0), textsFrom(row, 1))))
                        .withVarargs(TEXT));
        all.add(
                function(
                                "pg_json_extract_path_text",
                                TEXT,
                                List.of(JSON),
                                row -> plain(JsonbAccess.path(json(row, 0), textsFrom(row, 1))))
                        .withVarargs(TEXT));
        all.add(
                function(
                                "jsonb_extract_path",
                                JSONB,
                                List.of(JSONB),
                                row -> stored(JsonbAccess.path(jsonb(row, 0), textsFrom(row, 1))))
                        .withVarargs(TEXT));
        all.add(
                function(
                                "jsonb_extract_path_text",
                                TEXT,
                                List.of(JSONB),
                                row -> plain(JsonbAccess.path(jsonb(row, 0), textsFrom(row, 1))))
                        .withVarargs(TEXT));
        return all;
    }

    private static List<ScalarFunction> changes() {
        List<ScalarFunction> all = new ArrayList<>();
        all.add(
                function(
                        "json_strip_nulls",
                        JSON,
                        List.of(JSON),
                        row -> JsonStripping.of(json(row, 0))));
        all.add(
                function(
                        "jsonb_strip_nulls",
                        JSONB,
                        List.of(JSONB),
                        row -> stored(JsonbEdit.stripNulls(jsonb(row, 0)))));
        all.add(
                function(
                        "jsonb_pretty",
                        TEXT,
                        List.of(JSONB),
                        row -> JsonbText.pretty(jsonb(row, 0))));
        RowFunction set =
                row ->
                        stored(
                                JsonbPathEdit.set(
                                        jsonb(row, 0),
                                        texts(row, 1),
                                        jsonb(row, 2),
                                        row.count() < 4 || row.bool(3)));
        all.add(function("jsonb_set", JSONB, List.of(JSONB, TEXTS, JSONB), set));
        all.add(function("jsonb_set", JSONB, List.of(JSONB, TEXTS, JSONB, BOOL), set));
        RowFunction insert =
                row ->
                        stored(
                                JsonbPathEdit.insert(
                                        jsonb(row, 0),
                                        texts(row, 1),
                                        jsonb(row, 2),
                                        row.count() > 3 && row.bool(3)));
        all.add(function("jsonb_insert", JSONB, List.of(JSONB, TEXTS, JSONB), insert));
        all.add(function("jsonb_insert", JSONB, List.of(JSONB, TEXTS, JSONB, BOOL), insert));
        List<EngineType> lax = List.of(JSONB, TEXTS, JSONB, BOOL, TEXT);
        for (int count = 3; count <= lax.size(); count++) {
            all.add(
                    functionOfNulls(
                            "jsonb_set_lax", JSONB, lax.subList(0, count), JsonFunctions::setLax));
        }
        return all;
    }

    private static byte @Nullable [] setLax(Row row) {
        if (row.isNull(0) || row.isNull(1) || (row.count() > 3 && row.isNull(3))) {
            return null;
        }
        String treatment = row.count() < 5 ? LaxSet.DEFAULT : row.isNull(4) ? null : row.text(4);
        return stored(
                LaxSet.of(
                        jsonb(row, 0),
                        texts(row, 1),
                        row.isNull(2) ? null : jsonb(row, 2),
                        row.count() < 4 || row.bool(3),
                        treatment));
    }

    private static List<ScalarFunction> paths() {
        List<ScalarFunction> all = new ArrayList<>();
        List<EngineType> most = List.of(JSONB, TEXT, JSONB, BOOL);
        for (int count = 2; count <= most.size(); count++) {
            for (String zoned : List.of("", "_tz")) {
                List<EngineType> types = most.subList(0, count);
                all.add(
                        function(
                                "jsonb_path_exists" + zoned,
                                BOOL,
                                types,
                                row -> path(row).exists(jsonb(row, 0), vars(row), silent(row))));
                all.add(
                        function(
                                "jsonb_path_match" + zoned,
                                BOOL,
                                types,
                                row -> path(row).match(jsonb(row, 0), vars(row), silent(row))));
                all.add(
                        function(
                                "jsonb_path_query_array" + zoned,
                                JSONB,
                                types,
                                row -> stored(new Jsonb.Array(items(row)))));
                all.add(
                        function(
                                "jsonb_path_query_first" + zoned,
                                JSONB,
                                types,
                                row -> stored(items(row).stream().findFirst().orElse(null))));
            }
        }
        return all;
    }

    private static JsonPath path(Row row) {
        return JsonPath.of(row.text(1));
    }

    static List<Jsonb> items(Row row) {
        return path(row).query(jsonb(row, 0), vars(row), silent(row));
    }

    private static Jsonb vars(Row row) {
        return row.count() > 2 ? jsonb(row, 2) : JsonbValues.EMPTY_OBJECT;
    }

    private static boolean silent(Row row) {
        return row.count() > 3 && row.bool(3);
    }
}
