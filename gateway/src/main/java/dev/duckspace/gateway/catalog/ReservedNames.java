package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.types.PgType;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names of the system catalog that no user's object may take. PostgreSQL looks in pg_catalog first;
 * the engine looks there last, so that such an object would answer in the catalog's place, also to
 * the gateway's own questions.
 */
public final class ReservedNames {
    private ReservedNames() {}

    /** Of a table or view of pg_catalog. */
    public static boolean isRelation(String name) {
        String folded = folded(name);
        return isHidden(folded) || (folded.startsWith("pg_") && CatalogFile.has(folded));
    }

    public static boolean isFunction(String name) {
        String folded = folded(name);
        return folded.startsWith("pg_")
                || CatalogFile.has(folded)
                || Routines.NAMES.contains(folded);
    }

    public static boolean isType(String name) {
        String folded = folded(name);
        return isHidden(folded) || folded.startsWith("pg_") || PgType.ofName(folded).isPresent();
    }

    private static boolean isHidden(String folded) {
        return folded.startsWith(HiddenNames.CATALOG);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Read when the first function is made. */
    private static final class Routines {
        static final Set<String> NAMES = names();

        private static Set<String> names() {
            CatalogRelation routines = CatalogRelation.named("pg_proc");
            int name = routines.place("proname");
            Set<String> names = new HashSet<>();
            FixedRows.of(routines).forEach(row -> names.add(String.valueOf(row[name])));
            return Set.copyOf(names);
        }
    }
}
