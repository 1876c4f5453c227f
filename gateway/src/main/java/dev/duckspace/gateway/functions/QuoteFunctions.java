package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.EngineFunction;
import java.util.List;

/** Strings as they are written in SQL. Of other types they are given the text. */
final class QuoteFunctions {
    private QuoteFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                function("quote_ident", TEXT, List.of(TEXT), row -> SqlQuoting.name(row.text(0))),
                function(
                        "pg_quote_literal",
                        TEXT,
                        List.of(TEXT),
                        row -> SqlQuoting.literal(row.text(0))),
                functionOfNulls(
                        "pg_quote_nullable",
                        TEXT,
                        List.of(TEXT),
                        row -> row.isNull(0) ? "NULL" : SqlQuoting.literal(row.text(0))),
                function(
                        "parse_ident",
                        listOf(TEXT),
                        List.of(TEXT),
                        row -> SqlQuoting.parts(row.text(0), true)),
                function(
                        "parse_ident",
                        listOf(TEXT),
                        List.of(TEXT, BOOL),
                        row -> SqlQuoting.parts(row.text(0), row.bool(1))));
    }
}
