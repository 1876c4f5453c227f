package dev.duckspace.admin.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, by its key in the configuration file; the environment variable follows from the
 * key: {@code tls.private_key} is {@code DUCKSPACE_TLS_PRIVATE_KEY}.
 */
public enum Setting {
    DATA("data", "./data"),
    HOST("host", "127.0.0.1"),
    PORT("port", "5432"),
    ADMIN_HOST("admin_host", null),
    ADMIN_PORT("admin_port", "8080"),
    ADMIN_TOKEN("admin_token", null),
    PUBLIC_HOST("public_host", null),
    PUBLIC_PORT("public_port", null),

    TLS_CERTIFICATE("tls.certificate", null),
    TLS_PRIVATE_KEY("tls.private_key", null),
    TLS_REQUIRED("tls.required", "true"),

    METADATA_JDBC_URL("metadata.jdbc_url", null),
    METADATA_USER("metadata.user", null),
    METADATA_PASSWORD("metadata.password", null),
    METADATA_POOL_SIZE("metadata.pool_size", null),

    TTL_DEFAULT_HOURS("ttl.default_hours", "24"),
    TTL_LONGEST_HOURS("ttl.longest_hours", "168"),
    TTL_GRACE_HOURS("ttl.grace_hours", "24"),
    TTL_EXTEND_ON_WORK("ttl.extend_on_work", "false"),

    LIMITS_WORKSPACES_PER_PROJECT("limits.workspaces_per_project", "10"),
    LIMITS_ATTACHED_TABLES("limits.attached_tables", "1000"),
    LIMITS_WORKSPACE_SIZE_GB("limits.workspace_size_gb", "10"),
    LIMITS_WORKSPACE_SIZE_LARGEST_GB("limits.workspace_size_largest_gb", "100"),
    LIMITS_WORKSPACE_MEMORY_GB("limits.workspace_memory_gb", "4"),
    LIMITS_WORKSPACE_SPILL_GB("limits.workspace_spill_gb", "10"),
    LIMITS_CONNECTIONS("limits.connections", "200"),
    LIMITS_SESSIONS_PER_WORKSPACE("limits.sessions_per_workspace", "100"),
    LIMITS_CONCURRENT_QUERIES("limits.concurrent_queries", null),
    LIMITS_CONCURRENT_QUERIES_PER_WORKSPACE("limits.concurrent_queries_per_workspace", null),
    LIMITS_QUEUED_QUERIES("limits.queued_queries", "1000"),
    LIMITS_CONCURRENT_LOADS("limits.concurrent_loads", "2"),
    LIMITS_QUEUED_LOADS("limits.queued_loads", "100"),
    LIMITS_ENGINE_THREADS("limits.engine_threads", "64"),
    LIMITS_UPLOAD_GB("limits.upload_gb", "10"),
    LIMITS_UPLOADS("limits.uploads", "16"),

    TIMEOUTS_SESSION_IDLE_SECONDS("timeouts.session_idle_seconds", "3600"),
    TIMEOUTS_QUERY_SECONDS("timeouts.query_seconds", "300"),
    TIMEOUTS_WORKSPACE_IDLE_SECONDS("timeouts.workspace_idle_seconds", "60"),
    TIMEOUTS_STOP_GRACE_SECONDS("timeouts.stop_grace_seconds", "5"),

    EVENTS_KEEP_DAYS("events.keep_days", "90"),
    EVENTS_ROWS_MAX("events.rows_max", "200000"),

    LOG_FORMAT("log.format", "text"),
    LOG_LEVEL("log.level", "info");

    private final String key;
    private final @Nullable String defaultText;

    Setting(String key, @Nullable String defaultText) {
        this.key = key;
        this.defaultText = defaultText;
    }

    public String key() {
        return key;
    }

    /** Null where the default follows from other settings, or is absence. */
    public @Nullable String defaultText() {
        return defaultText;
    }

    public String environmentVariable() {
        return "DUCKSPACE_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }

    static Optional<Setting> ofEnvironmentVariable(String name) {
        return Arrays.stream(values())
                .filter(s -> s.environmentVariable().equals(name))
                .findFirst();
    }
}
