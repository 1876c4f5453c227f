package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.sql.ColumnOrigins;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.types.NamedColumns;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the workspace knows of a statement's columns beside the engine's types. */
record ColumnDescriptions(EnginePool pool, WorkspaceConnection connection) {

    /**
     * @param columns as the engine has them
     * @param fields as they are known by their types
     */
    List<FieldDescription> of(
            SqlText text, List<EngineColumn> columns, List<FieldDescription> fields) {
        List<FieldDescription> described =
                new OriginResolver(this::table).resolve(ColumnOrigins.of(text), fields);
        return described.stream().anyMatch(ColumnDescriptions::isRecord)
                ? withComposites(columns, described)
                : described;
    }

    private Optional<NamedColumns> table(List<String> name) {
        return connection.knowsTable(name)
                ? connection.table(name)
                : pool.call(() -> connection.table(name));
    }

    private static boolean isRecord(FieldDescription field) {
        return field.typeOid() == PgType.RECORD.oid()
                || field.typeOid() == PgType.RECORD.arrayOid();
    }

    private List<FieldDescription> withComposites(
            List<EngineColumn> columns, List<FieldDescription> fields) {
        List<FieldDescription> described = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            FieldDescription field = fields.get(i);
            PgType type = isRecord(field) ? composite(columns.get(i).type()) : null;
            described.add(type == null ? field : field.withType(type.oid()));
        }
        return List.copyOf(described);
    }

    private @Nullable PgType composite(EngineType type) {
        return switch (type) {
            case EngineType.Struct struct ->
                    pool.call(() -> connection.compositeOf(struct)).orElse(null);
            case EngineType.ListOf list -> {
                PgType element = composite(list.element());
                yield element == null ? null : element.array();
            }
            default -> null;
        };
    }
}
