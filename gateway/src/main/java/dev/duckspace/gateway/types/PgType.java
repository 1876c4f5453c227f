package dev.duckspace.gateway.types;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A built-in type of PostgreSQL 15.
 *
 * @param name as in pg_type.typname, {@code int4}
 * @param sqlName as format_type prints it, {@code integer}
 * @param size bytes of a fixed-size type, -1 when it varies, -2 for a C string
 * @param arrayOid the array type over it, 0 when there is none
 * @param elementOid of an array (or a fixed-length pseudo array), else 0
 * @param category pg_type.typcategory: N numeric, S string, D date and time, A array...
 */
public record PgType(
        int oid,
        String name,
        String sqlName,
        short size,
        int arrayOid,
        int elementOid,
        char category) {

    private static final Map<String, String> SYNONYMS =
            Map.of(
                    "int", "int4",
                    "decimal", "numeric",
                    "dec", "numeric",
                    "float", "float8",
                    "char", "bpchar");

    private static final int RECORD_OID = 2249;
    private static final Map<Integer, PgType> BY_OID = new HashMap<>();

    public static final PgType BOOL = type(16, "bool", "boolean", 1, 1000, 0, 'B');
    public static final PgType BYTEA = type(17, "bytea", "bytea", -1, 1001, 0, 'U');
    public static final PgType CHAR = type(18, "char", "\"char\"", 1, 1002, 0, 'Z');
    public static final PgType NAME = type(19, "name", "name", 64, 1003, 18, 'S');
    public static final PgType INT8 = type(20, "int8", "bigint", 8, 1016, 0, 'N');
    public static final PgType INT2 = type(21, "int2", "smallint", 2, 1005, 0, 'N');
    public static final PgType INT2VECTOR = type(22, "int2vector", "int2vector", -1, 1006, 21, 'A');
    public static final PgType INT4 = type(23, "int4", "integer", 4, 1007, 0, 'N');
    public static final PgType REGPROC = type(24, "regproc", "regproc", 4, 1008, 0, 'N');
    public static final PgType TEXT = type(25, "text", "text", -1, 1009, 0, 'S');
    public static final PgType OID = type(26, "oid", "oid", 4, 1028, 0, 'N');
    public static final PgType TID = type(27, "tid", "tid", 6, 1010, 0, 'U');
    public static final PgType XID = type(28, "xid", "xid", 4, 1011, 0, 'U');
    public static final PgType CID = type(29, "cid", "cid", 4, 1012, 0, 'U');
    public static final PgType OIDVECTOR = type(30, "oidvector", "oidvector", -1, 1013, 26, 'A');
    public static final PgType JSON = type(114, "json", "json", -1, 199, 0, 'U');
    public static final PgType XML = type(142, "xml", "xml", -1, 143, 0, 'U');
    public static final PgType POINT = type(600, "point", "point", 16, 1017, 701, 'G');
    public static final PgType LSEG = type(601, "lseg", "lseg", 32, 1018, 600, 'G');
    public static final PgType PATH = type(602, "path", "path", -1, 1019, 0, 'G');
    public static final PgType BOX = type(603, "box", "box", 32, 1020, 600, 'G');
    public static final PgType POLYGON = type(604, "polygon", "polygon", -1, 1027, 0, 'G');
    public static final PgType LINE = type(628, "line", "line", 24, 629, 701, 'G');
    public static final PgType CIDR = type(650, "cidr", "cidr", -1, 651, 0, 'I');
    public static final PgType FLOAT4 = type(700, "float4", "real", 4, 1021, 0, 'N');
    public static final PgType FLOAT8 = type(701, "float8", "double precision", 8, 1022, 0, 'N');
    public static final PgType UNKNOWN = type(705, "unknown", "unknown", -2, 0, 0, 'X');
    public static final PgType CIRCLE = type(718, "circle", "circle", 24, 719, 0, 'G');
    public static final PgType MACADDR8 = type(774, "macaddr8", "macaddr8", 8, 775, 0, 'U');
    public static final PgType MONEY = type(790, "money", "money", 8, 791, 0, 'N');
    public static final PgType MACADDR = type(829, "macaddr", "macaddr", 6, 1040, 0, 'U');
    public static final PgType INET = type(869, "inet", "inet", -1, 1041, 0, 'I');
    public static final PgType PG_NODE_TREE =
            type(194, "pg_node_tree", "pg_node_tree", -1, 0, 0, 'Z');
    public static final PgType ACLITEM = type(1033, "aclitem", "aclitem", 12, 1034, 0, 'U');
    public static final PgType _ACLITEM = type(1034, "_aclitem", "aclitem[]", -1, 0, 1033, 'A');
    public static final PgType BPCHAR = type(1042, "bpchar", "character", -1, 1014, 0, 'S');
    public static final PgType VARCHAR =
            type(1043, "varchar", "character varying", -1, 1015, 0, 'S');
    public static final PgType DATE = type(1082, "date", "date", 4, 1182, 0, 'D');
    public static final PgType TIME = type(1083, "time", "time without time zone", 8, 1183, 0, 'D');
    public static final PgType TIMESTAMP =
            type(1114, "timestamp", "timestamp without time zone", 8, 1115, 0, 'D');
    public static final PgType TIMESTAMPTZ =
            type(1184, "timestamptz", "timestamp with time zone", 8, 1185, 0, 'D');
    public static final PgType INTERVAL = type(1186, "interval", "interval", 16, 1187, 0, 'T');
    public static final PgType TIMETZ =
            type(1266, "timetz", "time with time zone", 12, 1270, 0, 'D');
    public static final PgType BIT = type(1560, "bit", "bit", -1, 1561, 0, 'V');
    public static final PgType VARBIT = type(1562, "varbit", "bit varying", -1, 1563, 0, 'V');
    public static final PgType NUMERIC = type(1700, "numeric", "numeric", -1, 1231, 0, 'N');
    public static final PgType REFCURSOR = type(1790, "refcursor", "refcursor", -1, 2201, 0, 'U');
    public static final PgType REGPROCEDURE =
            type(2202, "regprocedure", "regprocedure", 4, 2207, 0, 'N');
    public static final PgType REGOPER = type(2203, "regoper", "regoper", 4, 2208, 0, 'N');
    public static final PgType REGOPERATOR =
            type(2204, "regoperator", "regoperator", 4, 2209, 0, 'N');
    public static final PgType REGCLASS = type(2205, "regclass", "regclass", 4, 2210, 0, 'N');
    public static final PgType REGTYPE = type(2206, "regtype", "regtype", 4, 2211, 0, 'N');
    public static final PgType RECORD = type(2249, "record", "record", -1, 2287, 0, 'P');
    public static final PgType CSTRING = type(2275, "cstring", "cstring", -2, 1263, 0, 'P');
    public static final PgType ANY = type(2276, "any", "\"any\"", 4, 0, 0, 'P');
    public static final PgType ANYARRAY = type(2277, "anyarray", "anyarray", -1, 0, 0, 'P');
    public static final PgType VOID = type(2278, "void", "void", 4, 0, 0, 'P');
    public static final PgType TRIGGER = type(2279, "trigger", "trigger", 4, 0, 0, 'P');
    public static final PgType INTERNAL = type(2281, "internal", "internal", 8, 0, 0, 'P');
    public static final PgType ANYELEMENT = type(2283, "anyelement", "anyelement", 4, 0, 0, 'P');
    public static final PgType UUID = type(2950, "uuid", "uuid", 16, 2951, 0, 'U');
    public static final PgType PG_LSN = type(3220, "pg_lsn", "pg_lsn", 8, 3221, 0, 'U');
    public static final PgType TSVECTOR = type(3614, "tsvector", "tsvector", -1, 3643, 0, 'U');
    public static final PgType TSQUERY = type(3615, "tsquery", "tsquery", -1, 3645, 0, 'U');
    public static final PgType REGCONFIG = type(3734, "regconfig", "regconfig", 4, 3735, 0, 'N');
    public static final PgType REGDICTIONARY =
            type(3769, "regdictionary", "regdictionary", 4, 3770, 0, 'N');
    public static final PgType JSONB = type(3802, "jsonb", "jsonb", -1, 3807, 0, 'U');
    public static final PgType INT4RANGE = type(3904, "int4range", "int4range", -1, 3905, 0, 'R');
    public static final PgType NUMRANGE = type(3906, "numrange", "numrange", -1, 3907, 0, 'R');
    public static final PgType TSRANGE = type(3908, "tsrange", "tsrange", -1, 3909, 0, 'R');
    public static final PgType TSTZRANGE = type(3910, "tstzrange", "tstzrange", -1, 3911, 0, 'R');
    public static final PgType DATERANGE = type(3912, "daterange", "daterange", -1, 3913, 0, 'R');
    public static final PgType INT8RANGE = type(3926, "int8range", "int8range", -1, 3927, 0, 'R');
    public static final PgType INT4MULTIRANGE =
            type(4451, "int4multirange", "int4multirange", -1, 6150, 0, 'R');
    public static final PgType NUMMULTIRANGE =
            type(4532, "nummultirange", "nummultirange", -1, 6151, 0, 'R');
    public static final PgType TSMULTIRANGE =
            type(4533, "tsmultirange", "tsmultirange", -1, 6152, 0, 'R');
    public static final PgType TSTZMULTIRANGE =
            type(4534, "tstzmultirange", "tstzmultirange", -1, 6153, 0, 'R');
    public static final PgType DATEMULTIRANGE =
            type(4535, "datemultirange", "datemultirange", -1, 6155, 0, 'R');
    public static final PgType INT8MULTIRANGE =
            type(4536, "int8multirange", "int8multirange", -1, 6157, 0, 'R');
    public static final PgType JSONPATH = type(4072, "jsonpath", "jsonpath", -1, 4073, 0, 'U');
    public static final PgType REGNAMESPACE =
            type(4089, "regnamespace", "regnamespace", 4, 4090, 0, 'N');
    public static final PgType REGROLE = type(4096, "regrole", "regrole", 4, 4097, 0, 'N');
    public static final PgType REGCOLLATION =
            type(4191, "regcollation", "regcollation", 4, 4192, 0, 'N');
    public static final PgType PG_NDISTINCT =
            type(3361, "pg_ndistinct", "pg_ndistinct", -1, 0, 0, 'Z');
    public static final PgType PG_DEPENDENCIES =
            type(3402, "pg_dependencies", "pg_dependencies", -1, 0, 0, 'Z');
    public static final PgType PG_MCV_LIST =
            type(5017, "pg_mcv_list", "pg_mcv_list", -1, 0, 0, 'Z');
    public static final PgType _PG_STATISTIC =
            type(10028, "_pg_statistic", "pg_statistic[]", -1, 0, 10029, 'A');
    public static final PgType XID8 = type(5069, "xid8", "xid8", 8, 271, 0, 'U');

    private static PgType type(
            int oid,
            String name,
            String sqlName,
            int size,
            int arrayOid,
            int elementOid,
            char category) {
        PgType type = new PgType(oid, name, sqlName, (short) size, arrayOid, elementOid, category);
        BY_OID.put(oid, type);
        if (arrayOid != 0) {
            BY_OID.put(arrayOid, arrayOf(type));
        }
        return type;
    }

    private static PgType arrayOf(PgType element) {
        return new PgType(
                element.arrayOid,
                "_" + element.name,
                element.sqlName + "[]",
                (short) -1,
                0,
                element.oid,
                element.oid == RECORD_OID ? 'P' : 'A');
    }

    /**
     * A type as a statement names it: either of its names, in any case, with or without a modifier
     * in brackets.
     */
    public static Optional<PgType> ofName(String written) {
        String name =
                written.replaceAll("\\(.*?\\)", "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("^pg_catalog\\.", "")
                        .replaceAll("\\s+", " ");
        if (name.endsWith("[]")) {
            return ofName(name.substring(0, name.length() - 2))
                    .flatMap(element -> ofOid(element.arrayOid()));
        }
        String known = SYNONYMS.getOrDefault(name, name);
        return BY_OID.values().stream()
                .filter(type -> type.name().equals(known) || type.sqlName().equals(known))
                .findFirst();
    }

    public static Optional<PgType> ofOid(int oid) {
        return Optional.ofNullable(BY_OID.get(oid));
    }

    /** The array type over this one; an array is its own array type, of more dimensions. */
    public PgType array() {
        return isArray() ? this : ofOid(arrayOid).orElseGet(() -> arrayOf(this));
    }

    /** A user's enum, or an array of one. */
    public boolean isEnum() {
        return category == 'E' || (elementOid != 0 && EnumAlias.of(elementName()) != null);
    }

    private String elementName() {
        return name.startsWith("_") ? name.substring(1) : name;
    }

    public boolean isArray() {
        return elementOid != 0 && arrayOid == 0 && size == -1;
    }
}
