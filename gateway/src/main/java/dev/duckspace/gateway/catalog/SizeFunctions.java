package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogSnapshot.RelationEntry;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.TypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code pg_relation_size} and its like. */
final class SizeFunctions {
    private static final EngineType OID = new EngineType.Scalar(TypeId.BIGINT);
    private static final EngineType TEXT = new EngineType.Scalar(TypeId.VARCHAR);
    private static final Set<String> FORKS = Set.of("main", "fsm", "vm", "init");

    private SizeFunctions() {}

    static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        for (EngineType type : List.of(TEXT, OID)) {
            for (String name :
                    List.of("pg_relation_size", "pg_table_size", "pg_total_relation_size")) {
                all.add(
                        CatalogFunctions.live(
                                name, OID, (session, row) -> size(session, row), type));
            }
            all.add(
                    CatalogFunctions.live(
                            "pg_indexes_size",
                            OID,
                            (session, row) -> relation(session.view(), row) == null ? null : 0L,
                            type));
            all.add(
                    CatalogFunctions.live(
                            "pg_relation_size", OID, SizeFunctions::ofFork, type, TEXT));
            all.add(
                    CatalogFunctions.function(
                            "pg_relation_filenode",
                            new EngineType.Scalar(TypeId.BIGINT, "pg_oid"),
                            (view, row) -> fileNode(view, row),
                            type));
            all.add(
                    CatalogFunctions.function(
                            "row_security_active",
                            new EngineType.Scalar(TypeId.BOOLEAN),
                            (view, row) -> relation(view, row) == null ? null : false,
                            type));
            all.add(
                    CatalogFunctions.function(
                            "pg_relation_is_publishable",
                            new EngineType.Scalar(TypeId.BOOLEAN),
                            (view, row) -> {
                                Long found = relation(view, row);
                                return found == null ? null : isPublishable(view, found);
                            },
                            type));
        }
        return all;
    }

    private static @Nullable Long size(CatalogSession session, Row row) {
        Long found = relation(session.view(), row);
        return found == null ? null : (Long) session.bytes(found);
    }

    private static @Nullable Long ofFork(CatalogSession session, Row row) {
        String fork = row.text(1);
        if (!FORKS.contains(fork)) {
            throw new FunctionError(
                    "22023",
                    "invalid fork name",
                    null,
                    "Valid fork names are \"main\", \"fsm\", \"vm\", and \"init\".");
        }
        Long size = size(session, row);
        return size == null || fork.equals("main") ? size : (Long) 0L;
    }

    /** Null for the OID of nothing. */
    private static @Nullable Long relation(CatalogView view, Row row) {
        long oid =
                row.type(0).id() == TypeId.VARCHAR
                        ? Reference.REGCLASS.read(view, row.text(0))
                        : row.number(0);
        return view.names().relations().ofOid(oid) == null ? null : (Long) oid;
    }

    private static @Nullable Long fileNode(CatalogView view, Row row) {
        Long found = relation(view, row);
        RelationEntry entry = found == null ? null : view.snapshot().relation(found);
        return entry != null && entry.kind() == 'v' ? null : found;
    }

    private static boolean isPublishable(CatalogView view, long relation) {
        RelationEntry entry = view.snapshot().relation(relation);
        return entry != null && entry.kind() == 'r' && !entry.temporary();
    }
}
