package dev.duckspace.gateway.catalog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operator classes of btree indexes: PostgreSQL's default one for each type. */
final class OperatorClasses {
    private static final long TEXT = 25;
    private static final short EQUALS = 3;
    private static final Map<Long, Long> BY_TYPE = new HashMap<>();
    private static final Map<Long, OperatorClass> CLASSES = new HashMap<>();
    private static final Map<Equality, Long> EQUALITIES = new HashMap<>();

    /**
     * @param type that it takes
     */
    private record OperatorClass(long family, long type) {}

    private record Equality(long family, long left, long right) {}

    static {
        for (@Nullable Object[] row : FixedRows.of(CatalogRelation.named("pg_opclass"))) {
            // oid, opcmethod, opcname, opcnamespace, opcowner, opcfamily, opcintype, opcdefault
            if (Long.valueOf(403).equals(row[1]) && Boolean.TRUE.equals(row[7])) {
                long type = number(row[6]);
                BY_TYPE.put(type, number(row[0]));
                CLASSES.put(number(row[0]), new OperatorClass(number(row[5]), type));
            }
        }
        for (@Nullable Object[] row : FixedRows.of(CatalogRelation.named("pg_amop"))) {
            // oid, amopfamily, amoplefttype, amoprighttype, amopstrategy, amoppurpose, amopopr
            if (number(row[4]) == EQUALS) {
                EQUALITIES.put(
                        new Equality(number(row[1]), number(row[2]), number(row[3])),
                        number(row[6]));
            }
        }
    }

    private OperatorClasses() {}

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /**
     * The = of two types, as the first one's class has it; of its own type if the other is none.
     */
    static long equality(long left, long right) {
        OperatorClass of = CLASSES.get(ofType(left));
        OperatorClass other = CLASSES.get(ofType(right));
        if (of == null || other == null) {
            return 0;
        }
        Long found = EQUALITIES.get(new Equality(of.family(), of.type(), other.type()));
        return found != null
                ? found
                : EQUALITIES.getOrDefault(new Equality(of.family(), of.type(), of.type()), 0L);
    }

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
