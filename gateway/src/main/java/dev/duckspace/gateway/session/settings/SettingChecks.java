package dev.duckspace.gateway.session.settings;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What single parameters ask of a value beyond its type, and how they spell it. */
final class SettingChecks {
    private static final Set<String> LOCALES =
            Set.of("C", "POSIX", "C.UTF-8", "C.utf8", "ucs_basic");
    private static final Set<String> TABLESPACES = Set.of("", "pg_default");
    private static final Set<String> TEXT_SEARCH_CONFIGURATIONS = Set.of("english", "simple");
    private static final Set<String> RELATION_KINDS = Set.of("view", "foreign-table");

    /** Each would change what statements mean, and the gateway does not follow it. */
    private static final Map<String, String> ONLY_VALUES =
            Map.of(
                    "standard_conforming_strings", "on",
                    "array_nulls", "on",
                    "transform_null_equals", "off",
                    "exit_on_error", "off");

    private static final Map<String, Check> CHECKS =
            Map.ofEntries(
                    Map.entry("datestyle", DateStyleSetting::check),
                    Map.entry("timezone", SettingChecks::timeZone),
                    Map.entry("client_encoding", (d, v, c) -> ClientEncoding.check(d, v)),
                    Map.entry("application_name", (d, v, c) -> printable(v)),
                    Map.entry("search_path", (d, v, c) -> list(d, v)),
                    Map.entry("local_preload_libraries", (d, v, c) -> v),
                    Map.entry("restrict_nonsystem_relation_kind", (d, v, c) -> relationKinds(d, v)),
                    Map.entry("default_tablespace", (d, v, c) -> tablespace(d, v)),
                    Map.entry("temp_tablespaces", (d, v, c) -> tablespaces(d, v)),
                    Map.entry("default_table_access_method", (d, v, c) -> accessMethod(d, v)),
                    Map.entry("default_text_search_config", (d, v, c) -> textSearch(d, v)),
                    Map.entry("timezone_abbreviations", (d, v, c) -> only(d, v, "Default")),
                    Map.entry("lc_monetary", (d, v, c) -> locale(d, v)),
                    Map.entry("lc_numeric", (d, v, c) -> locale(d, v)),
                    Map.entry("lc_time", (d, v, c) -> locale(d, v)),
                    Map.entry("default_with_oids", (d, v, c) -> withoutOids(v)),
                    Map.entry("role", SettingChecks::role),
                    Map.entry("session_authorization", SettingChecks::sessionAuthorization),
                    Map.entry("transaction_isolation", TransactionModeChecks::isolation),
                    Map.entry("transaction_read_only", TransactionModeChecks::readOnly),
                    Map.entry("transaction_deferrable", TransactionModeChecks::deferrable));

    private SettingChecks() {}

    /** The session that a value is for. */
    interface Context {
        String user();

        String current(SettingDefinition definition);

        String resetValue(SettingDefinition definition);

        /** 0 outside a transaction, 1 in it, one more for each savepoint. */
        int level();

        /** A query has run in this transaction. */
        boolean snapshotTaken();

        void notice(ErrorInfo notice);
    }

    @FunctionalInterface
    private interface Check {
        String check(SettingDefinition definition, String value, Context context);
    }

    /** The value to hold; the text's type is right already. */
    static String check(SettingDefinition definition, String value, Context context) {
        String only = ONLY_VALUES.get(definition.key());
        if (only != null && !only.equals(value)) {
            throw SettingErrors.notSupported(
                    definition, value, null, "Only \"" + only + "\" is supported.");
        }
        String named = definition.is(SettingFlag.NAME) ? cut(value, context) : value;
        Check check = CHECKS.get(definition.key());
        return check == null ? named : check.check(definition, named, context);
    }

    private static String cut(String name, Context context) {
        String cut = IdentifierList.truncate(name);
        if (cut.length() < name.length()) {
            context.notice(
                    ErrorInfo.of(
                            Severity.NOTICE,
                            SqlState.NAME_TOO_LONG,
                            "identifier \"" + name + "\" will be truncated to \"" + cut + "\""));
        }
        return cut;
    }

    /** Each byte that is not printable ASCII becomes a question mark. */
    private static String printable(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0x20 || bytes[i] > 0x7E) {
                bytes[i] = '?';
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static String timeZone(SettingDefinition definition, String value, Context context) {
        boolean interval = value.regionMatches(true, 0, "interval", 0, "interval".length());
        TimeZoneName.Resolution resolution =
                interval
                        ? TimeZoneInterval.resolve(definition, value)
                        : TimeZoneName.resolve(value);
        return switch (resolution) {
            case TimeZoneName.Resolution.Found found -> found.zone().name();
            case TimeZoneName.Resolution.Unknown _ ->
                    throw SettingErrors.invalid(definition, value);
            case TimeZoneName.Resolution.LeapSeconds _ ->
                    throw SettingErrors.error(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "time zone \"" + value + "\" appears to use leap seconds",
                            "PostgreSQL does not support leap seconds.",
                            null);
            case TimeZoneName.Resolution.OutOfRange _ ->
                    throw SettingErrors.invalidWithDetail(
                            definition, value, "UTC timezone offset is out of range.");
            case TimeZoneName.Resolution.Unsupported _ ->
                    throw SettingErrors.notSupported(
                            definition,
                            value,
                            "Daylight saving rules can only be named.",
                            "Use a name such as \"America/New_York\".");
        };
    }

    private static String list(SettingDefinition definition, String value) {
        names(definition, value);
        return value;
    }

    private static List<String> names(SettingDefinition definition, String value) {
        return IdentifierList.split(value)
                .orElseThrow(
                        () ->
                                SettingErrors.invalidWithDetail(
                                        definition, value, "List syntax is invalid."));
    }

    private static String relationKinds(SettingDefinition definition, String value) {
        for (String kind : names(definition, value)) {
            if (!RELATION_KINDS.contains(kind)) {
                throw SettingErrors.invalidWithDetail(
                        definition, value, "Unrecognized key word: \"" + kind + "\".");
            }
        }
        return value;
    }

    private static String tablespace(SettingDefinition definition, String value) {
        if (!TABLESPACES.contains(value)) {
            throw SettingErrors.invalidWithDetail(
                    definition, value, "Tablespace \"" + value + "\" does not exist.");
        }
        return value;
    }

    private static String tablespaces(SettingDefinition definition, String value) {
        for (String name : names(definition, value)) {
            if (!TABLESPACES.contains(name)) {
                throw SettingErrors.error(
                        SqlState.UNDEFINED_OBJECT,
                        "tablespace \"" + name + "\" does not exist",
                        null,
                        null);
            }
        }
        return value;
    }

    private static String accessMethod(SettingDefinition definition, String value) {
        if (value.isEmpty()) {
            throw SettingErrors.invalidWithDetail(
                    definition, value, definition.name() + " cannot be empty.");
        }
        if (!value.equals("heap")) {
            throw SettingErrors.invalidWithDetail(
                    definition, value, "Table access method \"" + value + "\" does not exist.");
        }
        return value;
    }

    private static String textSearch(SettingDefinition definition, String value) {
        String schema = "pg_catalog.";
        String name = value.startsWith(schema) ? value.substring(schema.length()) : value;
        if (!TEXT_SEARCH_CONFIGURATIONS.contains(name)) {
            throw SettingErrors.invalid(definition, value);
        }
        return schema + name;
    }

    private static String locale(SettingDefinition definition, String value) {
        if (!LOCALES.contains(value)) {
            throw SettingErrors.invalid(definition, value);
        }
        return value;
    }

    private static String only(SettingDefinition definition, String value, String allowed) {
        if (!value.equals(allowed)) {
            throw SettingErrors.invalid(definition, value);
        }
        return value;
    }

    private static String withoutOids(String value) {
        if (value.equals("on")) {
            throw SettingErrors.error(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "tables declared WITH OIDS are not supported",
                    null,
                    null);
        }
        return value;
    }

    /** A workspace's user may be itself and nobody else. */
    private static String role(SettingDefinition definition, String value, Context context) {
        return value.equals("none") ? value : sessionAuthorization(definition, value, context);
    }

    private static String sessionAuthorization(
            SettingDefinition definition, String value, Context context) {
        if (!value.equals(context.user())) {
            throw SettingErrors.error(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "role \"" + value + "\" does not exist",
                    null,
                    null);
        }
        return value;
    }
}
