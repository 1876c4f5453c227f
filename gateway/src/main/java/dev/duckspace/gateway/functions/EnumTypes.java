package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.TEXT;

import dev.duckspace.gateway.engine.AliasTypes;
import dev.duckspace.gateway.engine.CastFunction;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionSet;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.functions.TypeFunctions.Subject;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.EnumAlias;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.types.ValueText;
import java.util.List;
import java.util.Set;

/**
 * Enums under a name of their own, by which a result tells its type, and the casts between text and
 * arrays of them.
 */
final class EnumTypes {
    private EnumTypes() {}

    /**
     * In the transaction of a connection, if it is in one.
     *
     * @param alias of which nothing is registered yet
     */
    static void register(
            EngineConnection connection,
            TypeFunctions functions,
            EnumAlias alias,
            List<String> labels) {
        EngineType type = named(connection, alias, labels);
        casts(functions, type).registerIn(connection);
    }

    /** For all connections of the instance, as it opens. */
    static void register(EngineConnection steward, TypeFunctions functions, EngineType type) {
        if (type instanceof EngineType.EnumOf named) {
            EnumAlias alias = EnumAlias.of(named.alias());
            if (alias != null) {
                named(steward, alias, named.labels());
                casts(functions, type).register(steward.instance());
            }
        }
    }

    /** Once the type is there for all: what a transaction cannot register. */
    static void registerOperators(TypeFunctions functions, EngineType type) {
        if (EnumAlias.of(type.alias()) != null) {
            functions
                    .of(Subject.ENUM_ARRAYS, List.of(type), () -> ArrayConcatenation.of(type))
                    .register(functions.instance());
        }
    }

    private static EngineType named(
            EngineConnection connection, EnumAlias alias, List<String> labels) {
        AliasTypes.registerOpaque(connection, alias.text(), new EngineType.EnumOf(labels));
        return new EngineType.EnumOf(labels, alias.text());
    }

    private static FunctionSet casts(TypeFunctions functions, EngineType type) {
        functions.count(type instanceof EngineType.EnumOf of ? of.labels().size() : 0);
        EngineType list = new EngineType.ListOf(type);
        return functions.of(
                Subject.ENUM,
                List.of(type),
                () -> List.of(label(type), toArray(list, type), toText(list)));
    }

    /** The engine's own is NULL for what is no label, where it is compared with a text. */
    private static SessionCast label(EngineType type) {
        EngineType.EnumOf of = (EngineType.EnumOf) type;
        Set<String> labels = Set.copyOf(of.labels());
        RowFunction reading =
                row -> {
                    String label = row.text(0);
                    return labels.contains(label) ? label : noLabel(of, label);
                };
        return new SessionCast(TEXT, type, call -> reading).insisting();
    }

    private static String noLabel(EngineType.EnumOf type, String text) {
        EnumAlias alias = EnumAlias.of(type.alias());
        throw new PgException(
                SqlState.INVALID_TEXT_REPRESENTATION,
                "invalid input value for enum %s: \"%s\""
                        .formatted(alias == null ? "" : alias.text(), text));
    }

    /**
     * One of the labels.
     *
     * @throws PgException 22P02
     */
    static String label(EngineType.EnumOf type, String text) {
        return type.labels().contains(text) ? text : noLabel(type, text);
    }

    private static CastFunction toArray(EngineType list, EngineType element) {
        return Definitions.cast(
                TEXT, list, row -> TextInput.array(row.text(0), element, TextSettings.DEFAULT));
    }

    private static CastFunction toText(EngineType list) {
        return Definitions.cast(
                list,
                TEXT,
                row ->
                        row.call()
                                .kept(() -> new ValueText(list, TextSettings.DEFAULT))
                                .of(row.call().argument(0), row.index()));
    }
}
