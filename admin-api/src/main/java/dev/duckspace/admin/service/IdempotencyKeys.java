package dev.duckspace.admin.service;

import dev.duckspace.metadata.IdempotentAnswer;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Transaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys of creates that may be repeated. An answer is kept in the transaction that completes its
 * create, so that a create which fails, or a process that ends in between, leaves no key behind.
 */
public final class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(24);

    private final MetadataStore metadata;
    private final Clock clock;
    private final Set<Name> atWork = ConcurrentHashMap.newKeySet();

    private record Name(String scope, String key) {}

    public IdempotencyKeys(MetadataStore metadata, Clock clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    /** A key that is taken until it is closed. */
    public final class Claim implements AutoCloseable {
        private final Name name;
        private final String requestHash;
        private final Optional<IdempotentAnswer> first;

        private Claim(Name name, String requestHash, Optional<IdempotentAnswer> first) {
            this.name = name;
            this.requestHash = requestHash;
            this.first = first;
        }

        /** What was answered before; empty: this is the first time. */
        public Optional<IdempotentAnswer> first() {
            return first;
        }

        /** Keeps the answer, in the transaction that completes the create. */
        public void keep(Transaction tx, String location, String answer) {
            tx.idempotency()
                    .insert(
                            new IdempotentAnswer(
                                    name.scope(),
                                    name.key(),
                                    requestHash,
                                    location,
                                    answer,
                                    clock.instant()));
        }

        @Override
        public void close() {
            atWork.remove(name);
        }
    }

    /**
     * Takes a key.
     *
     * @param scope whose key it is, and for what
     * @throws ProblemException CONFLICT while a request with this key is at work, INVALID when it
     *     was used with another body
     */
    public Claim claim(String scope, String key, byte[] body) {
        Name name = new Name(scope, key);
        if (!atWork.add(name)) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "a request with this Idempotency-Key is at work; repeat it later");
        }
        try {
            String hash = hash(body);
            Optional<IdempotentAnswer> first = answered(name);
            if (first.isPresent() && !first.get().requestHash().equals(hash)) {
                throw ProblemException.invalid(
                        "this Idempotency-Key was used with another body; take a new key");
            }
            return new Claim(name, hash, first);
        } catch (RuntimeException e) {
            atWork.remove(name);
            throw e;
        }
    }

    private Optional<IdempotentAnswer> answered(Name name) {
        Optional<IdempotentAnswer> found =
                metadata.read(tx -> tx.idempotency().find(name.scope(), name.key()));
        Instant oldest = oldest();
        if (found.filter(answer -> answer.createdAt().isBefore(oldest)).isPresent()) {
            sweep();
            return Optional.empty();
        }
        return found;
    }

    private Instant oldest() {
        return clock.instant().minus(KEPT);
    }

    /** Forgets keys of yesterday; how many. */
    public int sweep() {
        Instant oldest = oldest();
        return metadata.inTransaction(tx -> tx.idempotency().deleteBefore(oldest));
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
