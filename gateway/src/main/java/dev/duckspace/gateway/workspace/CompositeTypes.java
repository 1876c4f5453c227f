package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.types.PgType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The composite types of a workspace by what the engine has them as: a struct with the names and
 * types of their attributes. On an engine thread.
 */
final class CompositeTypes {
    private final WorkspaceInstance instance;
    private final EngineConnection engine;
    private Map<EngineType, List<PgType>> known = Map.of();
    private long instanceChanges = -1;
    private long ownChanges = -1;

    CompositeTypes(WorkspaceInstance instance, EngineConnection engine) {
        this.instance = instance;
        this.engine = engine;
    }

    /** The one type that is such a struct; empty where several are. */
    Optional<PgType> of(EngineType.Struct struct) {
        if (instanceChanges != instance.engine().schemaChanges()
                || ownChanges != engine.ownSchemaChanges()) {
            known = read();
            instanceChanges = instance.engine().schemaChanges();
            ownChanges = engine.ownSchemaChanges();
        }
        List<PgType> types = known.getOrDefault(struct, List.of());
        return types.size() == 1 ? Optional.of(types.getFirst()) : Optional.empty();
    }

    private Map<EngineType, List<PgType>> read() {
        List<List<@Nullable String>> names =
                engine.queryText(
                        """
                        SELECT schema_name, type_name FROM system.main.duckdb_types()
                        WHERE NOT internal AND logical_type = 'STRUCT' AND database_name = %s
                        """
                                .formatted(SqlText.literal(instance.location().catalog())));
        if (names.isEmpty()) {
            return Map.of();
        }
        String query =
                names.stream()
                        .map(name -> "CAST(NULL AS " + quoted(name) + ")")
                        .collect(Collectors.joining(", ", "SELECT ", ""));
        try (EngineStatement statement = engine.prepare(query)) {
            return byStruct(names, statement.columns());
        }
    }

    private Map<EngineType, List<PgType>> byStruct(
            List<List<@Nullable String>> names, List<EngineColumn> columns) {
        Map<EngineType, List<PgType>> types = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            PgType type =
                    instance.objects()
                            .composite(
                                    String.valueOf(names.get(i).get(0)),
                                    String.valueOf(names.get(i).get(1)));
            types.merge(
                    columns.get(i).type(),
                    List.of(type),
                    (one, other) -> List.of(one.getFirst(), other.getFirst()));
        }
        return types;
    }

    private String quoted(List<@Nullable String> name) {
        return SqlText.identifier(instance.location().catalog())
                + '.'
                + SqlText.identifier(String.valueOf(name.get(0)))
                + '.'
                + SqlText.identifier(String.valueOf(name.get(1)));
    }
}
