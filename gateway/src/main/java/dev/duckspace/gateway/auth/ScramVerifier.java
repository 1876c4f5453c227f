package dev.duckspace.gateway.auth;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server keeps of a password: enough to check a proof of it, too little to give one. The
 * stored form is PostgreSQL's: {@code SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>},
 * in base64.
 *
 * @param storedKey 32 bytes
 * @param serverKey 32 bytes
 */
public record ScramVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
    public static final int ITERATIONS_DEFAULT = 4096;

    private static final int ITERATIONS_MAX = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final Pattern STORED_FORM =
            Pattern.compile("SCRAM-SHA-256\\$([1-9][0-9]{0,7}):([^$:]+)\\$([^$:]+):([^$:]+)");

    public ScramVerifier {
        if (iterations < 1 || iterations > ITERATIONS_MAX) {
            throw new IllegalArgumentException("SCRAM iterations: " + iterations);
        }
        if (salt.length == 0
                || storedKey.length != ScramKeys.KEY_BYTES
                || serverKey.length != ScramKeys.KEY_BYTES) {
            throw new IllegalArgumentException("SCRAM verifier with keys of the wrong length");
        }
    }

    /**
     * @throws IllegalArgumentException for an empty password
     */
    public static ScramVerifier create(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return create(password, salt, ITERATIONS_DEFAULT);
    }

    static ScramVerifier create(String password, byte[] salt, int iterations) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("an empty password is no password");
        }
        byte[] salted = ScramKeys.hi(SaslPrep.prepare(password), salt, iterations);
        return new ScramVerifier(
                iterations,
                salt,
                ScramKeys.sha256(ScramKeys.hmac(salted, "Client Key")),
                ScramKeys.hmac(salted, "Server Key"));
    }

    /**
     * Stands in for the verifier of a user that does not exist. The same name gets the same salt
     * for as long as the secret lives, as a real user would; no proof is known to match its keys.
     */
    static ScramVerifier mock(byte[] serverSecret, String username) {
        byte[] salt = ScramKeys.hmac(serverSecret, "salt:" + username);
        return new ScramVerifier(
                ITERATIONS_DEFAULT,
                Arrays.copyOf(salt, SALT_BYTES),
                ScramKeys.hmac(serverSecret, "stored-key:" + username),
                ScramKeys.hmac(serverSecret, "server-key:" + username));
    }

    /**
     * @throws IllegalArgumentException when this is no verifier; its text is not repeated
     */
    public static ScramVerifier parse(String stored) {
        Matcher matcher = STORED_FORM.matcher(stored);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a SCRAM-SHA-256 verifier");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return new ScramVerifier(
                Integer.parseInt(matcher.group(1)),
                base64.decode(matcher.group(2)),
                base64.decode(matcher.group(3)),
                base64.decode(matcher.group(4)));
    }

    /** The stored form. */
    public String format() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "SCRAM-SHA-256$%d:%s$%s:%s"
                .formatted(
                        iterations,
                        base64.encodeToString(salt),
                        base64.encodeToString(storedKey),
                        base64.encodeToString(serverKey));
    }

    /** A verifier is good for an offline attack: it stays out of every log. */
    @Override
    public String toString() {
        return "ScramVerifier[iterations=" + iterations + "]";
    }
}
