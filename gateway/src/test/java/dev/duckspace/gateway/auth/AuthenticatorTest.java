package dev.duckspace.gateway.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.duckspace.gateway.protocol.BackendMessage;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AuthenticatorTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final StoredCredential ALICE =
            new StoredCredential("alice", "ws1", ScramVerifier.create("secret", RANDOM));
    private static final byte[] END_POINT = {1, 2, 3};

    private final List<Duration> pauses = new ArrayList<>();
    private final Authenticator authenticator =
            new Authenticator(
                    username -> username.equals("alice") ? Optional.of(ALICE) : Optional.empty(),
                    new LoginThrottle(LoginThrottle.Limits.standard(), () -> 0L),
                    new byte[32],
                    RANDOM,
                    pauses::add);

    /** Plays the client: answers each challenge as a SCRAM client would, and keeps what it saw. */
    private static final class Conversation implements AuthExchange {
        private final String mechanism;
        private final ScramClient client;
        private final boolean withInitialData;
        private final ArrayDeque<byte[]> answers = new ArrayDeque<>();
        private final List<BackendMessage> seen = new ArrayList<>();

        Conversation(String mechanism, ScramClient client, boolean withInitialData) {
            this.mechanism = mechanism;
            this.client = client;
            this.withInitialData = withInitialData;
        }

        static Conversation with(String password) {
            return new Conversation("SCRAM-SHA-256", ScramClient.withoutBinding(password), true);
        }

        @Override
        public void send(BackendMessage message) {
            seen.add(message);
            switch (message) {
                case BackendMessage.AuthenticationSasl _ ->
                        answers.add(
                                initialResponse(
                                        mechanism, withInitialData ? client.first() : null));
                case BackendMessage.AuthenticationSaslContinue(byte[] data) ->
                        answers.add(data.length == 0 ? client.first() : client.finalFor(data));
                default -> {}
            }
        }

        @Override
        public byte[] receive() {
            return answers.remove();
        }

        List<String> seenTypes() {
            return seen.stream().map(message -> message.getClass().getSimpleName()).toList();
        }
    }

    private static byte[] initialResponse(String mechanism, byte @Nullable [] data) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(mechanism.getBytes(ISO_8859_1));
        body.write(0);
        int length = data == null ? -1 : data.length;
        body.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        body.writeBytes(data == null ? new byte[0] : data);
        return body.toByteArray();
    }

    @Test
    void the_right_password_lets_in_and_the_server_proves_that_it_knows_it_too() {
        Conversation conversation = Conversation.with("secret");
        assertThat(authenticator.authenticate(login("alice"), conversation)).isSameAs(ALICE);
        assertThat(conversation.seenTypes())
                .containsExactly(
                        "AuthenticationSasl",
                        "AuthenticationSaslContinue",
                        "AuthenticationSaslFinal");
        BackendMessage.AuthenticationSaslFinal last =
                (BackendMessage.AuthenticationSaslFinal) conversation.seen.getLast();
        assertThat(new String(last.data(), ISO_8859_1))
                .isEqualTo(conversation.client.expectedServerFinal());
    }

    @Test
    void a_client_may_wait_for_the_server_to_speak_first() {
        Conversation conversation =
                new Conversation("SCRAM-SHA-256", ScramClient.withoutBinding("secret"), false);
        assertThat(authenticator.authenticate(login("alice"), conversation)).isSameAs(ALICE);
    }

    @Test
    void channel_binding_is_offered_first_where_there_is_a_channel() {
        ScramClient client =
                new ScramClient("secret", "p=tls-server-end-point,,", END_POINT, "abc");
        Conversation conversation = new Conversation("SCRAM-SHA-256-PLUS", client, true);
        Login login = new Login("alice", address("10.0.0.1"), Optional.of(END_POINT));
        assertThat(authenticator.authenticate(login, conversation)).isSameAs(ALICE);
        assertThat(conversation.seen.getFirst())
                .isEqualTo(
                        new BackendMessage.AuthenticationSasl(
                                List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")));
    }

    @Test
    void channel_binding_is_not_accepted_where_it_was_not_offered() {
        ScramClient client =
                new ScramClient("secret", "p=tls-server-end-point,,", END_POINT, "abc");
        Conversation conversation = new Conversation("SCRAM-SHA-256-PLUS", client, true);
        assertThat(refusal("alice", conversation))
                .isEqualTo(
                        ErrorInfo.fatal(
                                SqlState.PROTOCOL_VIOLATION,
                                "client selected an invalid SASL authentication mechanism"));
        assertThat(conversation.seen.getFirst())
                .isEqualTo(new BackendMessage.AuthenticationSasl(List.of("SCRAM-SHA-256")));
    }

    @Test
    void an_unknown_user_is_told_apart_from_a_wrong_password_by_nothing() {
        Conversation wrong = Conversation.with("wrong");
        Conversation unknown = Conversation.with("wrong");
        assertThat(refusal("alice", wrong)).isEqualTo(passwordFailed("alice"));
        assertThat(refusal("bob", unknown)).isEqualTo(passwordFailed("bob"));
        assertThat(unknown.seenTypes())
                .isEqualTo(wrong.seenTypes())
                .containsExactly("AuthenticationSasl", "AuthenticationSaslContinue");
        assertThat(serverFirst(unknown)).hasSameSizeAs(serverFirst(wrong)).endsWith(",i=4096");
    }

    @Test
    void an_unknown_user_has_the_same_salt_at_every_attempt() {
        Conversation first = Conversation.with("x");
        Conversation second = Conversation.with("y");
        refusal("bob", first);
        refusal("bob", second);
        assertThat(salt(first)).isEqualTo(salt(second));
    }

    @Test
    void failures_are_answered_ever_more_slowly_and_then_not_at_all() {
        failTenTimes();
        assertThat(pauses.stream().map(Duration::toMillis))
                .containsExactly(0L, 0L, 250L, 500L, 1000L, 2000L, 4000L, 4000L, 4000L, 4000L);
        Conversation late = Conversation.with("secret");
        assertThat(refusal("alice", late))
                .isEqualTo(
                        ErrorInfo.fatal(
                                        SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                                        "too many failed login attempts")
                                .withHint("Try again in 601 seconds."));
        assertThat(late.seen).isEmpty();
    }

    @Test
    void a_conversation_begun_before_the_limit_was_reached_is_not_judged_after_it() {
        Conversation early = Conversation.with("secret");
        AuthExchange failingMeanwhile =
                new AuthExchange() {
                    @Override
                    public void send(BackendMessage message) {
                        early.send(message);
                        if (message instanceof BackendMessage.AuthenticationSaslContinue) {
                            failTenTimes();
                        }
                    }

                    @Override
                    public byte[] receive() {
                        return early.receive();
                    }
                };
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> authenticator.authenticate(login("alice"), failingMeanwhile))
                .withMessage("too many failed login attempts");
    }

    @Test
    void a_malformed_first_message_is_fatal() {
        AuthExchange garbage =
                new AuthExchange() {
                    @Override
                    public void send(BackendMessage message) {}

                    @Override
                    public byte[] receive() {
                        return new byte[] {'X'};
                    }
                };
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> authenticator.authenticate(login("alice"), garbage))
                .satisfies(
                        e ->
                                assertThat(e.info())
                                        .isEqualTo(
                                                ErrorInfo.fatal(
                                                        SqlState.PROTOCOL_VIOLATION,
                                                        "invalid string in message")));
        assertThat(pauses).isEmpty();
    }

    private void failTenTimes() {
        for (int failure = 0; failure < 10; failure++) {
            assertThat(refusal("alice", Conversation.with("wrong")))
                    .isEqualTo(passwordFailed("alice"));
        }
    }

    private ErrorInfo refusal(String username, Conversation conversation) {
        return assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> authenticator.authenticate(login(username), conversation))
                .actual()
                .info();
    }

    private static ErrorInfo passwordFailed(String username) {
        return ErrorInfo.fatal(
                SqlState.INVALID_PASSWORD,
                "password authentication failed for user \"" + username + "\"");
    }

    private static String serverFirst(Conversation conversation) {
        return conversation.seen.stream()
                .filter(BackendMessage.AuthenticationSaslContinue.class::isInstance)
                .map(BackendMessage.AuthenticationSaslContinue.class::cast)
                .map(message -> new String(message.data(), ISO_8859_1))
                .findFirst()
                .orElseThrow();
    }

    private static String salt(Conversation conversation) {
        return serverFirst(conversation).split(",")[1];
    }

    private static Login login(String username) {
        return new Login(username, address("10.0.0.1"), Optional.empty());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
