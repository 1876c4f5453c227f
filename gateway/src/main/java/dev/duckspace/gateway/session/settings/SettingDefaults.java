package dev.duckspace.gateway.session.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a session's parameters start with.
 *
 * @param serverVersion {@code 15.20 (Duckspace 0.1.0, DuckDB 2.0.0)}
 * @param user the session's role
 * @param values of further parameters by name, as SET takes them, e.g. statement_timeout
 */
public record SettingDefaults(String serverVersion, String user, Map<String, String> values) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?: .*)?");

    public SettingDefaults {
        if (!VERSION.matcher(serverVersion).matches()) {
            throw new IllegalArgumentException("not a server version: " + serverVersion);
        }
        values = Map.copyOf(values);
    }

    /** As server_version_num: 150020 for 15.20. */
    public int serverVersionNumber() {
        Matcher matcher = VERSION.matcher(serverVersion);
        if (!matcher.matches()) {
            throw new IllegalStateException(serverVersion);
        }
        return Integer.parseInt(matcher.group(1)) * 10_000 + Integer.parseInt(matcher.group(2));
    }

    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server_version", serverVersion);
        all.put("server_version_num", Integer.toString(serverVersionNumber()));
        all.put("session_authorization", user);
        all.putAll(values);
        return all;
    }
}
