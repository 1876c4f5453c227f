package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogSession;
import dev.duckspace.gateway.catalog.ErrorTranslator;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.EngineText;
import dev.duckspace.gateway.types.EnumAlias;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Says the engine's errors in the names of the workspace's own objects. On an engine thread. */
final class EngineErrors {
    private final WorkspaceInstance instance;
    private final CatalogSession session;
    private final int backendPid;
    private String running = "";
    private List<List<String>> appended = List.of();

    EngineErrors(WorkspaceInstance instance, CatalogSession session, int backendPid) {
        this.instance = instance;
        this.session = session;
        this.backendPid = backendPid;
    }

    /** What errors that follow are about: a statement. */
    void runs(String sql) {
        running = sql;
        appended = List.of();
    }

    /** What errors that follow are about: rows that are appended to a table. */
    void appends(String schema, String table) {
        appended = List.of(List.of(schema, table));
    }

    /**
     * @param path the schemas in which bare names are looked for
     */
    PgException translated(EngineException e, List<String> path) {
        ErrorInfo info = violated(e, path).orElseGet(() -> ErrorTranslator.translate(e));
        return new PgException(info.withMessage(namingTypes(EngineText.shown(info.message()))), e);
    }

    private Optional<ErrorInfo> violated(EngineException e, List<String> path) {
        return switch (e.kind()) {
            case CONSTRAINT, TRANSACTION -> {
                List<List<String>> written =
                        appended.isEmpty() ? WrittenTables.of(running) : appended;
                yield instance.objects().violated(backendPid, e, written, path);
            }
            default -> Optional.empty();
        };
    }

    /** With the names of enums in place of the engine's. */
    String namingTypes(String message) {
        return EnumAlias.in(message)
                .replaceAll(found -> Matcher.quoteReplacement(enumName(found.group(1))));
    }

    private String enumName(String oid) {
        String name = session.referenceText("pg_regtype", Long.parseLong(oid));
        return name == null || name.equals(oid) ? instance.enumName(oid) : name;
    }
}
