package dev.duckspace.gateway.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.tls.TlsContext;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartupPacketHandlerTest {
    private static final Map<String, String> PARAMETERS = parameters();
    private static final byte[] STARTUP =
            ClientMessages.startup(ClientMessages.PROTOCOL_3_0, PARAMETERS);
    private static final NetConfig CONFIG =
            NetConfig.standard()
                    .withTlsRequired(false)
                    .withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(5));

    private final RecordingSessions sessions = new RecordingSessions();
    private final ConnectionCounts counts = new ConnectionCounts(2, 1);
    private EmbeddedChannel channel = open(CONFIG, null);

    private static Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", "ws_1_a");
        parameters.put("database", "workspace_1");
        return parameters;
    }

    private EmbeddedChannel open(NetConfig config, @Nullable TlsContext tls) {
        EmbeddedChannel opened = new EmbeddedChannel();
        opened.freezeTime();
        new Connection(config, tls, sessions, counts.newPlace()).open(opened);
        return opened;
    }

    @AfterEach
    void nothing_leaks() {
        channel.finishAndReleaseAll();
    }

    private void receive(byte[] bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    private byte[] sent() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf piece = channel.readOutbound();
                piece != null;
                piece = channel.readOutbound()) {
            all.writeBytes(piece);
            piece.release();
        }
        return ByteBufUtil.getBytes(all);
    }

    private String sentError() {
        byte[] bytes = sent();
        assertThat(bytes).isNotEmpty();
        return new ServerMessage((char) bytes[0], Arrays.copyOfRange(bytes, 5, bytes.length))
                .line();
    }

    @Test
    void a_startup_message_begins_a_session() {
        receive(STARTUP);
        assertThat(sessions.started()).hasSize(1);
        assertThat(sessions.started().getFirst().startup().parameters()).isEqualTo(PARAMETERS);
        assertThat(sessions.started().getFirst().info().tls()).isFalse();
        assertThat(channel.isActive()).isTrue();
        sessions.started().getFirst().output().close();
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void a_startup_message_may_come_in_any_two_pieces() {
        for (int split = 1; split < STARTUP.length; split++) {
            receive(Arrays.copyOfRange(STARTUP, 0, split));
            assertThat(sessions.started()).isEmpty();
            receive(Arrays.copyOfRange(STARTUP, split, STARTUP.length));
            assertThat(sessions.started()).hasSize(1);
            channel.finishAndReleaseAll();
            sessions.started().clear();
            channel = open(CONFIG, null);
        }
    }

    @Test
    void what_follows_the_startup_message_goes_to_the_session() {
        byte[] both = Arrays.copyOf(STARTUP, STARTUP.length + 8);
        System.arraycopy(
                ClientMessages.saslResponse("abc".getBytes(UTF_8)), 0, both, STARTUP.length, 8);
        receive(both);
        assertThat(sessions.started().getFirst().inbox().peek()).isNotNull();
    }

    @Test
    void lengths_that_no_startup_packet_has_are_cut_off_without_a_word() {
        for (String lie :
                new String[] {"00000000", "00000007", "ffffffff", "00002715", "7fffffff"}) {
            receive(HexFormat.of().parseHex(lie));
            assertThat(channel.isActive()).as(lie).isFalse();
            assertThat(sent()).isEmpty();
            channel.finishAndReleaseAll();
            channel = open(CONFIG, null);
        }
    }

    @Test
    void a_request_of_another_protocol_is_cut_off() {
        receive("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
        assertThat(channel.isActive()).isFalse();
        assertThat(sent()).isEmpty();
    }

    @Test
    void a_packet_that_does_not_end_is_refused() {
        receive(ClientMessages.untyped(ClientMessages.PROTOCOL_3_0, "user\0x".getBytes(UTF_8)));
        assertThat(sentError()).startsWith("ErrorResponse FATAL 08P01");
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void another_major_version_is_refused() {
        receive(ClientMessages.startup(2 << 16, PARAMETERS));
        assertThat(sentError()).startsWith("ErrorResponse FATAL 0A000");
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void without_tls_an_ssl_request_is_declined_once() {
        receive(ClientMessages.sslRequest());
        assertThat(sent()).isEqualTo(new byte[] {'N'});
        receive(ClientMessages.sslRequest());
        assertThat(sentError()).startsWith("ErrorResponse FATAL 08P01");
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void gss_encryption_is_declined_once_and_tls_may_still_be_asked_for() {
        receive(ClientMessages.gssEncRequest());
        assertThat(sent()).isEqualTo(new byte[] {'N'});
        receive(ClientMessages.sslRequest());
        assertThat(sent()).isEqualTo(new byte[] {'N'});
        receive(ClientMessages.gssEncRequest());
        assertThat(sentError()).startsWith("ErrorResponse FATAL 08P01");
    }

    @Test
    void an_ssl_request_is_answered_and_leads_to_tls() {
        channel.finishAndReleaseAll();
        channel = open(CONFIG, TestTls.open());
        receive(ClientMessages.sslRequest());
        assertThat(sent()).isEqualTo(new byte[] {'S'});
        assertThat(channel.pipeline().get(SslHandler.class)).isNotNull();
    }

    @Test
    void bytes_smuggled_in_behind_an_ssl_request_are_refused() {
        channel.finishAndReleaseAll();
        channel = open(CONFIG, TestTls.open());
        byte[] stuffed = Arrays.copyOf(ClientMessages.sslRequest(), 9);
        receive(stuffed);
        assertThat(sentError()).startsWith("ErrorResponse FATAL 08P01");
        assertThat(channel.isActive()).isFalse();
        assertThat(channel.pipeline().get(SslHandler.class)).isNull();
    }

    @Test
    void a_plain_session_is_refused_where_tls_is_required() {
        channel.finishAndReleaseAll();
        channel = open(CONFIG.withTlsRequired(true), TestTls.open());
        receive(STARTUP);
        assertThat(sentError())
                .startsWith("ErrorResponse FATAL 28000")
                .contains("user \\\"ws_1_a\\\"", "database \\\"workspace_1\\\"", "no encryption");
        assertThat(sessions.started()).isEmpty();
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void a_cancel_request_is_passed_on_and_the_connection_closed() {
        receive(ClientMessages.cancelRequest(42, new byte[] {1, 2, 3, 4}));
        assertThat(sessions.cancelled()).hasSize(1);
        assertThat(sessions.cancelled().getFirst().processId()).isEqualTo(42);
        assertThat(sessions.cancelled().getFirst().secretKey()).containsExactly(1, 2, 3, 4);
        assertThat(sent()).isEmpty();
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void one_session_too_many_is_refused_until_another_ends() {
        receive(STARTUP);
        EmbeddedChannel first = channel;
        channel = open(CONFIG, null);
        receive(STARTUP);
        assertThat(sentError())
                .isEqualTo("ErrorResponse FATAL 53300 \"sorry, too many clients already\"");
        first.finishAndReleaseAll();
        channel = open(CONFIG, null);
        receive(STARTUP);
        assertThat(sessions.started()).hasSize(2);
    }

    @Test
    void one_half_open_connection_too_many_is_cut_off() {
        EmbeddedChannel second = open(CONFIG, null);
        EmbeddedChannel third = open(CONFIG, null);
        assertThat(third.isActive()).isFalse();
        second.finishAndReleaseAll();
        EmbeddedChannel fourth = open(CONFIG, null);
        assertThat(fourth.isActive()).isTrue();
        fourth.finishAndReleaseAll();
    }

    @Test
    void a_client_that_sends_nothing_is_cut_off_at_the_deadline() {
        channel.advanceTimeBy(59, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isActive()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void a_client_that_trickles_its_packet_gains_no_time() {
        for (int i = 0; i < 20; i++) {
            receive(Arrays.copyOfRange(STARTUP, i, i + 1));
            channel.advanceTimeBy(3, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void the_deadline_holds_until_the_client_is_authenticated() {
        receive(STARTUP);
        channel.advanceTimeBy(60, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isActive()).isFalse();
        assertThat(sessions.started().getFirst().inbox().isClosed()).isTrue();
    }

    @Test
    void an_authenticated_session_has_no_deadline() {
        receive(STARTUP);
        sessions.started()
                .getFirst()
                .output()
                .send(new dev.duckspace.gateway.protocol.BackendMessage.AuthenticationOk());
        sessions.started().getFirst().output().flush();
        channel.runPendingTasks();
        channel.advanceTimeBy(1, TimeUnit.HOURS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isActive()).isTrue();
        assertThat(sent()).isEqualTo(HexFormat.of().parseHex("520000000800000000"));
        sessions.started().getFirst().output().close();
    }
}
