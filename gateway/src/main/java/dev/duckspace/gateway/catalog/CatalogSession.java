package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.types.PgType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog's functions know of the session that runs them; attached to its connection. Any
 * engine thread may ask.
 */
public final class CatalogSession {
    private record Seen(CatalogNames names, List<String> path, CatalogView view) {}

    private final InstanceCatalog catalog;
    private final int session;
    private final CatalogOwner owner;
    private volatile List<String> path = List.of();
    private volatile @Nullable Seen seen;

    /**
     * @param session as its statements name it
     */
    public CatalogSession(InstanceCatalog catalog, int session, String user) {
        this.catalog = catalog;
        this.session = session;
        this.owner = CatalogOwner.of(user);
    }

    /** The schemas in which bare names are looked for, behind pg_catalog. */
    public void searchPath(List<String> schemas) {
        path = List.copyOf(schemas);
    }

    CatalogView view() {
        CatalogNames names = catalog.names(session);
        List<String> schemas = path;
        Seen known = seen;
        if (known == null || known.names() != names || !known.path().equals(schemas)) {
            known = new Seen(names, schemas, new CatalogView(names, owner, schemas));
            seen = known;
        }
        return known.view();
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
