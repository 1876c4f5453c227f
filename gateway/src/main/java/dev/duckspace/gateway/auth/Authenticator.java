package dev.duckspace.gateway.auth;

import dev.duckspace.gateway.protocol.BackendMessage;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.FrontendDecoder;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SaslInitialResponse;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets in who proves to know a stored password. A user that does not exist goes through the same
 * messages and the same computations as one with a wrong password, and gets the same answer.
 *
 * <p>Thread: any; {@link #authenticate} blocks the session's.
 */
public final class Authenticator {
    private final CredentialSource credentials;
    private final LoginThrottle throttle;
    private final byte[] serverSecret;
    private final SecureRandom random;
    private final Pause pause;

    /** Holds the calling thread for a while. */
    @FunctionalInterface
    interface Pause {
        void hold(Duration duration);
    }

    /**
     * @param serverSecret see {@link ServerSecret}
     */
    public Authenticator(
            CredentialSource credentials,
            LoginThrottle throttle,
            byte[] serverSecret,
            SecureRandom random) {
        this(credentials, throttle, serverSecret, random, Authenticator::park);
    }

    Authenticator(
            CredentialSource credentials,
            LoginThrottle throttle,
            byte[] serverSecret,
            SecureRandom random,
            Pause pause) {
        this.credentials = credentials;
        this.throttle = throttle;
        this.serverSecret = serverSecret.clone();
        this.random = random;
        this.pause = pause;
    }

    /**
     * Holds the whole SASL conversation but for AuthenticationOk, which is the caller's to send.
     *
     * @throws PgException always FATAL: 28P01 for a wrong password or user, 28000 after too many
     *     failures or when channel binding fails, 08P01 and 0A000 for messages that are not as they
     *     should be
     */
    public StoredCredential authenticate(Login login, AuthExchange exchange) {
        requireAllowed(login);
        ScramVerifier mock = ScramVerifier.mock(serverSecret, login.username());
        Optional<StoredCredential> stored = credentials.find(login.username());
        ScramVerifier verifier = stored.map(StoredCredential::verifier).orElse(mock);

        Optional<byte[]> signature = converse(login, verifier, exchange);
        if (stored.isEmpty() || signature.isEmpty()) {
            throw wrongPassword(login);
        }
        throttle.succeeded(login.remoteAddress(), login.username());
        exchange.send(new BackendMessage.AuthenticationSaslFinal(signature.get()));
        return stored.get();
    }

    private Optional<byte[]> converse(Login login, ScramVerifier verifier, AuthExchange exchange) {
        List<ScramMechanism> offered = ScramMechanism.offered(login.tlsServerEndPoint());
        exchange.send(
                new BackendMessage.AuthenticationSasl(
                        offered.stream().map(ScramMechanism::saslName).toList()));
        SaslInitialResponse initial = initialResponse(exchange.receive());
        ScramSha256 scram =
                new ScramSha256(
                        verifier,
                        mechanism(initial, offered),
                        login.tlsServerEndPoint(),
                        ScramSha256.newNonce(random));
        byte[] clientFirst = initial.data() != null ? initial.data() : ask(exchange, new byte[0]);
        byte[] clientFinal = ask(exchange, scram.serverFirst(clientFirst));
        // Again, since many conversations may have been begun before the first one failed.
        requireAllowed(login);
        return scram.serverFinal(clientFinal);
    }

    private static byte[] ask(AuthExchange exchange, byte[] challenge) {
        exchange.send(new BackendMessage.AuthenticationSaslContinue(challenge));
        return exchange.receive();
    }

    private static SaslInitialResponse initialResponse(byte[] body) {
        try {
            return FrontendDecoder.decodeSaslInitialResponse(body);
        } catch (PgException e) {
            throw new PgException(e.info().withSeverity(Severity.FATAL), e);
        }
    }

    private static ScramMechanism mechanism(
            SaslInitialResponse initial, List<ScramMechanism> offered) {
        return ScramMechanism.ofSaslName(initial.mechanism())
                .filter(offered::contains)
                .orElseThrow(
                        () ->
                                new PgException(
                                        ErrorInfo.fatal(
                                                SqlState.PROTOCOL_VIOLATION,
                                                "client selected an invalid SASL authentication"
                                                        + " mechanism")));
    }

    private void requireAllowed(Login login) {
        Optional<Duration> refusal = throttle.refusal(login.remoteAddress(), login.username());
        if (refusal.isPresent()) {
            long seconds = refusal.get().plusSeconds(1).toSeconds();
            throw new PgException(
                    ErrorInfo.fatal(
                                    SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                                    "too many failed login attempts")
                            .withHint("Try again in %d seconds.".formatted(seconds)));
        }
    }

    private PgException wrongPassword(Login login) {
        Duration delay = throttle.failed(login.remoteAddress(), login.username());
        pause.hold(delay);
        return new PgException(
                ErrorInfo.fatal(
                        SqlState.INVALID_PASSWORD,
                        "password authentication failed for user \"%s\""
                                .formatted(login.username())));
    }

    /** Ends early, with the flag still set, when the thread is interrupted. */
    private static void park(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        long left = duration.toNanos();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
