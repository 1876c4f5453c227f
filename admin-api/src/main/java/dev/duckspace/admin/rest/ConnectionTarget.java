package dev.duckspace.admin.rest;

import dev.duckspace.metadata.Workspace;
import org.jspecify.annotations.Nullable;

/** Where clients connect to, as seen from outside, and how that is written as a URL. */
public record ConnectionTarget(String host, int port, String sslMode) {

    /** {@code postgresql://user:password@host:port/database?sslmode=require}. */
    public String url(Workspace workspace, String username, String password) {
        return url(workspace, username + ":" + password);
    }

    private String url(Workspace workspace, String login) {
        return "postgresql://%s@%s/%s?sslmode=%s"
                .formatted(login, address(), workspace.database(), sslMode);
    }

    private String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * @param password null where it is not to be told
     */
    ConnectionJson connection(Workspace workspace, String username, @Nullable String password) {
        return new ConnectionJson(
                host,
                port,
                workspace.database(),
                username,
                password,
                sslMode,
                password == null ? url(workspace, username) : url(workspace, username, password));
    }
}
