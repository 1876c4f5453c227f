package dev.duckspace.gateway.sql;

/** The kind of a statement that the engine runs, with PostgreSQL's command tag for it. */
public enum Leading {
    SELECT("SELECT", Count.ROWS),
    /** Creates a table from a query, as CREATE TABLE AS does. */
    SELECT_INTO("SELECT", Count.ROWS),
    VALUES("SELECT", Count.ROWS),
    TABLE("SELECT", Count.ROWS),
    /** DuckDB's query that begins with FROM. */
    FROM("SELECT", Count.ROWS),
    PIVOT("SELECT", Count.ROWS),
    UNPIVOT("SELECT", Count.ROWS),
    DESCRIBE("SELECT", Count.ROWS),
    SUMMARIZE("SELECT", Count.ROWS),
    /** DuckDB's SHOW TABLES and its like; SHOW of a parameter is {@link Statement.Show}. */
    SHOW("SELECT", Count.ROWS),
    INSERT("INSERT 0", Count.ROWS),
    UPDATE("UPDATE", Count.ROWS),
    DELETE("DELETE", Count.ROWS),
    MERGE("MERGE", Count.ROWS),
    TRUNCATE("TRUNCATE TABLE"),
    COPY("COPY", Count.ROWS),
    CREATE_TABLE("CREATE TABLE"),
    CREATE_TABLE_AS("SELECT", Count.ROWS),
    /** CREATE TABLE AS ... WITH NO DATA. */
    CREATE_TABLE_AS_EMPTY("CREATE TABLE AS"),
    CREATE_VIEW("CREATE VIEW"),
    CREATE_INDEX("CREATE INDEX"),
    CREATE_SCHEMA("CREATE SCHEMA"),
    CREATE_SEQUENCE("CREATE SEQUENCE"),
    CREATE_TYPE("CREATE TYPE"),
    CREATE_DOMAIN("CREATE DOMAIN"),
    /** DuckDB's macros, which CREATE FUNCTION makes as well. */
    CREATE_FUNCTION("CREATE FUNCTION"),
    CREATE_OTHER("CREATE"),
    DROP_TABLE("DROP TABLE"),
    DROP_VIEW("DROP VIEW"),
    DROP_MATERIALIZED_VIEW("DROP MATERIALIZED VIEW"),
    DROP_INDEX("DROP INDEX"),
    DROP_SCHEMA("DROP SCHEMA"),
    DROP_SEQUENCE("DROP SEQUENCE"),
    DROP_TYPE("DROP TYPE"),
    DROP_DOMAIN("DROP DOMAIN"),
    DROP_FUNCTION("DROP FUNCTION"),
    DROP_OTHER("DROP"),
    ALTER_TABLE("ALTER TABLE"),
    ALTER_VIEW("ALTER VIEW"),
    ALTER_MATERIALIZED_VIEW("ALTER MATERIALIZED VIEW"),
    ALTER_INDEX("ALTER INDEX"),
    ALTER_SCHEMA("ALTER SCHEMA"),
    ALTER_SEQUENCE("ALTER SEQUENCE"),
    ALTER_TYPE("ALTER TYPE"),
    ALTER_DOMAIN("ALTER DOMAIN"),
    ALTER_OTHER("ALTER"),
    COMMENT("COMMENT"),
    CALL("CALL"),
    VACUUM("VACUUM"),
    ANALYZE("ANALYZE"),
    REFRESH("REFRESH MATERIALIZED VIEW"),
    CHECKPOINT("CHECKPOINT"),
    REINDEX("REINDEX"),
    CLUSTER("CLUSTER"),
    LOAD("LOAD"),
    /** DuckDB's SET VARIABLE and SET GLOBAL. */
    SET("SET"),
    PRAGMA("PRAGMA"),
    USE("USE"),
    ATTACH("ATTACH"),
    DETACH("DETACH"),
    EXPORT("EXPORT"),
    IMPORT("IMPORT"),
    INSTALL("INSTALL"),
    /** Begins with no word that is known here: the engine's parser has the say. */
    UNKNOWN("SELECT", Count.ROWS);

    private enum Count {
        NONE,
        ROWS
    }

    private final String tag;
    private final Count count;

    Leading(String tag) {
        this(tag, Count.NONE);
    }

    Leading(String tag, Count count) {
        this.tag = tag;
        this.count = count;
    }

    /** The tag without its count. */
    public String tag() {
        return tag;
    }

    /** Whether the tag ends in a number of rows. */
    public boolean counts() {
        return count == Count.ROWS;
    }
}
