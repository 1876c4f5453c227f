package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.sql.ConstraintNames;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a table that rows are appended to, where nothing but these and NOT NULL can refuse a
 * row: whether one is taken can then be told before the rows are written.
 *
 * @param keys by the indexes of their columns among those that are given
 */
record UniqueKeys(List<List<Integer>> keys) {
    /** Of which values are equal where Java's are, once they are written. */
    private static final Set<TypeId> TYPES =
            EnumSet.of(
                    TypeId.SMALLINT,
                    TypeId.INTEGER,
                    TypeId.BIGINT,
                    TypeId.DATE,
                    TypeId.TIMESTAMP,
                    TypeId.TIMESTAMPTZ,
                    TypeId.UUID,
                    TypeId.VARCHAR);

    UniqueKeys {
        keys = List.copyOf(keys);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /**
     * On an engine thread. Empty where more may refuse a row, or a key is not told by its values.
     */
    static Optional<UniqueKeys> of(WorkspaceConnection connection, InsertTarget target) {
        CopyRelation relation = target.relation();
        String table =
                "database_name = %s AND schema_name = %s AND table_name = %s"
                        .formatted(
                                CopySql.literal(relation.catalog()),
                                CopySql.literal(relation.schema()),
                                CopySql.literal(relation.name()));
        List<List<@Nullable String>> constraints =
                connection
                        .engine()
                        .queryText(
                                """
                                SELECT constraint_type, constraint_text,
                                    array_to_string(constraint_column_names, chr(31))
                                FROM system.main.duckdb_constraints()
                                WHERE %1$s AND constraint_type <> 'NOT NULL'
                                UNION ALL
                                SELECT 'INDEX', '', NULL FROM system.main.duckdb_indexes()
                                WHERE %1$s AND is_unique"""
                                        .formatted(table));
        List<List<Integer>> keys = new ArrayList<>();
        for (List<@Nullable String> constraint : constraints) {
            if (ConstraintNames.beside(String.valueOf(constraint.get(1))).isPresent()) {
                continue; // always true
            }
            List<Integer> key = key(target, constraint);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(key);
        }
        return Optional.of(new UniqueKeys(keys));
    }

    private static List<Integer> key(InsertTarget target, List<@Nullable String> constraint) {
        String names = constraint.get(2);
        boolean unique =
                "PRIMARY KEY".equals(constraint.get(0)) || "UNIQUE".equals(constraint.get(0));
        if (!unique || names == null) {
            return List.of();
        }
        List<String> given = target.columns().stream().map(CopyRelation.Column::name).toList();
        List<EngineType> types = target.types();
        List<Integer> key = new ArrayList<>();
        for (String name : names.split("\u001f", -1)) {
            int index = given.indexOf(name);
            if (index < 0
                    || !TYPES.contains(types.get(index).id())
                    || types.get(index).alias() != null) {
                return List.of();
            }
            key.add(index);
        }
        return key;
    }
}
