package dev.duckspace.gateway.sql;

import java.util.Set;

/** Names that are types already, so that nobody has to look for what the user made. */
final class BuiltInTypes {
    private static final Set<String> NAMES =
            Set.of(
                    "int",
                    "int2",
                    "int4",
                    "int8",
                    "integer",
                    "smallint",
                    "bigint",
                    "float4",
                    "float8",
                    "real",
                    "double",
                    "numeric",
                    "decimal",
                    "dec",
                    "float",
                    "text",
                    "varchar",
                    "char",
                    "character",
                    "bpchar",
                    "name",
                    "bool",
                    "boolean",
                    "date",
                    "time",
                    "timetz",
                    "timestamp",
                    "timestamptz",
                    "interval",
                    "uuid",
                    "bytea",
                    "json",
                    "jsonb",
                    "inet",
                    "cidr",
                    "macaddr",
                    "macaddr8",
                    "money",
                    "bit",
                    "varbit",
                    "oid",
                    "regclass",
                    "regtype",
                    "regproc",
                    "regnamespace",
                    "xml",
                    "point",
                    "box",
                    "circle",
                    "line",
                    "lseg",
                    "path",
                    "polygon",
                    "tsvector",
                    "tsquery",
                    "serial",
                    "bigserial",
                    "smallserial",
                    "int4range",
                    "int8range",
                    "numrange",
                    "tsrange",
                    "tstzrange",
                    "daterange");

    private BuiltInTypes() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }
}
