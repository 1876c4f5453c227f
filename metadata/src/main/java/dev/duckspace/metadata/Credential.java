package dev.duckspace.metadata;

import java.time.Instant;

/**
 * Who may log in to a workspace. Holds PostgreSQL's SCRAM verifier, never a password.
 *
 * @param username unique in the store, less than 63 bytes
 * @param scramVerifier {@code SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>}
 */
public record Credential(
        String workspaceId, String username, String scramVerifier, Instant createdAt) {
    public Credential {
        Identifiers.requireWorkspaceId(workspaceId);
        if (!scramVerifier.startsWith("SCRAM-SHA-256$")) {
            throw new IllegalArgumentException("a credential holds a SCRAM-SHA-256 verifier");
        }
        createdAt = Timestamps.toMicros(createdAt);
    }

    /** The verifier is good for an offline attack: it stays out of every log. */
    @Override
    public String toString() {
        return "Credential[workspaceId=" + workspaceId + ", username=" + username + "]";
    }
}
