package dev.duckspace.gateway.types;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One line of parameter-probes.tsv: a text and what PostgreSQL 15 makes of it.
 *
 * @param outcome OK or ERR and the SQLSTATE
 * @param detail the value's binary form in hexadecimal, or the message
 */
record ParameterProbe(
        PgType type, TextSettings settings, String input, String outcome, String detail) {

    static List<ParameterProbe> all() {
        return TsvResource.lines("parameter-probes.tsv").map(ParameterProbe::parse).toList();
    }

    /** What we answer instead, on purpose; by type and input. */
    static Map<String, String> differences() {
        return TsvResource.lines("parameter-differences.tsv")
                .collect(
                        Collectors.toUnmodifiableMap(
                                fields -> fields[0] + " " + fields[1],
                                fields -> fields[2],
                                (first, second) -> first));
    }

    String key() {
        return type.name() + " " + input;
    }

    private static ParameterProbe parse(String[] fields) {
        TextSettings settings =
                TextSettings.DEFAULT
                        .withDateStyle(
                                new DateStyle(
                                        DateStyle.Format.ISO,
                                        DateStyle.Order.valueOf(fields[1].substring(5))))
                        .withIntervalStyle(
                                fields[2].equals(IntervalStyle.SQL_STANDARD.label())
                                        ? IntervalStyle.SQL_STANDARD
                                        : IntervalStyle.POSTGRES)
                        .withZone(ZoneId.of(fields[3]));
        return new ParameterProbe(
                type(fields[0]), settings, unescape(fields[4]), fields[5], unescape(fields[6]));
    }

    private static PgType type(String name) {
        if (name.endsWith("[]")) {
            return type(name.substring(0, name.length() - 2)).array();
        }
        return switch (name) {
            case "bool" -> PgType.BOOL;
            case "int2" -> PgType.INT2;
            case "int4" -> PgType.INT4;
            case "int8" -> PgType.INT8;
            case "oid" -> PgType.OID;
            case "float4" -> PgType.FLOAT4;
            case "float8" -> PgType.FLOAT8;
            case "numeric" -> PgType.NUMERIC;
            case "text" -> PgType.TEXT;
            case "bytea" -> PgType.BYTEA;
            case "uuid" -> PgType.UUID;
            case "varbit" -> PgType.VARBIT;
            case "date" -> PgType.DATE;
            case "time" -> PgType.TIME;
            case "timetz" -> PgType.TIMETZ;
            case "timestamp" -> PgType.TIMESTAMP;
            case "timestamptz" -> PgType.TIMESTAMPTZ;
            case "interval" -> PgType.INTERVAL;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String unescape(String field) {
        return field.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\");
    }

    @Override
    public String toString() {
        return "%s %s %s %s '%s'"
                .formatted(
                        type.name(),
                        settings.dateStyle().order(),
                        settings.intervalStyle(),
                        settings.zone(),
                        input);
    }
}
