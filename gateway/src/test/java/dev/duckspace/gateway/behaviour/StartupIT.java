package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.LONG_QUERY;
import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.awaitRunning;
import static dev.duckspace.gateway.behaviour.Client.cancel;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireErrorException;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start-up packet may ask for. */
class StartupIT {
    private static GatewayUnderTest gateway;
    private static WireTarget target;

    @BeforeAll
    static void start() {
        gateway =
                GatewayUnderTest.start(
                        config -> config.withNet(config.net().withTlsRequired(false)));
        target = gateway.workspace();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static int protocol(int minor) {
        return ClientMessages.PROTOCOL_3_0 + minor;
    }

    private static WireConnection begin(int version, Map<String, String> options)
            throws IOException {
        WireConnection client = WireConnection.open(target.host(), target.port());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", target.user());
        parameters.put("database", target.database());
        parameters.putAll(options);
        client.send(ClientMessages.startup(version, parameters));
        return client;
    }

    private static String refusal(WireTarget where, Map<String, String> options)
            throws IOException {
        try (WireConnection client = WireConnection.connect(where, options)) {
            assertAlive(client);
            return "";
        } catch (WireErrorException e) {
            assertThat(e.error().fields()).containsEntry('S', "FATAL");
            return e.sqlState();
        }
    }

    @Test
    void a_plain_connection_is_refused_where_tls_is_required() throws IOException {
        try (GatewayUnderTest strict = GatewayUnderTest.start()) {
            WireTarget workspace = strict.workspace();
            assertThat(refusal(workspace.withTls(false), Map.of())).isEqualTo("28000");
            assertThat(refusal(workspace, Map.of())).isEmpty();
        }
    }

    @Test
    void a_plain_connection_is_served_where_that_is_configured() throws IOException {
        assertThat(refusal(target.withTls(false), Map.of())).isEmpty();
        assertThat(refusal(target, Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 4", "2, 32"})
    void the_cancel_key_is_as_long_as_the_protocol_says_and_works(int minor, int keyBytes)
            throws IOException {
        try (WireConnection client = begin(protocol(minor), Map.of())) {
            client.login(target.password());
            assertThat(client.secretKey()).hasSize(keyBytes);
            client.send(ClientMessages.query(LONG_QUERY));
            awaitRunning(gateway, client, "select sum");
            cancel(target, client);
            assertThat(sqlState(client.readUntil('Z'))).isEqualTo("57014");
            assertAlive(client);
        }
    }

    @Test
    void a_newer_protocol_and_unknown_options_are_negotiated() throws IOException {
        try (WireConnection client =
                begin(protocol(9), new LinkedHashMap<>(Map.of("_pq_.one", "1", "_pq_.two", "2")))) {
            ServerMessage negotiation = client.readMessage();
            assertThat(negotiation.name()).isEqualTo("NegotiateProtocolVersion");
            ByteBuffer body = ByteBuffer.wrap(negotiation.body());
            assertThat(body.getInt()).isIn(2, protocol(2));
            assertThat(body.getInt()).isEqualTo(2);
            byte[] names = new byte[body.remaining()];
            body.get(names);
            assertThat(new String(names, StandardCharsets.UTF_8).split("\0"))
                    .containsExactlyInAnyOrder("_pq_.one", "_pq_.two");
            client.login(target.password());
            assertThat(client.secretKey()).hasSize(32);
            assertAlive(client);
        }
    }

    @Test
    void a_protocol_of_another_major_version_is_refused() throws IOException {
        try (WireConnection client = begin(2 << 16, Map.of())) {
            assertThat(client.readMessage().fields()).containsEntry('C', "0A000");
            assertThat(client.read()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "replication, database, 0A000",
        "replication, true, 0A000",
        "replication, false, ''",
        "no_such_setting, 1, 42704",
        "statement_timeout, never, 22023",
        "options, -c no_such_setting=1, 42704",
        "options, -c statement_timeout=5s, ''",
        "options, --statement-timeout=5s, ''",
        "application_name, someone, ''",
        "client_encoding, UTF8, ''",
        "my.own, thing, ''"
    })
    void a_parameter_is_taken_or_refused(String name, String value, String sqlState)
            throws IOException {
        assertThat(refusal(target.withTls(false), Map.of(name, value))).isEqualTo(sqlState);
    }

    @Test
    void a_database_that_is_not_the_users_does_not_exist() {
        WireTarget other = gateway.workspace();
        assertThatThrownBy(
                        () -> WireConnection.connect(target, Map.of("database", other.database())))
                .isInstanceOfSatisfying(
                        WireErrorException.class,
                        e -> assertThat(e.sqlState()).isIn("3D000", "28000"));
    }
}
