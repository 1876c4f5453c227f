package dev.duckspace.gateway.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who owns what: the user that asks, but for project tables, which nobody who can connect owns. */
record CatalogOwner(String user, long oid) {
    /** The owner of PostgreSQL's own objects, and of project tables. */
    static final long SYSTEM = 10;

    static final String SYSTEM_NAME = "pg_duckspace";

    static CatalogOwner of(String user) {
        return new CatalogOwner(user, ObjectIds.hash("role " + user));
    }

    long of(boolean project) {
        return project ? SYSTEM : oid;
    }

    @Nullable List<String> tablePrivileges(boolean project) {
        return project
                ? List.of(
                        SYSTEM_NAME + "=arwdDxt/" + SYSTEM_NAME,
                        SqlNames.quoted(user) + "=r/" + SYSTEM_NAME)
                : null;
    }

    @Nullable List<String> schemaPrivileges(boolean project) {
        return project
                ? List.of(
                        SYSTEM_NAME + "=UC/" + SYSTEM_NAME,
                        SqlNames.quoted(user) + "=U/" + SYSTEM_NAME)
                : null;
    }

    /**
     * What an object of a kind lets its owner and everyone do, if nothing was granted.
     *
     * @param kind as acldefault takes it: r, s, d, f, l, n, T...
     */
    static List<String> defaults(String kind, String owner) {
        String mine = owner + '=';
        String by = '/' + owner;
        return switch (kind) {
            case "r" -> List.of(mine + "arwdDxt" + by);
            case "s" -> List.of(mine + "rwU" + by);
            case "d" -> List.of("=Tc" + by, mine + "CTc" + by);
            case "f" -> List.of("=X" + by, mine + 'X' + by);
            case "l", "T" -> List.of("=U" + by, mine + 'U' + by);
            case "L" -> List.of(mine + "rw" + by);
            case "n" -> List.of(mine + "UC" + by);
            case "t" -> List.of(mine + 'C' + by);
            case "F", "S" -> List.of(mine + 'U' + by);
            default -> List.of();
        };
    }
}
