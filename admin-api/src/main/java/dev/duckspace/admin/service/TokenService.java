package dev.duckspace.admin.service;

import dev.duckspace.metadata.AccessToken;
import dev.duckspace.metadata.Identifiers;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.TokenRole;
import dev.duckspace.metadata.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Bearer tokens of the admin API; only their hashes are kept. */
public final class TokenService {
    /** The token of first start, or of the configuration. */
    private static final String FIRST_ID = "tk_admin";

    private static final int SECRET_BYTES = 32;
    private static final int TOKENS_MAX = 1_000;
    private static final int EXPIRES_HOURS_MAX = 87_600;

    private final MetadataStore metadata;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Uses that are not written yet: at most one for each token. */
    private final Map<String, Instant> used = new ConcurrentHashMap<>();

    public TokenService(MetadataStore metadata, Clock clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    /**
     * Makes sure that there is an admin token.
     *
     * @param configured the secret that it has to have; null: any, and one is made only where no
     *     admin token is good
     * @return the secret, when one was made now
     */
    public Optional<String> ensureAdminToken(@Nullable String configured) {
        String secret = configured == null ? newSecret() : configured;
        boolean stored =
                metadata.inTransaction(
                        tx -> {
                            if (configured == null && !goodAdmins(tx).isEmpty()) {
                                return false;
                            }
                            if (tx.tokens().find(FIRST_ID).isPresent()) {
                                return tx.tokens().updateHash(FIRST_ID, hash(secret));
                            }
                            tx.tokens().insert(adminToken(secret));
                            return true;
                        });
        return stored && configured == null ? Optional.of(secret) : Optional.empty();
    }

    private List<AccessToken> goodAdmins(Transaction tx) {
        return tx.tokens().list(null, "", TOKENS_MAX + 1).stream()
                .filter(token -> token.role() == TokenRole.ADMIN)
                .filter(token -> !token.hasExpired(clock.instant()))
                .toList();
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

    /** A token that was just made, with its secret, which is nowhere else. */
    public record Created(AccessToken token, String secret) {
        @Override
        public String toString() {
            return "Created[" + token + "]";
        }
    }

    /**
     * Makes a token.
     *
     * @param maker who asks: what it makes is not good for longer than itself
     * @param projectId the only project it sees; null: all of them
     * @param expiresInHours null: as long as the maker's
     */
    public Created create(
            AccessToken maker,
            @Nullable String projectId,
            String name,
            TokenRole role,
            @Nullable Integer expiresInHours,
            Completion<Created> completion) {
        if (projectId != null && role == TokenRole.ADMIN) {
            throw ProblemException.invalid("the role of a project's token is manage or read");
        }
        String secret = newSecret();
        AccessToken token =
                planned(projectId, name, role, hash(secret), expiry(maker, expiresInHours));
        Created created = new Created(token, secret);
        return metadata.inTransaction(
                tx -> {
                    requireProject(tx, projectId);
                    requireRoom(tx, projectId);
                    tx.tokens().insert(token);
                    completion.complete(tx, created);
                    return created;
                });
    }

    private AccessToken planned(
            @Nullable String projectId,
            String name,
            TokenRole role,
            String hash,
            @Nullable Instant expiresAt) {
        try {
            return new AccessToken(
                    Identifiers.newTokenId(),
                    projectId,
                    name,
                    role,
                    hash,
                    clock.instant(),
                    expiresAt,
                    null);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Instant expiry(AccessToken maker, @Nullable Integer hours) {
        Instant latest = maker.expiresAt();
        if (hours == null) {
            return latest;
        }
        if (hours < 1 || hours > EXPIRES_HOURS_MAX) {
            throw ProblemException.invalid(
                    "expires_in_hours is a whole number from 1 to " + EXPIRES_HOURS_MAX);
        }
        Instant asked = clock.instant().plus(Duration.ofHours(hours));
        if (latest != null && asked.isAfter(latest)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "a token makes none that is good for longer than itself, which is until "
                            + latest);
        }
        return asked;
    }

    private static void requireProject(Transaction tx, @Nullable String projectId) {
        if (projectId != null) {
            ProjectService.required(tx, projectId);
        }
    }

    private static void requireRoom(Transaction tx, @Nullable String projectId) {
        if (tx.tokens().count(projectId) >= TOKENS_MAX) {
            throw new ProblemException(
                    ProblemType.LIMIT_REACHED,
                    "there are %d tokens, which is the limit; revoke one first"
                            .formatted(TOKENS_MAX));
        }
    }

    /** The tokens of a project, or those that see all of them, by id after {@code afterId}. */
    public List<AccessToken> list(@Nullable String projectId, String afterId, int limit) {
        return metadata.read(
                tx -> {
                    requireProject(tx, projectId);
                    return tx.tokens().list(projectId, afterId, limit);
                });
    }

    public AccessToken find(@Nullable String projectId, String id) {
        return metadata.read(tx -> required(tx, projectId, id));
    }

    /** Revokes a token at once; an admin token only where another one stays good as long. */
    public void revoke(@Nullable String projectId, String id) {
        metadata.inTransaction(
                tx -> {
                    AccessToken token = required(tx, projectId, id);
                    if (token.role() == TokenRole.ADMIN && !token.hasExpired(clock.instant())) {
                        requireOtherAdmin(tx, token);
                    }
                    return tx.tokens().delete(projectId, id);
                });
        used.remove(id);
    }

    private void requireOtherAdmin(Transaction tx, AccessToken token) {
        boolean another =
                goodAdmins(tx).stream()
                        .filter(other -> !other.id().equals(token.id()))
                        .anyMatch(other -> end(other).compareTo(end(token)) >= 0);
        if (!another) {
            throw new ProblemException(
                    ProblemType.STILL_NEEDED,
                    "no other admin token is good for as long as this one; make one first");
        }
    }

    private static Instant end(AccessToken token) {
        Instant expiresAt = token.expiresAt();
        return expiresAt == null ? Instant.MAX : expiresAt;
    }

    private static AccessToken required(Transaction tx, @Nullable String projectId, String id) {
        requireProject(tx, projectId);
        return tx.tokens()
                .find(id)
                .filter(token -> Objects.equals(token.projectId(), projectId))
                .orElseThrow(
                        () ->
                                ProblemException.notFound(
                                        "there is no token of that id here; list them"));
    }

    /** The token with this secret, unless it has expired. */
    public Optional<AccessToken> authenticate(String secret) {
        String hash = hash(secret);
        Instant now = clock.instant();
        Optional<AccessToken> found =
                metadata.<Optional<AccessToken>>read(tx -> tx.tokens().findByHash(hash))
                        .filter(token -> isSame(hash, token.tokenHash()))
                        .filter(token -> !token.hasExpired(now));
        found.ifPresent(token -> used.put(token.id(), now));
        return found;
    }

    /** In a time that does not depend on where they differ. */
    private static boolean isSame(String hash, String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes when tokens were last used, and removes those whose time is over; how many. */
    public int sweep() {
        Map<String, Instant> uses = Map.copyOf(used);
        int expired =
                metadata.inTransaction(
                        tx -> {
                            uses.forEach((id, at) -> tx.tokens().updateLastUsed(id, at));
                            return tx.tokens().deleteExpired(clock.instant());
                        });
        uses.forEach((id, at) -> used.remove(id, at));
        return expired;
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
