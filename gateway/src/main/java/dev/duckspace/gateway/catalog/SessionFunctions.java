package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.TypeId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, for the catalog's views and macros. What a session never changes is a constant of its
 * plans; the schemas are one of those plans that go when they change. The engine would plan a
 * statement with a variable in it anew each time that it runs.
 */
final class SessionFunctions {
    private static final EngineType TEXT = new EngineType.Scalar(TypeId.VARCHAR);
    private static final EngineType INT = new EngineType.Scalar(TypeId.INTEGER);

    private SessionFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                of("user", TEXT, CatalogSession::user),
                of("database", TEXT, CatalogSession::database),
                of("pid", INT, CatalogSession::number),
                of("engine_database", TEXT, session -> session.identity().engineDatabase()),
                of("client_address", TEXT, session -> session.identity().clientAddress()),
                of("client_port", INT, session -> session.identity().clientPort()),
                of("schemas", new EngineType.ListOf(TEXT), CatalogSession::path));
    }

    private static ScalarFunction of(
            String name, EngineType result, Function<CatalogSession, @Nullable Object> answer) {
        return CatalogFunctions.ofSession(HiddenNames.VARIABLE_PREFIX + name, result, answer);
    }
}
