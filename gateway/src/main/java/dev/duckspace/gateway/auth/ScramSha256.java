package dev.duckspace.gateway.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one SCRAM-SHA-256 exchange (RFC 5802, 7677), with or without channel
 * binding: {@link #serverFirst}, then {@link #serverFinal}, once each. The user name inside the
 * messages is ignored: the start-up packet's counts.
 *
 * <p>Errors are fatal: 08P01 for messages that are not SCRAM's, 0A000 for what SCRAM allows and
 * PostgreSQL does not, 28000 when the channel is not the one the client sees.
 */
final class ScramSha256 {
    private static final int NONCE_BYTES = 18;
    private static final String TLS_SERVER_END_POINT = "tls-server-end-point";

    private final ScramVerifier verifier;
    private final ScramMechanism mechanism;
    private final Optional<byte[]> tlsServerEndPoint;
    private final String serverNonce;

    private @Nullable Opened opened;

    /** What the first round leaves behind for the second. */
    private record Opened(
            String gs2Header, String clientFirstBare, String nonce, String serverFirst) {}

    /**
     * @param tlsServerEndPoint hash of the certificate that this connection's client was shown;
     *     present means that channel binding was offered
     */
    ScramSha256(
            ScramVerifier verifier,
            ScramMechanism mechanism,
            Optional<byte[]> tlsServerEndPoint,
            String serverNonce) {
        this.verifier = verifier;
        this.mechanism = mechanism;
        this.tlsServerEndPoint = tlsServerEndPoint;
        this.serverNonce = serverNonce;
    }

    static String newNonce(SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return Base64.getEncoder().encodeToString(nonce);
    }

    /** Answers {@code gs2-header n=user,r=nonce} with {@code r=nonces,s=salt,i=iterations}. */
    byte[] serverFirst(byte[] clientFirst) {
        String text = new String(clientFirst, ISO_8859_1);
        ScramAttributes attributes = new ScramAttributes(text);
        readChannelBindingFlag(attributes);
        readNoAuthorizationIdentity(attributes);
        int bareStart = attributes.position();
        if (attributes.peek() == 'm') {
            throw unsupported("client requires an unsupported SCRAM extension");
        }
        attributes.value('n');
        String clientNonce = attributes.value('r');
        requirePrintable(clientNonce);
        while (!attributes.atEnd()) {
            attributes.next();
        }
        String nonce = clientNonce + serverNonce;
        String serverFirst =
                "r=%s,s=%s,i=%d"
                        .formatted(
                                nonce,
                                Base64.getEncoder().encodeToString(verifier.salt()),
                                verifier.iterations());
        opened =
                new Opened(
                        text.substring(0, bareStart),
                        text.substring(bareStart),
                        nonce,
                        serverFirst);
        return serverFirst.getBytes(ISO_8859_1);
    }

    private void readChannelBindingFlag(ScramAttributes attributes) {
        switch (attributes.peek()) {
            case 'n' -> {
                requireNoChannelBinding();
                attributes.skip();
                attributes.skipComma();
            }
            case 'y' -> {
                requireNoChannelBinding();
                requireNoDowngrade();
                attributes.skip();
                attributes.skipComma();
            }
            case 'p' -> {
                requireChannelBinding();
                requireKnownBinding(attributes.value('p'));
            }
            default ->
                    throw ScramAttributes.malformed(
                            "Unexpected channel-binding flag \"%s\"."
                                    .formatted(ScramAttributes.printed(attributes.peek())));
        }
    }

    private void requireNoChannelBinding() {
        if (mechanism == ScramMechanism.SCRAM_SHA_256_PLUS) {
            throw ScramAttributes.malformed(
                    "The client selected SCRAM-SHA-256-PLUS, but the SCRAM message does not include"
                            + " channel binding data.");
        }
    }

    private void requireChannelBinding() {
        if (mechanism != ScramMechanism.SCRAM_SHA_256_PLUS) {
            throw ScramAttributes.malformed(
                    "The client selected SCRAM-SHA-256 without channel binding, but the SCRAM"
                            + " message includes channel binding data.");
        }
    }

    /** A client that can bind but saw no offer, where there was one: somebody took it away. */
    private void requireNoDowngrade() {
        if (tlsServerEndPoint.isPresent()) {
            throw refused(
                    "SCRAM channel binding negotiation error",
                    "The client supports SCRAM channel binding but thinks the server does not. "
                            + " However, this server does support channel binding.");
        }
    }

    private static void requireKnownBinding(String type) {
        if (!type.equals(TLS_SERVER_END_POINT)) {
            throw new PgException(
                    ErrorInfo.fatal(
                            SqlState.PROTOCOL_VIOLATION,
                            "unsupported SCRAM channel-binding type \"%s\""
                                    .formatted(printable(type))));
        }
    }

    private static void readNoAuthorizationIdentity(ScramAttributes attributes) {
        if (attributes.peek() == 'a') {
            throw unsupported("client uses authorization identity, but it is not supported");
        }
        if (attributes.peek() != ',') {
            throw ScramAttributes.malformed(
                    "Unexpected attribute \"%s\" in client-first-message."
                            .formatted(ScramAttributes.printed(attributes.peek())));
        }
        attributes.skip();
    }

    private static void requirePrintable(String nonce) {
        if (!nonce.chars().allMatch(character -> character >= 0x21 && character <= 0x7e)) {
            throw new PgException(
                    ErrorInfo.fatal(
                            SqlState.PROTOCOL_VIOLATION,
                            "non-printable characters in SCRAM nonce"));
        }
    }

    /**
     * Answers {@code c=binding,r=nonces,p=proof} with {@code v=signature}; empty when the proof is
     * of another password.
     */
    Optional<byte[]> serverFinal(byte[] clientFinal) {
        Opened first = opened;
        if (first == null) {
            throw new IllegalStateException("the first round comes first");
        }
        opened = null;
        String text = new String(clientFinal, ISO_8859_1);
        ScramAttributes attributes = new ScramAttributes(text);
        requireSameChannel(attributes.value('c'), first.gs2Header());
        String nonce = attributes.value('r');
        int proofStart = attributes.position();
        ScramAttributes.Attribute attribute = attributes.next();
        while (attribute.name() != 'p') {
            proofStart = attributes.position();
            attribute = attributes.next();
        }
        byte[] proof = proof(attribute.value());
        if (!attributes.atEnd() || text.endsWith(",")) {
            throw ScramAttributes.malformed("Garbage found at the end of client-final-message.");
        }
        requireSameNonce(nonce, first.nonce());
        String withoutProof = text.substring(0, proofStart - 1);
        return signature(
                String.join(",", first.clientFirstBare(), first.serverFirst(), withoutProof),
                proof);
    }

    private void requireSameChannel(String sent, String gs2Header) {
        boolean plus = mechanism == ScramMechanism.SCRAM_SHA_256_PLUS;
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(gs2Header.getBytes(ISO_8859_1));
        if (plus) {
            expected.writeBytes(tlsServerEndPoint.orElseThrow());
        }
        byte[] encoded = Base64.getEncoder().encode(expected.toByteArray());
        if (MessageDigest.isEqual(encoded, sent.getBytes(ISO_8859_1))) {
            return;
        }
        throw plus
                ? refused("SCRAM channel binding check failed", null)
                : new PgException(
                        ErrorInfo.fatal(
                                SqlState.PROTOCOL_VIOLATION,
                                "unexpected SCRAM channel-binding attribute in"
                                        + " client-final-message"));
    }

    private static byte[] proof(String base64) {
        try {
            byte[] proof = Base64.getDecoder().decode(base64);
            if (proof.length == ScramKeys.KEY_BYTES) {
                return proof;
            }
        } catch (IllegalArgumentException e) {
            // Said below, for both ways to be malformed.
        }
        throw ScramAttributes.malformed("Malformed proof in client-final-message.");
    }

    private static void requireSameNonce(String sent, String expected) {
        if (!MessageDigest.isEqual(sent.getBytes(ISO_8859_1), expected.getBytes(ISO_8859_1))) {
            throw ScramAttributes.violation("invalid SCRAM response", "Nonce does not match.");
        }
    }

    private Optional<byte[]> signature(String authMessage, byte[] proof) {
        byte[] message = authMessage.getBytes(ISO_8859_1);
        byte[] clientSignature = ScramKeys.hmac(verifier.storedKey(), message);
        byte[] clientKey = ScramKeys.xor(proof, clientSignature);
        // Both are computed in either case: a wrong proof takes as long as a right one.
        byte[] serverSignature = ScramKeys.hmac(verifier.serverKey(), message);
        if (!MessageDigest.isEqual(ScramKeys.sha256(clientKey), verifier.storedKey())) {
            return Optional.empty();
        }
        String answer = "v=" + Base64.getEncoder().encodeToString(serverSignature);
        return Optional.of(answer.getBytes(ISO_8859_1));
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x21-\\x7e]", "?");
    }

    private static PgException unsupported(String message) {
        return new PgException(ErrorInfo.fatal(SqlState.FEATURE_NOT_SUPPORTED, message));
    }

    private static PgException refused(String message, @Nullable String detail) {
        return new PgException(
                ErrorInfo.fatal(SqlState.INVALID_AUTHORIZATION_SPECIFICATION, message)
                        .withDetail(detail));
    }
}
