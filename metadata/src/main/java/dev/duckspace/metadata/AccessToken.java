package dev.duckspace.metadata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token of the admin API, without its secret.
 *
 * @param projectId the only project it sees; null: all of them
 * @param tokenHash SHA-256 of the secret, 64 hexadecimal digits
 * @param expiresAt null: never
 * @param lastUsedAt to the minute or so; null: not since it was made
 */
public record AccessToken(
        String id,
        @Nullable String projectId,
        String name,
        TokenRole role,
        String tokenHash,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    public AccessToken {
        Identifiers.requireName("token name", name);
        if (!tokenHash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a token is stored as its SHA-256");
        }
        createdAt = Timestamps.toMicros(createdAt);
        expiresAt = expiresAt == null ? null : Timestamps.toMicros(expiresAt);
        lastUsedAt = lastUsedAt == null ? null : Timestamps.toMicros(lastUsedAt);
    }

    public boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "AccessToken[id=" + id + ", name=" + name + ", role=" + role + "]";
    }
}
