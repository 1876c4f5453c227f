package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.types.NamedColumns;
import dev.duckspace.gateway.types.PgType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog's functions know of the session that runs them; attached to its connection. Any
 * engine thread may ask.
 */
public final class CatalogSession {
    /** The schema of a session's temporary objects. */
    public static final String TEMPORARY = CatalogObjects.TEMPORARY;

    /**
     * What a session never changes.
     *
     * @param number in PostgreSQL's protocol
     * @param engineDatabase the engine's name of the workspace's database
     * @param clientAddress null when unknown
     */
    public record Identity(
            int number,
            String user,
            String database,
            String engineDatabase,
            @Nullable String clientAddress,
            int clientPort) {}

    private record Seen(CatalogNames names, List<String> path, CatalogView view) {}

    private final InstanceCatalog catalog;
    private final Identity identity;
    private final CatalogOwner owner;
    private volatile List<String> path = List.of();
    private volatile @Nullable Seen seen;

    public CatalogSession(InstanceCatalog catalog, Identity identity) {
        this.catalog = catalog;
        this.identity = identity;
        this.owner = CatalogOwner.of(identity.user());
    }

    Identity identity() {
        return identity;
    }

    /** The schemas in which bare names are looked for, behind pg_catalog. */
    public void searchPath(List<String> schemas) {
        path = List.copyOf(schemas);
    }

    /** What a relation takes; 0 for PostgreSQL's own. */
    long bytes(long relation) {
        CatalogSnapshot.RelationEntry entry = view().snapshot().relation(relation);
        return entry == null ? 0 : catalog.bytes(entry);
    }

    int number() {
        return identity.number();
    }

    String user() {
        return owner.user();
    }

    String database() {
        return identity.database();
    }

    List<String> path() {
        return path;
    }

    boolean is(int pid) {
        return number() == pid;
    }

    SessionFacts facts() {
        return catalog.facts(number());
    }

    CatalogView view() {
        CatalogNames names = catalog.names(number());
        List<String> schemas = path;
        Seen known = seen;
        if (known == null || known.names() != names || !known.path().equals(schemas)) {
            known = new Seen(names, schemas, new CatalogView(names, owner, schemas, database()));
            seen = known;
        }
        return known.view();
    }

    /** Columns of a relation of PostgreSQL's catalog; without a schema it is pg_catalog's. */
    public static Optional<NamedColumns> systemTable(@Nullable String schema, String name) {
        boolean information = "information_schema".equals(schema);
        boolean catalog = schema == null || schema.equals(CatalogNames.SYSTEM_SCHEMA);
        if (!information && !(catalog && CatalogFile.has(name))) {
            return Optional.empty();
        }
        CatalogNames.Named found = CatalogNames.systemRelation(schema, name);
        return found == null
                ? Optional.empty()
                : Optional.of(
                        new NamedColumns(
                                Math.toIntExact(found.oid()),
                                0,
                                CatalogRelation.named(name).columns().stream()
                                        .map(CatalogRelation.Column::name)
                                        .toList()));
    }

    /** The user's type of a name, or an array of one. */
    public Optional<PgType> typeNamed(String name) {
        Long oid = Reference.REGTYPE.find(view(), name);
        return oid == null ? Optional.empty() : typeOfOid(Math.toIntExact(oid));
    }

    /** The user's type of an OID, or the array type over one. */
    public Optional<PgType> typeOfOid(int oid) {
        return view().snapshot().typeOfOid(oid);
    }

    /**
     * The text that shows for an OID of a type such as {@code pg_regclass}; null for its number.
     */
    public @Nullable String referenceText(String type, long oid) {
        Reference reference = Reference.ofAlias(type);
        return reference == null ? null : reference.text(view(), oid);
    }
}
