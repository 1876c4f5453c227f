package dev.duckspace.admin.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to a workspace.
 *
 * @param password only where it was just made; else neither the field nor its part of {@code
 *     connectionString} is there
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record ConnectionJson(
        String host,
        int port,
        String database,
        String username,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String password,
        String sslMode,
        String connectionString) {

    @Override
    public String toString() {
        return "ConnectionJson[username=" + username + "]";
    }
}
