package dev.duckspace.gateway.protocol;

import static dev.duckspace.gateway.protocol.WireBytes.bytes;
import static dev.duckspace.gateway.protocol.WireBytes.decode;
import static dev.duckspace.gateway.protocol.WireBytes.decodeStartup;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FrontendDecoderTest {
    @Test
    void ssl_and_gssenc_requests() {
        assertThat(decodeStartup(0x04, 0xd2, 0x16, 0x2f))
                .isEqualTo(new FrontendMessage.SslRequest());
        assertThat(decodeStartup(0x04, 0xd2, 0x16, 0x30))
                .isEqualTo(new FrontendMessage.GssEncRequest());
    }

    @Test
    void a_cancel_request_with_the_key_of_either_protocol() {
        assertThat(decodeStartup(0x04, 0xd2, 0x16, 0x2e, 0, 0, 0x30, 0x39, 1, 2, 3, 4))
                .usingRecursiveComparison()
                .isEqualTo(new FrontendMessage.CancelRequest(12345, new byte[] {1, 2, 3, 4}));
        byte[] longKey = new byte[256];
        Arrays.fill(longKey, (byte) 7);
        assertThat(decodeStartup(0x04, 0xd2, 0x16, 0x2e, 0, 0, 0, 1, longKey))
                .usingRecursiveComparison()
                .isEqualTo(new FrontendMessage.CancelRequest(1, longKey));
    }

    @Test
    void a_startup_message_keeps_its_parameters_in_order() {
        FrontendMessage.Startup message =
                decodeStartup(
                        0,
                        3,
                        0,
                        0,
                        "user",
                        0,
                        "ws_ä",
                        0,
                        "database",
                        0,
                        "workspace_1",
                        0,
                        "application_name",
                        0,
                        0,
                        0);
        assertThat(message).isInstanceOf(FrontendMessage.StartupMessage.class);
        FrontendMessage.StartupMessage startup = (FrontendMessage.StartupMessage) message;
        assertThat(startup.majorVersion()).isEqualTo(3);
        assertThat(startup.minorVersion()).isZero();
        assertThat(startup.parameters())
                .containsExactly(
                        Map.entry("user", "ws_ä"),
                        Map.entry("database", "workspace_1"),
                        Map.entry("application_name", ""));
    }

    @Test
    void a_startup_message_of_a_newer_minor_version() {
        assertThat(decodeStartup(0, 3, 0x27, 0x0f, "_pq_.grease", 0, 0, 0))
                .isEqualTo(new FrontendMessage.StartupMessage(3, 9999, Map.of("_pq_.grease", "")));
    }

    @Test
    void a_query() {
        assertThat(decode('Q', "select 'ž'", 0)).isEqualTo(new FrontendMessage.Query("select 'ž'"));
        assertThat(decode('Q', 0)).isEqualTo(new FrontendMessage.Query(""));
    }

    @Test
    void a_parse_with_and_without_parameter_types() {
        assertThat(decode('P', "s1", 0, "select $1", 0, 0, 2, 0, 0, 0, 23, 0xff, 0, 0, 1))
                .isEqualTo(new FrontendMessage.Parse("s1", "select $1", List.of(23, 0xff000001)));
        assertThat(decode('P', 0, "x", 0, 0, 0))
                .isEqualTo(new FrontendMessage.Parse("", "x", List.of()));
    }

    @Test
    void a_bind_with_mixed_formats_and_a_null() {
        assertThat(
                        decode(
                                'B', "p", 0, "s", 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 2, "42",
                                0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1, 0, 1))
                .usingRecursiveComparison()
                .isEqualTo(
                        new FrontendMessage.Bind(
                                "p",
                                "s",
                                new short[] {0, 1, 0},
                                Arrays.asList(bytes("42"), null, new byte[0]),
                                new short[] {1}));
    }

    @Test
    void a_bind_with_one_format_for_all_and_one_without_anything() {
        assertThat(decode('B', 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 9, 0, 0))
                .usingRecursiveComparison()
                .isEqualTo(
                        new FrontendMessage.Bind(
                                "", "", new short[] {1}, List.of(new byte[] {9}), new short[0]));
        assertThat(decode('B', 0, 0, 0, 0, 0, 0, 0, 0))
                .usingRecursiveComparison()
                .isEqualTo(new FrontendMessage.Bind("", "", new short[0], List.of(), new short[0]));
    }

    @Test
    void a_bind_with_the_most_parameters_there_can_be() {
        byte[] nulls = new byte[65_535 * 4];
        Arrays.fill(nulls, (byte) 0xff);
        FrontendMessage.Bind bind =
                (FrontendMessage.Bind) decode('B', 0, 0, 0, 0, 0xff, 0xff, nulls, 0, 0);
        assertThat(bind.parameterValues()).hasSize(65_535).containsOnlyNulls();
    }

    @Test
    void a_parse_with_the_most_parameter_types_there_can_be() {
        FrontendMessage.Parse parse =
                (FrontendMessage.Parse) decode('P', 0, 0, 0xff, 0xff, new byte[65_535 * 4]);
        assertThat(parse.parameterTypes()).hasSize(65_535).containsOnly(0);
    }

    @Test
    void describe_and_close_of_statements_and_portals() {
        assertThat(decode('D', "Ss1", 0))
                .isEqualTo(new FrontendMessage.Describe(FrontendMessage.Target.STATEMENT, "s1"));
        assertThat(decode('D', "P", 0))
                .isEqualTo(new FrontendMessage.Describe(FrontendMessage.Target.PORTAL, ""));
        assertThat(decode('C', "S", 0))
                .isEqualTo(new FrontendMessage.Close(FrontendMessage.Target.STATEMENT, ""));
        assertThat(decode('C', "Pp1", 0))
                .isEqualTo(new FrontendMessage.Close(FrontendMessage.Target.PORTAL, "p1"));
    }

    @Test
    void an_execute() {
        assertThat(decode('E', "p", 0, 0, 0, 1, 0))
                .isEqualTo(new FrontendMessage.Execute("p", 256));
        assertThat(decode('E', 0, 0xff, 0xff, 0xff, 0xff))
                .isEqualTo(new FrontendMessage.Execute("", -1));
    }

    @Test
    void messages_without_a_body() {
        assertThat(decode('H')).isEqualTo(new FrontendMessage.Flush());
        assertThat(decode('S')).isEqualTo(new FrontendMessage.Sync());
        assertThat(decode('X')).isEqualTo(new FrontendMessage.Terminate());
        assertThat(decode('c')).isEqualTo(new FrontendMessage.CopyDone());
    }

    @Test
    void copy_data_may_hold_any_bytes() {
        assertThat(decode('d', "1\t", 0xff, 0, "\n"))
                .usingRecursiveComparison()
                .isEqualTo(new FrontendMessage.CopyData(bytes("1\t", 0xff, 0, "\n")));
        assertThat(decode('d'))
                .usingRecursiveComparison()
                .isEqualTo(new FrontendMessage.CopyData(new byte[0]));
    }

    @Test
    void a_copy_fail() {
        assertThat(decode('f', "disk full", 0))
                .isEqualTo(new FrontendMessage.CopyFail("disk full"));
    }

    @Test
    void authentication_data_and_function_calls_are_kept_as_sent() {
        assertThat(decode('p', "secret", 0))
                .usingRecursiveComparison()
                .isEqualTo(new FrontendMessage.AuthenticationData(bytes("secret", 0)));
        assertThat(decode('F', 0, 0, 1, 2))
                .usingRecursiveComparison()
                .isEqualTo(new FrontendMessage.FunctionCall(new byte[] {0, 0, 1, 2}));
    }

    @Test
    void a_sasl_initial_response_with_and_without_data() {
        assertThat(
                        FrontendDecoder.decodeSaslInitialResponse(
                                bytes("SCRAM-SHA-256", 0, 0, 0, 0, 8, "n,,n=,r=")))
                .usingRecursiveComparison()
                .isEqualTo(new SaslInitialResponse("SCRAM-SHA-256", bytes("n,,n=,r=")));
        assertThat(FrontendDecoder.decodeSaslInitialResponse(bytes("X", 0, 0xff, 0xff, 0xff, 0xff)))
                .isEqualTo(new SaslInitialResponse("X", null));
    }
}
