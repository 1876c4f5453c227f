package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.AliasTypes;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import java.util.Map;
import java.util.Set;

/**
 * The engine's types of the catalog's columns. Types that the engine lacks are aliases, which tell
 * whoever describes a result what PostgreSQL calls them: see PgColumnType.
 */
final class CatalogTypes {
    private static final EngineType TEXT = new EngineType.Scalar(TypeId.VARCHAR);
    private static final EngineType NUMBER = new EngineType.Scalar(TypeId.BIGINT);

    /** By alias. */
    private static final Map<String, EngineType> ALIASES =
            Map.ofEntries(
                    Map.entry("pg_oid", NUMBER),
                    Map.entry("pg_xid", NUMBER),
                    Map.entry("pg_regproc", NUMBER),
                    Map.entry("pg_regprocedure", NUMBER),
                    Map.entry("pg_regoper", NUMBER),
                    Map.entry("pg_regoperator", NUMBER),
                    Map.entry("pg_regclass", NUMBER),
                    Map.entry("pg_regtype", NUMBER),
                    Map.entry("pg_regnamespace", NUMBER),
                    Map.entry("pg_regrole", NUMBER),
                    Map.entry("pg_regcollation", NUMBER),
                    Map.entry("pg_regconfig", NUMBER),
                    Map.entry("pg_regdictionary", NUMBER),
                    Map.entry("pg_name", TEXT),
                    Map.entry("pg_char", TEXT),
                    Map.entry("pg_character_data", TEXT),
                    Map.entry("pg_yes_or_no", TEXT),
                    Map.entry("pg_node_tree", TEXT),
                    Map.entry("pg_aclitem", TEXT),
                    Map.entry("pg_lsn", TEXT),
                    Map.entry("pg_inet", TEXT),
                    Map.entry("pg_anyarray", TEXT),
                    Map.entry("pg_ndistinct", TEXT),
                    Map.entry("pg_dependencies", TEXT),
                    Map.entry("pg_mcv_list", TEXT),
                    Map.entry("pg_statistic_array", TEXT),
                    Map.entry("pg_time_stamp", new EngineType.Scalar(TypeId.TIMESTAMPTZ)),
                    Map.entry("pg_int2v", new EngineType.Scalar(TypeId.SMALLINT)),
                    Map.entry("pg_oidv", NUMBER));

    /** By PostgreSQL's name. Numeric columns of the catalog hold whole numbers only. */
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("oid", "pg_oid"),
                    Map.entry("xid", "pg_xid"),
                    Map.entry("regproc", "pg_regproc"),
                    Map.entry("regtype", "pg_regtype"),
                    Map.entry("name", "pg_name"),
                    Map.entry("\"char\"", "pg_char"),
                    Map.entry("information_schema.sql_identifier", "pg_name"),
                    Map.entry("information_schema.character_data", "pg_character_data"),
                    Map.entry("information_schema.yes_or_no", "pg_yes_or_no"),
                    Map.entry("information_schema.cardinal_number", "INTEGER"),
                    Map.entry("information_schema.time_stamp", "pg_time_stamp"),
                    Map.entry("pg_node_tree", "pg_node_tree"),
                    Map.entry("aclitem", "pg_aclitem"),
                    Map.entry("pg_lsn", "pg_lsn"),
                    Map.entry("inet", "pg_inet"),
                    Map.entry("anyarray", "pg_anyarray"),
                    Map.entry("pg_ndistinct", "pg_ndistinct"),
                    Map.entry("pg_dependencies", "pg_dependencies"),
                    Map.entry("pg_mcv_list", "pg_mcv_list"),
                    Map.entry("int2vector", "pg_int2v[]"),
                    Map.entry("oidvector", "pg_oidv[]"),
                    Map.entry("text", "VARCHAR"),
                    Map.entry("bytea", "BLOB"),
                    Map.entry("boolean", "BOOLEAN"),
                    Map.entry("smallint", "SMALLINT"),
                    Map.entry("integer", "INTEGER"),
                    Map.entry("bigint", "BIGINT"),
                    Map.entry("real", "FLOAT"),
                    Map.entry("double precision", "DOUBLE"),
                    Map.entry("numeric", "HUGEINT"),
                    Map.entry("interval", "INTERVAL"),
                    Map.entry("timestamp with time zone", "TIMESTAMPTZ"));

    private CatalogTypes() {}

    /** The names of those that are aliases. */
    static Set<String> names() {
        return ALIASES.keySet();
    }

    /** For an instance that is to attach the catalog, or to make it. */
    static void register(EngineConnection connection) {
        ALIASES.forEach((name, base) -> AliasTypes.register(connection, name, base));
    }

    /** The engine's name for a type as PostgreSQL's format_type prints it. */
    static String engineName(String type) {
        if (type.equals("pg_statistic[]")) {
            return "pg_statistic_array";
        }
        if (type.endsWith("[]")) {
            return engineName(type.substring(0, type.length() - 2)) + "[]";
        }
        String name = NAMES.get(type);
        if (name == null) {
            throw new IllegalStateException("the catalog has a column of type " + type);
        }
        return name;
    }

    /** The engine's type for a type as PostgreSQL's format_type prints it. */
    static EngineType engineType(String type) {
        return ofEngineName(engineName(type));
    }

    private static EngineType ofEngineName(String name) {
        if (name.endsWith("[]")) {
            return new EngineType.ListOf(ofEngineName(name.substring(0, name.length() - 2)));
        }
        EngineType base = ALIASES.get(name);
        return new EngineType.Scalar(
                base == null ? TypeId.valueOf(name) : base.id(), base == null ? null : name);
    }
}
