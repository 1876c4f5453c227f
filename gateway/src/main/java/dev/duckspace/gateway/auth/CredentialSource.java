package dev.duckspace.gateway.auth;

import java.util.Optional;

/** Where credentials are looked up; called on the session's thread and may block. */
@FunctionalInterface
public interface CredentialSource {
    Optional<StoredCredential> find(String username);
}
