package dev.duckspace.gateway.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.Base64;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The error texts are those of PostgreSQL 15.18, sent the same messages. */
final class ScramSha256Test {
    private static final ScramVerifier PENCIL =
            ScramVerifier.create(
                    "pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
    private static final byte[] END_POINT = {1, 2, 3, (byte) 0xff};
    private static final String MALFORMED = "malformed SCRAM message";

    @Test
    void the_example_of_rfc_7677() {
        ScramSha256 server =
                new ScramSha256(
                        PENCIL,
                        ScramMechanism.SCRAM_SHA_256,
                        Optional.empty(),
                        "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
        assertThat(text(server.serverFirst(bytes("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"))))
                .isEqualTo(
                        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        Optional<byte[]> last =
                server.serverFinal(
                        bytes(
                                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="));
        assertThat(last.map(ScramSha256Test::text))
                .contains("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @Test
    void a_wrong_password_proves_nothing() {
        ScramSha256 server = plain();
        ScramClient client = ScramClient.withoutBinding("pencils");
        byte[] answer = client.finalFor(server.serverFirst(client.first()));
        assertThat(server.serverFinal(answer)).isEmpty();
    }

    @Test
    void a_password_beyond_ascii_is_proved_however_it_is_typed() {
        ScramVerifier verifier = ScramVerifier.create("cafe\u0301", new byte[] {1}, 10);
        ScramSha256 server =
                new ScramSha256(verifier, ScramMechanism.SCRAM_SHA_256, Optional.empty(), "s");
        ScramClient client = ScramClient.withoutBinding("café");
        byte[] answer = client.finalFor(server.serverFirst(client.first()));
        assertThat(server.serverFinal(answer).map(ScramSha256Test::text))
                .contains(client.expectedServerFinal());
    }

    @Test
    void a_user_name_beyond_ascii_and_extensions_are_signed_as_sent() {
        ScramSha256 server = plain();
        String first = text("n,,n=žluťoučký,r=abc,x=ext".getBytes(UTF_8));
        String serverFirst = text(server.serverFirst(bytes(first)));
        assertThat(serverFirst).startsWith("r=abcserver,");
    }

    @Test
    void binding_to_the_channel_that_the_server_sees_succeeds() {
        ScramSha256 server = bound();
        ScramClient client =
                new ScramClient("pencil", "p=tls-server-end-point,,", END_POINT, "abc");
        byte[] answer = client.finalFor(server.serverFirst(client.first()));
        assertThat(server.serverFinal(answer).map(ScramSha256Test::text))
                .contains(client.expectedServerFinal());
    }

    @Test
    void binding_to_another_channel_fails_even_with_the_password() {
        ScramSha256 server = bound();
        ScramClient client =
                new ScramClient("pencil", "p=tls-server-end-point,,", new byte[] {9}, "abc");
        byte[] answer = client.finalFor(server.serverFirst(client.first()));
        assertFatal(
                SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                "SCRAM channel binding check failed",
                null,
                () -> server.serverFinal(answer));
    }

    @Test
    void a_client_that_did_not_see_the_offer_to_bind_is_warned_off() {
        ScramSha256 offered =
                new ScramSha256(
                        PENCIL, ScramMechanism.SCRAM_SHA_256, Optional.of(END_POINT), "server");
        assertFatal(
                SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                "SCRAM channel binding negotiation error",
                "The client supports SCRAM channel binding but thinks the server does not.  However,"
                        + " this server does support channel binding.",
                () -> offered.serverFirst(bytes("y,,n=,r=abc")));
        assertThat(text(plain().serverFirst(bytes("y,,n=,r=abc")))).startsWith("r=abcserver,");
    }

    @Test
    void mechanism_and_binding_flag_must_agree() {
        assertMalformed(
                "The client selected SCRAM-SHA-256 without channel binding, but the SCRAM message"
                        + " includes channel binding data.",
                () -> plain().serverFirst(bytes("p=tls-server-end-point,,n=,r=abc")));
        for (String header : new String[] {"n,,", "y,,"}) {
            assertMalformed(
                    "The client selected SCRAM-SHA-256-PLUS, but the SCRAM message does not include"
                            + " channel binding data.",
                    () -> bound().serverFirst(bytes(header + "n=,r=abc")));
        }
        assertFatal(
                SqlState.PROTOCOL_VIOLATION,
                "unsupported SCRAM channel-binding type \"tls-unique\"",
                null,
                () -> bound().serverFirst(bytes("p=tls-unique,,n=,r=abc")));
    }

    @Test
    void a_first_message_that_is_not_scram_is_refused() {
        assertFirstMalformed("", "The message is empty.");
        assertFirstMalformed("n,,n=,r=abc\0d", "Message length does not match input length.");
        assertFirstMalformed("z,,n=,r=abc", "Unexpected channel-binding flag \"'z'\".");
        assertFirstMalformed("nn", "Comma expected, but found character \"'n'\".");
        assertFirstMalformed("n", "Comma expected, but found character \"0x00\".");
        assertFirstMalformed(
                "n,x,n=,r=abc", "Unexpected attribute \"'x'\" in client-first-message.");
        assertFirstMalformed("n,,x=x,n=,r=abc", "Expected attribute \"n\" but found \"'x'\".");
        assertFirstMalformed("n,,n=,q=abc", "Expected attribute \"r\" but found \"'q'\".");
        assertFirstMalformed(
                "n,,n=,r=abc,foo=bar", "Expected character \"=\" for attribute \"f\".");
        assertFirstMalformed(
                "n,,n=,r=abc,1=x", "Attribute expected, but found invalid character \"'1'\".");
        assertFatal(
                SqlState.PROTOCOL_VIOLATION,
                "non-printable characters in SCRAM nonce",
                null,
                () -> plain().serverFirst(bytes("n,,n=,r=ab\u0001c")));
    }

    @Test
    void what_scram_allows_and_postgresql_does_not_is_refused() {
        assertFatal(
                SqlState.FEATURE_NOT_SUPPORTED,
                "client uses authorization identity, but it is not supported",
                null,
                () -> plain().serverFirst(bytes("n,a=foo,n=,r=abc")));
        assertFatal(
                SqlState.FEATURE_NOT_SUPPORTED,
                "client requires an unsupported SCRAM extension",
                null,
                () -> plain().serverFirst(bytes("n,,m=x,n=,r=abc")));
    }

    @Test
    void a_final_message_that_is_not_scram_is_refused() {
        String malformedProof = "Malformed proof in client-final-message.";
        String proof = Base64.getEncoder().encodeToString(new byte[32]);
        assertFinalMalformed("", "The message is empty.");
        assertFinalMalformed("x=biws", "Expected attribute \"c\" but found \"'x'\".");
        assertFinalMalformed("c=biws,r=abcserver", "Attribute expected, but found end of string.");
        assertFinalMalformed("c=biws,r=abcserver,p=AAAA", malformedProof);
        assertFinalMalformed("c=biws,r=abcserver,p=!!!!", malformedProof);
        assertFinalMalformed(
                "c=biws,r=abcserver,p=" + proof + ",zz",
                "Garbage found at the end of client-final-message.");
    }

    @Test
    void a_final_message_of_another_conversation_is_refused() {
        String proof = ",p=" + Base64.getEncoder().encodeToString(new byte[32]);
        assertFatal(
                SqlState.PROTOCOL_VIOLATION,
                "unexpected SCRAM channel-binding attribute in client-final-message",
                null,
                () -> opened().serverFinal(bytes("c=eSws,r=abcserver" + proof)));
        for (String nonce : new String[] {"abc", "abcserverX", "xbcserver", ""}) {
            assertFatal(
                    SqlState.PROTOCOL_VIOLATION,
                    "invalid SCRAM response",
                    "Nonce does not match.",
                    () -> opened().serverFinal(bytes("c=biws,r=" + nonce + proof)));
        }
    }

    private static ScramSha256 plain() {
        return new ScramSha256(PENCIL, ScramMechanism.SCRAM_SHA_256, Optional.empty(), "server");
    }

    private static ScramSha256 bound() {
        return new ScramSha256(
                PENCIL, ScramMechanism.SCRAM_SHA_256_PLUS, Optional.of(END_POINT), "server");
    }

    private static ScramSha256 opened() {
        ScramSha256 server = plain();
        server.serverFirst(bytes("n,,n=,r=abc"));
        return server;
    }

    private static void assertFirstMalformed(String message, String detail) {
        assertMalformed(detail, () -> plain().serverFirst(bytes(message)));
    }

    private static void assertFinalMalformed(String message, String detail) {
        assertMalformed(detail, () -> opened().serverFinal(bytes(message)));
    }

    private static void assertMalformed(String detail, ThrowingCallable call) {
        assertFatal(SqlState.PROTOCOL_VIOLATION, MALFORMED, detail, call);
    }

    private static void assertFatal(
            SqlState sqlState, String message, @Nullable String detail, ThrowingCallable call) {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(call)
                .satisfies(
                        e ->
                                assertThat(e.info())
                                        .isEqualTo(
                                                ErrorInfo.fatal(sqlState, message)
                                                        .withDetail(detail)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
