package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.TEXT;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.types.EnumAlias;
import java.util.Collections;
import java.util.List;

/** {@code enum_first}, {@code enum_last}, {@code enum_range}, whose results are of the enum. */
final class EnumFunctions {
    private EnumFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                function(
                        "enum_first",
                        1,
                        type ->
                                new Resolution(
                                        shown(type),
                                        constant(type.labels().getFirst()).withNulls())),
                function(
                        "enum_last",
                        1,
                        type ->
                                new Resolution(
                                        shown(type),
                                        constant(type.labels().getLast()).withNulls())),
                function(
                        "enum_range",
                        1,
                        type ->
                                new Resolution(
                                        new EngineType.ListOf(shown(type)),
                                        constant(type.labels()).withNulls())),
                function(
                        "enum_range",
                        2,
                        type -> {
                            RowFunction range = row -> range(type, row);
                            return new Resolution(
                                    new EngineType.ListOf(shown(type)), range.withNulls());
                        }));
    }

    private interface OfType {
        Resolution resolve(EngineType.EnumOf type);
    }

    private static ResolvedFunction function(String name, int count, OfType body) {
        return new ResolvedFunction(
                        "pg_" + name,
                        Collections.nCopies(count, ANY),
                        arguments -> body.resolve(type(name, arguments)))
                .seeingNulls();
    }

    /** Every argument is of one enum, a bare NULL or a literal. */
    private static EngineType.EnumOf type(String name, BoundArguments arguments) {
        List<EngineType> known =
                arguments.types().stream()
                        .filter(
                                type ->
                                        type.id() != TypeId.SQLNULL
                                                && type.id() != TypeId.VARCHAR
                                                && type.id() != TypeId.STRING_LITERAL)
                        .distinct()
                        .toList();
        if (known.size() == 1 && known.getFirst() instanceof EngineType.EnumOf type) {
            return type;
        }
        throw FunctionErrors.undefined(name, arguments.types().toArray(new EngineType[0]));
    }

    /** What is no type of PostgreSQL's is text. */
    private static EngineType shown(EngineType.EnumOf type) {
        return EnumAlias.of(type.alias()) == null ? TEXT : type;
    }

    private static RowFunction constant(Object value) {
        return row -> value;
    }

    private static List<String> range(EngineType.EnumOf type, Row row) {
        List<String> labels = type.labels();
        int from = row.isNull(0) ? 0 : labels.indexOf(EnumTypes.label(type, row.text(0)));
        int to =
                row.isNull(1)
                        ? labels.size()
                        : labels.indexOf(EnumTypes.label(type, row.text(1))) + 1;
        return from < to ? labels.subList(from, to) : List.of();
    }
}
