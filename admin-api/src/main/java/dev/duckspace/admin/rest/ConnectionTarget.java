package dev.duckspace.admin.rest;

import dev.duckspace.metadata.Workspace;

/** Where clients connect to, as seen from outside, and how that is written as a URL. */
public record ConnectionTarget(String host, int port, String sslMode) {

    /** {@code postgresql://user:password@host:port/database?sslmode=require}. */
    public String url(Workspace workspace, String username, String password) {
        return "postgresql://%s:%s@%s/%s?sslmode=%s"
                .formatted(username, password, address(), workspace.database(), sslMode);
    }

    String url(Workspace workspace, String username) {
        return "postgresql://%s@%s/%s?sslmode=%s"
                .formatted(username, address(), workspace.database(), sslMode);
    }

    private String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    WorkspaceJson.ConnectionWithPassword connection(
            Workspace workspace, String username, String password) {
        return new WorkspaceJson.ConnectionWithPassword(
                host,
                port,
                workspace.database(),
                username,
                password,
                sslMode,
                url(workspace, username, password));
    }

    WorkspaceJson.Connection connection(Workspace workspace, String username) {
        return new WorkspaceJson.Connection(
                host, port, workspace.database(), username, sslMode, url(workspace, username));
    }
}
