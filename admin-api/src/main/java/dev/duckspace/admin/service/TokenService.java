package dev.duckspace.admin.service;

import dev.duckspace.metadata.AccessToken;
import dev.duckspace.metadata.Identifiers;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.TokenRole;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bearer tokens of the admin API; only their hashes are kept. */
public final class TokenService {
    /** The token of first start, or of the configuration. */
    private static final String FIRST_ID = "tk_admin";

    private static final int SECRET_BYTES = 32;

    private final MetadataStore metadata;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public TokenService(MetadataStore metadata, Clock clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    /**
     * Makes sure that there is an admin token.
     *
     * @param configured the secret that it has to have; null: any
     * @return the secret, when one was made now
     */
    public Optional<String> ensureAdminToken(@Nullable String configured) {
        String secret = configured == null ? newSecret() : configured;
        boolean stored =
                metadata.inTransaction(
                        tx -> {
                            if (tx.tokens().find(FIRST_ID).isEmpty()) {
                                tx.tokens().insert(adminToken(secret));
                                return true;
                            }
                            return configured != null
                                    && tx.tokens().updateHash(FIRST_ID, hash(secret));
                        });
        return stored && configured == null ? Optional.of(secret) : Optional.empty();
    }

    private AccessToken adminToken(String secret) {
        return new AccessToken(
                FIRST_ID,
                null,
                "admin",
                TokenRole.ADMIN,
                hash(secret),
                clock.instant(),
                null,
                null);
    }

    /**
     * Makes a token.
     *
     * @param projectId the only project it sees; null: all of them
     * @param expiresAt null: never
     * @return its secret, which is nowhere else
     */
    public String create(
            @Nullable String projectId, String name, TokenRole role, @Nullable Instant expiresAt) {
        String secret = newSecret();
        AccessToken token =
                new AccessToken(
                        Identifiers.newTokenId(),
                        projectId,
                        name,
                        role,
                        hash(secret),
                        clock.instant(),
                        expiresAt,
                        null);
        metadata.inTransaction(
                tx -> {
                    tx.tokens().insert(token);
                    return token;
                });
        return secret;
    }

    /** The token with this secret, unless it has expired. */
    public Optional<AccessToken> authenticate(String secret) {
        String hash = hash(secret);
        Optional<AccessToken> found = metadata.read(tx -> tx.tokens().findByHash(hash));
        return found.filter(token -> !token.hasExpired(clock.instant()));
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return "dsp_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Plain, not salted: what we make has 256 random bits and cannot be searched. */
    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
