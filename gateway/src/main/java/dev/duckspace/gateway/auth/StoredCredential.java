package dev.duckspace.gateway.auth;

/** What is stored about who may log in, and to which workspace. */
public record StoredCredential(String username, String workspaceId, ScramVerifier verifier) {}
