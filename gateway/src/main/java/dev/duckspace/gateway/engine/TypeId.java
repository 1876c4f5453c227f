package dev.duckspace.gateway.engine;

/** The engine's type ids, with their codes in the C API and the bytes of one value in a vector. */
public enum TypeId {
    /** Not known before a parameter's type is; also the engine's type of types. */
    UNKNOWN(0, 0),
    BOOLEAN(1, 1),
    TINYINT(2, 1),
    SMALLINT(3, 2),
    INTEGER(4, 4),
    BIGINT(5, 8),
    UTINYINT(6, 1),
    USMALLINT(7, 2),
    UINTEGER(8, 4),
    UBIGINT(9, 8),
    FLOAT(10, 4),
    DOUBLE(11, 8),
    /** Microseconds since 1970-01-01 00:00:00. */
    TIMESTAMP(12, 8),
    /** Days since 1970-01-01. */
    DATE(13, 4),
    /** Microseconds since midnight. */
    TIME(14, 8),
    /** int32 months, int32 days, int64 microseconds. */
    INTERVAL(15, 16),
    HUGEINT(16, 16),
    VARCHAR(17, 16),
    BLOB(18, 16),
    DECIMAL(19, 0),
    TIMESTAMP_S(20, 8),
    TIMESTAMP_MS(21, 8),
    TIMESTAMP_NS(22, 8),
    ENUM(23, 0),
    LIST(24, 16),
    STRUCT(25, 0),
    MAP(26, 16),
    /** 128 bits with the topmost one flipped. */
    UUID(27, 16),
    UNION(28, 0),
    /** A byte with the number of padding bits, then the bits. */
    BIT(29, 16),
    /** Microseconds in the upper 40 bits, 57,599 less the offset in seconds in the lower 24. */
    TIMETZ(30, 8),
    /** Microseconds since 1970-01-01 00:00:00 UTC. */
    TIMESTAMPTZ(31, 8),
    UHUGEINT(32, 16),
    ARRAY(33, 0),
    ANY(34, 0),
    /** An integer of any size: three bytes of header, then the magnitude. */
    BIGNUM(35, 16),
    SQLNULL(36, 4),
    STRING_LITERAL(37, 16),
    INTEGER_LITERAL(38, 0),
    TIME_NS(39, 8),
    GEOMETRY(40, 16),
    VARIANT(41, 0),
    TIMESTAMPTZ_NS(42, 8);

    private static final TypeId[] BY_CODE = values();

    private final int code;
    private final int width;

    TypeId(int code, int width) {
        this.code = code;
        this.width = width;
    }

    /** The number of this type in the C API. */
    int code() {
        return code;
    }

    /** Bytes of one value in a vector, 0 where that depends on the type's parameters. */
    public int width() {
        return width;
    }

    static TypeId ofCode(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalStateException("Type id " + code + " is not known to this build");
        }
        return BY_CODE[code];
    }
}
