package dev.duckspace.metadata;

import java.time.Instant;

/**
 * The first answer to a create that was asked for with an Idempotency-Key.
 *
 * @param scope who asked for what: keys of others are other keys
 * @param requestHash SHA-256 of the request's body, hexadecimal
 * @param location where what was created is
 * @param answer the body as it was sent, without any secret
 */
public record IdempotentAnswer(
        String scope,
        String key,
        String requestHash,
        String location,
        String answer,
        Instant createdAt) {
    public IdempotentAnswer {
        createdAt = Timestamps.toMicros(createdAt);
    }
}
