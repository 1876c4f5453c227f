package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter of CREATE FUNCTION.
 *
 * @param name empty for one that is known by its number only
 * @param type as written
 * @param otherwise its default, as written
 */
record FunctionArgument(String name, String type, Optional<String> otherwise) {
    /** Types of which the engine takes just what PostgreSQL takes, and texts are cast to. */
    private static final Set<String> TOLD_APART =
            Set.of(
                    "int2",
                    "smallint",
                    "int",
                    "int4",
                    "integer",
                    "int8",
                    "bigint",
                    "real",
                    "float4",
                    "float8",
                    "double precision",
                    "boolean",
                    "bool",
                    "date",
                    "timestamp",
                    "timestamptz",
                    "uuid");

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("int", "integer"),
                    Map.entry("int4", "integer"),
                    Map.entry("int2", "smallint"),
                    Map.entry("int8", "bigint"),
                    Map.entry("float4", "real"),
                    Map.entry("float8", "double precision"),
                    Map.entry("bool", "boolean"),
                    Map.entry("decimal", "numeric"),
                    Map.entry("varchar", "character varying"),
                    Map.entry("timestamp", "timestamp without time zone"),
                    Map.entry("timestamptz", "timestamp with time zone"),
                    Map.entry("time", "time without time zone"),
                    Map.entry("timetz", "time with time zone"));

    /** As PostgreSQL prints the type. */
    static String shown(String type) {
        String plain =
                type.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\s+", " ")
                        .replaceAll("\\([\\d, ]*\\)", "")
                        .replaceFirst("^pg_catalog\\.", "");
        String array = plain.endsWith("[]") ? "[]" : "";
        String element = plain.substring(0, plain.length() - array.length());
        return NAMES.getOrDefault(element, element) + array;
    }

    static FunctionArgument of(Rewrite rewrite, SqlText text) {
        int at = text.from();
        if (rewrite.is(at, Keyword.IN)) {
            at++;
        }
        Tokens tokens = rewrite.tokens();
        boolean mode =
                tokens.isWord(at, "out")
                        || tokens.isWord(at, "inout")
                        || tokens.isWord(at, "variadic");
        if (mode && at + 1 < text.to()) {
            throw PgException.notSupported(
                    "functions with "
                            + tokens.text(at).toUpperCase(Locale.ROOT)
                            + " parameters are not supported",
                    "Use RETURNS TABLE, or an array.");
        }
        int end = text.to();
        Optional<String> otherwise = Optional.empty();
        for (int i = at; i < text.to(); i = rewrite.past(i)) {
            if (rewrite.is(i, Keyword.DEFAULT) || tokens.isOperator(i, "=")) {
                otherwise = Optional.of(rewrite.source(i + 1, text.to()));
                end = i;
                break;
            }
        }
        boolean unnamed = TypeNames.pastType(rewrite, at) >= end;
        String name = unnamed ? "" : Literals.identifier(tokens, at);
        String type = rewrite.source(unnamed ? at : at + 1, end);
        return new FunctionArgument(name, type, otherwise);
    }

    /** The macro's name for it. */
    String parameter(int number) {
        return Literals.quoteIdentifier(name.isEmpty() ? "$" + number : name);
    }

    boolean isToldApart() {
        return TOLD_APART.contains(type.toLowerCase(Locale.ROOT));
    }

    /** How the macro takes it, and a text in its place. */
    List<String> forms(int number) {
        String parameter = parameter(number);
        return isToldApart() && otherwise.isEmpty()
                ? List.of(parameter + ' ' + type, parameter + " VARCHAR")
                : List.of(parameter);
    }
}
