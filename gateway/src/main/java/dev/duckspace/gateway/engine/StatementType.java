package dev.duckspace.gateway.engine;

/** What kind of statement the engine takes a text for; {@code OTHER} is what this build ignores. */
public enum StatementType {
    INVALID,
    SELECT,
    INSERT,
    UPDATE,
    EXPLAIN,
    /** DELETE and TRUNCATE. */
    DELETE,
    PREPARE,
    CREATE,
    EXECUTE,
    ALTER,
    TRANSACTION,
    COPY,
    ANALYZE,
    VARIABLE_SET,
    CREATE_FUNC,
    DROP,
    EXPORT,
    PRAGMA,
    VACUUM,
    CALL,
    SET,
    LOAD,
    RELATION,
    EXTENSION,
    LOGICAL_PLAN,
    ATTACH,
    DETACH,
    MULTI,
    COPY_DATABASE,
    UPDATE_EXTENSIONS,
    MERGE_INTO,
    OTHER;

    private static final StatementType[] BY_CODE = values();

    static StatementType ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : OTHER;
    }
}
