package dev.duckspace.gateway.types;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the text form of regclass, regtype and their like shows. */
public final class OidNames {
    public static final OidNames NONE = new OidNames((type, oid) -> null);

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

    private final BiFunction<String, Long, @Nullable String> texts;

    /**
     * @param texts by the alias of the engine type that refers to the object, and its OID; null for
     *     what is not known
     */
    public OidNames(BiFunction<String, Long, @Nullable String> texts) {
        this.texts = texts;
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
        String text = oid == 0 ? "-" : texts.apply(type, oid);
        return text == null ? Long.toString(oid) : text;
    }
}
