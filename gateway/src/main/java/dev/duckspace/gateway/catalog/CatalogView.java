package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogNames.Kind;
import dev.duckspace.gateway.catalog.CatalogNames.Named;
import dev.duckspace.gateway.engine.FunctionError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of a snapshot as one session sees them: along its search path, with its user. */
final class CatalogView {
    static final Map<String, String> TYPE_SYNONYMS =
            Map.ofEntries(
                    Map.entry("int", "int4"),
                    Map.entry("integer", "int4"),
                    Map.entry("bigint", "int8"),
                    Map.entry("smallint", "int2"),
                    Map.entry("decimal", "numeric"),
                    Map.entry("dec", "numeric"),
                    Map.entry("real", "float4"),
                    Map.entry("float", "float8"),
                    Map.entry("double precision", "float8"),
                    Map.entry("boolean", "bool"),
                    Map.entry("character varying", "varchar"),
                    Map.entry("character", "bpchar"),
                    Map.entry("char", "bpchar"),
                    Map.entry("bit varying", "varbit"),
                    Map.entry("timestamp without time zone", "timestamp"),
                    Map.entry("timestamp with time zone", "timestamptz"),
                    Map.entry("time without time zone", "time"),
                    Map.entry("time with time zone", "timetz"));

    private final CatalogNames names;
    private final CatalogOwner owner;
    private final List<String> path;
    private final String database;

    /**
     * @param schemas the session's effective search path
     */
    CatalogView(CatalogNames names, CatalogOwner owner, List<String> schemas, String database) {
        this.database = database;
        this.names = names;
        this.owner = owner;
        this.path = new ArrayList<>(List.of(CatalogObjects.TEMPORARY, CatalogNames.SYSTEM_SCHEMA));
        path.addAll(schemas);
    }

    CatalogNames names() {
        return names;
    }

    CatalogSnapshot snapshot() {
        return names.snapshot();
    }

    /** The name under which the session has connected. */
    String database() {
        return database;
    }

    CatalogOwner owner() {
        return owner;
    }

    boolean searches(String schema) {
        return path.contains(schema);
    }

    /** Whether its bare name leads to it; null for what is nothing. */
    @Nullable Boolean isVisible(Kind kind, long oid) {
        Named named = kind.ofOid(oid);
        return named == null ? null : (Boolean) isVisible(kind, named);
    }

    boolean isVisible(Kind kind, Named named) {
        Named first = first(kind.named(named.name()));
        return first != null && first.schema().equals(named.schema());
    }

    private @Nullable Named first(List<Named> all) {
        Named best = null;
        int place = Integer.MAX_VALUE;
        for (Named each : all) {
            int at = path.indexOf(each.schema());
            if (at >= 0 && at < place) {
                best = each;
                place = at;
            }
        }
        return best;
    }

    /** With its schema where the bare name leads elsewhere. */
    String text(Kind kind, Named named) {
        return (isVisible(kind, named) ? "" : SqlNames.quoted(named.schema()) + '.') + named.text();
    }

    /** What a name as a user writes it leads to; null for nothing. */
    @Nullable Named find(Kind kind, String written) {
        List<String> parts = QualifiedName.parts(written);
        List<Named> all = kind.named(parts.getLast());
        if (parts.size() == 1) {
            return first(all);
        }
        if (parts.size() > 3) {
            throw new FunctionError(
                    "42601",
                    "improper relation name (too many dotted names): " + String.join(".", parts));
        }
        String schema = parts.get(parts.size() - 2);
        return all.stream().filter(each -> each.schema().equals(schema)).findFirst().orElse(null);
    }

    /** All that a name leads to in the first schema that has it. */
    List<Named> findAll(Kind kind, String written) {
        Named first = find(kind, written);
        return first == null
                ? List.of()
                : kind.named(first.name()).stream()
                        .filter(each -> each.schema().equals(first.schema()))
                        .toList();
    }

    /** A type as a user writes it: {@code int}, {@code varchar(10)[]}, {@code public.mood}. */
    @Nullable Named findType(String written) {
        String text = written.strip().replaceAll("\\s+", " ");
        boolean array = false;
        while (text.endsWith("]") && text.lastIndexOf('[') > 0) {
            text = text.substring(0, text.lastIndexOf('[')).strip();
            array = true;
        }
        text = text.replaceAll("\\s*\\([\\d, ]*\\)", "").strip();
        String lower = text.toLowerCase(Locale.ROOT);
        String bare = lower.startsWith("pg_catalog.") ? lower.substring(11) : lower;
        String synonym = TYPE_SYNONYMS.get(bare);
        Named found =
                synonym != null && !text.startsWith("\"")
                        ? find(names.types(), "pg_catalog." + synonym)
                        : find(names.types(), text);
        if (found == null || !array) {
            return found;
        }
        long arrayOid = arrayOf(found.oid());
        return arrayOid == 0 ? null : names.types().ofOid(arrayOid);
    }

    /** The array type of a type; 0 for none. */
    long arrayOf(long type) {
        if (BuiltInTypes.has(type)) {
            return BuiltInTypes.ofOid(type).array();
        }
        Named element = names.types().ofOid(type);
        return element == null
                ? 0
                : names.types().named("_" + element.name()).stream()
                        .filter(each -> each.schema().equals(element.schema()))
                        .mapToLong(Named::oid)
                        .findFirst()
                        .orElse(0);
    }

    String userName(long role) {
        if (role == owner.oid()) {
            return owner.user();
        }
        if (role == CatalogOwner.SYSTEM) {
            return CatalogOwner.SYSTEM_NAME;
        }
        String known = Roles.NAMES.get(role);
        return known == null ? "unknown (OID=" + role + ")" : known;
    }

    /** 0 for none. */
    long roleOid(String name) {
        return name.equals(owner.user())
                ? owner.oid()
                : Roles.NAMES.entrySet().stream()
                        .filter(role -> role.getValue().equals(name))
                        .mapToLong(Map.Entry::getKey)
                        .findFirst()
                        .orElse(0);
    }

    /** PostgreSQL's own roles. */
    private static final class Roles {
        static final Map<Long, String> NAMES = new HashMap<>();

        static {
            for (@Nullable Object[] row : FixedRows.of(CatalogRelation.named("pg_authid"))) {
                NAMES.put((Long) row[0], String.valueOf(row[1]));
            }
        }
    }
}
