package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * concat, concat_ws and format. Their arguments are made texts by the statement's rewriting; of
 * VARIADIC they are one array.
 */
final class ConcatFunctions {
    private static final EngineType TEXTS = listOf(TEXT);

    private ConcatFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                functionOfNulls("pg_concat", TEXT, List.of(TEXT), row -> joined("", texts(row, 0)))
                        .withVarargs(TEXT),
                functionOfNulls(
                                "pg_concat_ws",
                                TEXT,
                                List.of(TEXT),
                                row -> row.isNull(0) ? null : joined(row.text(0), texts(row, 1)))
                        .withVarargs(TEXT),
                functionOfNulls(
                                "pg_format",
                                TEXT,
                                List.of(TEXT),
                                row ->
                                        row.isNull(0)
                                                ? null
                                                : TextFormat.of(row.text(0), texts(row, 1)))
                        .withVarargs(TEXT),
                functionOfNulls(
                        "pg_concat_variadic",
                        TEXT,
                        List.of(TEXTS),
                        row -> row.isNull(0) ? null : joined("", elements(row, 0))),
                functionOfNulls(
                        "pg_concat_ws_variadic",
                        TEXT,
                        List.of(TEXT, TEXTS),
                        row ->
                                (row.isNull(0) || row.isNull(1))
                                        ? null
                                        : joined(row.text(0), elements(row, 1))),
                functionOfNulls(
                        "pg_format_variadic",
                        TEXT,
                        List.of(TEXT, TEXTS),
                        row ->
                                row.isNull(0)
                                        ? null
                                        : TextFormat.of(row.text(0), elements(row, 1))));
    }

    private static List<@Nullable String> texts(Row row, int from) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = from; i < row.count(); i++) {
            texts.add(row.isNull(i) ? null : row.text(i));
        }
        return texts;
    }

    private static List<@Nullable String> elements(Row row, int argument) {
        List<@Nullable String> texts = new ArrayList<>();
        if (!row.isNull(argument)) {
            for (EngineValue value : row.list(argument)) {
                texts.add(value instanceof EngineValue.Text text ? text.value() : null);
            }
        }
        return texts;
    }

    private static String joined(String separator, List<@Nullable String> texts) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (String text : texts) {
            if (text != null) {
                out.append(first ? "" : separator).append(text);
                first = false;
            }
        }
        return out.toString();
    }
}
