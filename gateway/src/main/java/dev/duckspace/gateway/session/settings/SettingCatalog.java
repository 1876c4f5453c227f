package dev.duckspace.gateway.session.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All parameters of PostgreSQL 15, from the facts of a real server. */
public final class SettingCatalog {
    private static final int FIELDS = 10;

    private static final Set<String> REPORTED =
            Set.of(
                    "application_name",
                    "client_encoding",
                    "datestyle",
                    "default_transaction_read_only",
                    "in_hot_standby",
                    "integer_datetimes",
                    "intervalstyle",
                    "is_superuser",
                    "server_encoding",
                    "server_version",
                    "session_authorization",
                    "standard_conforming_strings",
                    "timezone");
    private static final Set<String> LISTS =
            Set.of(
                    "datestyle",
                    "listen_addresses",
                    "log_destination",
                    "restrict_nonsystem_relation_kind",
                    "synchronous_standby_names",
                    "wal_consistency_checking");
    private static final Set<String> QUOTED_LISTS =
            Set.of(
                    "local_preload_libraries",
                    "search_path",
                    "session_preload_libraries",
                    "shared_preload_libraries",
                    "temp_tablespaces",
                    "unix_socket_directories");
    private static final Set<String> NAMES =
            Set.of("application_name", "role", "session_authorization", "cluster_name");
    private static final Set<String> OCTAL =
            Set.of("data_directory_mode", "log_file_mode", "unix_socket_permissions");
    private static final Set<String> WITHOUT_UNIT =
            Set.of("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_user_timeout");
    private static final Set<String> OF_TRANSACTION =
            Set.of("transaction_isolation", "transaction_read_only", "transaction_deferrable");

    /** What a configured server shows, where it differs from the value before configuration. */
    private static final Map<String, String> CONFIGURED =
            Map.ofEntries(
                    Map.entry("archive_command", "(disabled)"),
                    Map.entry("client_encoding", "UTF8"),
                    Map.entry("server_encoding", "UTF8"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("log_timezone", "UTC"),
                    Map.entry("timezone_abbreviations", "Default"),
                    Map.entry("default_text_search_config", "pg_catalog.english"),
                    Map.entry("lc_collate", "C.UTF-8"),
                    Map.entry("lc_ctype", "C.UTF-8"),
                    Map.entry("lc_messages", "C"),
                    Map.entry("max_stack_depth", "2048"));

    private static final Map<String, String> SWITCH_ALIASES =
            Map.of("true", "on", "yes", "on", "1", "on", "false", "off", "no", "off", "0", "off");
    private static final Map<String, Map<String, String>> ENUM_ALIASES =
            Map.of(
                    "backslash_quote", SWITCH_ALIASES,
                    "compute_query_id", SWITCH_ALIASES,
                    "constraint_exclusion", SWITCH_ALIASES,
                    "force_parallel_mode", SWITCH_ALIASES,
                    "synchronous_commit", SWITCH_ALIASES,
                    "client_min_messages", Map.of("debug", "debug2", "info", "info"));

    private static final Map<String, String> OLD_NAMES =
            Map.of("sort_mem", "work_mem", "vacuum_mem", "maintenance_work_mem");

    private static final SettingCatalog INSTANCE = load();

    private final Map<String, SettingDefinition> byKey;

    private SettingCatalog(Map<String, SettingDefinition> byKey) {
        this.byKey = Collections.unmodifiableMap(byKey);
    }

    public static SettingCatalog instance() {
        return INSTANCE;
    }

    /** By name in any case; PostgreSQL's own old names are understood. */
    public Optional<SettingDefinition> find(String name) {
        String key = SettingDefinition.key(name);
        return Optional.ofNullable(byKey.get(OLD_NAMES.getOrDefault(key, key)));
    }

    /** Ordered by name. */
    public Collection<SettingDefinition> all() {
        return byKey.values();
    }

    private static SettingCatalog load() {
        List<SettingDefinition> definitions = new ArrayList<>();
        for (String resource : List.of("settings.tsv", "settings-hidden.tsv")) {
            read(resource).lines().map(SettingCatalog::definition).forEach(definitions::add);
        }
        definitions.sort((a, b) -> a.key().compareTo(b.key()));
        Map<String, SettingDefinition> byKey = new LinkedHashMap<>();
        definitions.forEach(definition -> byKey.put(definition.key(), definition));
        return new SettingCatalog(byKey);
    }

    private static String read(String resource) {
        try (@Nullable InputStream in = SettingCatalog.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Columns: name, type, unit, context, minimum, maximum, enum values, boot, flags, category. */
    private static SettingDefinition definition(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != FIELDS) {
            throw new IllegalStateException("malformed line: " + line);
        }
        String name = fields.getFirst();
        String key = SettingDefinition.key(name);
        return new SettingDefinition(
                name,
                type(fields.get(1)),
                SettingUnit.ofSqlName(fields.get(2)).orElse(null),
                context(fields.get(3)),
                fields.get(4),
                fields.get(5),
                fields.get(6).isEmpty() ? List.of() : List.of(fields.get(6).split("\\|")),
                ENUM_ALIASES.getOrDefault(key, Map.of()),
                CONFIGURED.getOrDefault(key, fields.get(7)),
                flags(key, fields.get(8)),
                fields.get(9));
    }

    private static SettingType type(String sqlName) {
        return Arrays.stream(SettingType.values())
                .filter(type -> type.sqlName().equals(sqlName))
                .findFirst()
                .orElseThrow();
    }

    private static SettingContext context(String sqlName) {
        return Arrays.stream(SettingContext.values())
                .filter(context -> context.sqlName().equals(sqlName))
                .findFirst()
                .orElseThrow();
    }

    private static Set<SettingFlag> flags(String key, String stored) {
        Set<SettingFlag> flags = EnumSet.noneOf(SettingFlag.class);
        if (!stored.isEmpty()) {
            for (String flag : List.of(stored.split(","))) {
                flags.add(SettingFlag.valueOf(flag));
            }
        }
        addIf(flags, SettingFlag.REPORT, REPORTED.contains(key));
        addIf(flags, SettingFlag.LIST, LISTS.contains(key) || QUOTED_LISTS.contains(key));
        addIf(flags, SettingFlag.LIST_QUOTE, QUOTED_LISTS.contains(key));
        addIf(flags, SettingFlag.NAME, NAMES.contains(key));
        addIf(flags, SettingFlag.OCTAL, OCTAL.contains(key));
        addIf(flags, SettingFlag.NO_UNIT, WITHOUT_UNIT.contains(key));
        addIf(flags, SettingFlag.TRANSACTION, OF_TRANSACTION.contains(key));
        return flags;
    }

    private static void addIf(Set<SettingFlag> flags, SettingFlag flag, boolean condition) {
        if (condition) {
            flags.add(flag);
        }
    }
}
