package dev.duckspace.gateway.catalog;

/** Names of the gateway's own objects inside an engine instance; no client may write them. */
public final class HiddenNames {
    /** The attached file of {@link SystemCatalog}. */
    public static final String CATALOG = "__duckspace";

    /** The attached file of {@link CatalogFile}. */
    public static final String CATALOG_FILE = "__duckspace_pg";

    /** The table function that gives the rows of {@link CatalogTables}. */
    public static final String ROWS = "__duckspace_rows";

    /**
     * What the alias of an attached table file starts with; schema, {@code $}, table, {@code $} and
     * the file's version follow.
     */
    public static final String TABLE_PREFIX = "__duckspace$";

    /** What the name of an engine variable of the gateway starts with. */
    public static final String VARIABLE_PREFIX = "__duckspace_";

    private HiddenNames() {}
}
