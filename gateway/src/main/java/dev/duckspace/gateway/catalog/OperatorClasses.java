package dev.duckspace.gateway.catalog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operator classes of btree indexes: PostgreSQL's default one for each type. */
final class OperatorClasses {
    private static final long TEXT = 25;
    private static final Map<Long, Long> BY_TYPE = new HashMap<>();

    static {
        for (@Nullable Object[] row : FixedRows.of(CatalogRelation.named("pg_opclass"))) {
            // oid, opcmethod, opcname, opcnamespace, opcowner, opcfamily, opcintype, opcdefault
            if (Long.valueOf(403).equals(row[1]) && Boolean.TRUE.equals(row[7])) {
                BY_TYPE.put((Long) row[6], (Long) row[0]);
            }
        }
    }

    private OperatorClasses() {}

    static long ofType(long type) {
        long searched =
                switch ((int) type) {
                    case 1043 -> TEXT;
                    case 650 -> 869;
                    default -> type;
                };
        Long found = BY_TYPE.get(searched);
        if (found != null) {
            return found;
        }
        if (!BuiltInTypes.has(searched)) {
            return BY_TYPE.getOrDefault(3500L, 0L);
        }
        return BY_TYPE.getOrDefault(
                BuiltInTypes.ofOid(searched).category() == 'A' ? 2277L : TEXT, 0L);
    }
}
