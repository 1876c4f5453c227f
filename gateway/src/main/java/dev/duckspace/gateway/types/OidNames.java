package dev.duckspace.gateway.types;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the text form of regclass, regtype and their like shows.
 *
 * @param byType names by OID, by the alias of the engine type that refers to them
 */
public record OidNames(Map<String, Map<Long, String>> byType) {
    public static final OidNames NONE = new OidNames(Map.of());

    private static final Set<Integer> NAMED =
            Stream.of(
                            PgType.REGPROC,
                            PgType.REGPROCEDURE,
                            PgType.REGOPER,
                            PgType.REGOPERATOR,
                            PgType.REGCLASS,
                            PgType.REGTYPE,
                            PgType.REGNAMESPACE,
                            PgType.REGROLE,
                            PgType.REGCOLLATION,
                            PgType.REGCONFIG,
                            PgType.REGDICTIONARY)
                    .flatMap(type -> Stream.of(type.oid(), type.arrayOid()))
                    .collect(Collectors.toUnmodifiableSet());

    public OidNames {
        Map<String, Map<Long, String>> copy = new HashMap<>();
        byType.forEach((type, names) -> copy.put(type, Map.copyOf(names)));
        byType = Map.copyOf(copy);
    }

    /** Whether a column of this PostgreSQL type shows names. */
    public static boolean isNamed(int oid) {
        return NAMED.contains(oid);
    }

    /** Whether values of the engine's type of this alias are shown by name. */
    public static boolean isNamed(String alias) {
        return alias.startsWith("pg_reg");
    }

    /** An object that is not known shows as its number, none as {@code -}. */
    String name(String type, long oid) {
        return oid == 0
                ? "-"
                : byType.getOrDefault(type, Map.of()).getOrDefault(oid, Long.toString(oid));
    }
}
