package dev.duckspace.gateway.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The client's choice of a SASL mechanism.
 *
 * @param data the mechanism's first message; null when the client waits for the server's
 */
public record SaslInitialResponse(String mechanism, byte @Nullable [] data) {}
