package dev.duckspace.gateway.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.BackendMessage;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.TransactionStatus;
import dev.duckspace.gateway.session.ConnectionInfo;
import dev.duckspace.gateway.session.ConnectionLostException;
import dev.duckspace.gateway.session.SessionInbox;
import dev.duckspace.gateway.session.SessionOutput;
import dev.duckspace.gateway.session.SessionStarter;
import dev.duckspace.gateway.tls.TlsContext;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireErrorException;
import dev.duckspace.gateway.wire.WireTarget;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets; sessions that trust everybody and answer a Query with its own text. */
@Timeout(60)
class NetServerTest {
    private static final int FLOOD_BYTES = 64 << 20;
    private static final TlsContext TLS = TestTls.open();

    /** "flood" as a query sends 64 MiB of CopyData; "wait" waits for the client's end. */
    private static final class EchoSessions implements SessionStarter {
        private final BlockingQueue<ConnectionInfo> infos = new LinkedBlockingQueue<>(100);
        private final BlockingQueue<Throwable> ends = new LinkedBlockingQueue<>(100);
        private final CountDownLatch lost = new CountDownLatch(1);
        private final AtomicLong floodedBytes = new AtomicLong();

        @Override
        public void start(
                FrontendMessage.StartupMessage startup,
                SessionInbox inbox,
                SessionOutput output,
                ConnectionInfo info) {
            infos.add(info);
            Thread.ofVirtual().start(() -> converse(inbox, output));
        }

        @Override
        public void cancel(int processId, byte[] secretKey, Runnable settled) {
            settled.run();
        }

        private void converse(SessionInbox inbox, SessionOutput output) {
            try {
                inbox.onLost(lost::countDown);
                output.send(new BackendMessage.AuthenticationOk());
                ready(output);
                while (inbox.take() instanceof FrontendMessage.Query query) {
                    switch (query.sql()) {
                        case "flood" -> flood(output);
                        case "wait" -> lost.await();
                        default -> output.send(new BackendMessage.CommandComplete(query.sql()));
                    }
                    ready(output);
                }
            } catch (RuntimeException | InterruptedException e) {
                ends.add(e);
            } finally {
                output.close();
            }
        }

        private void flood(SessionOutput output) {
            while (floodedBytes.addAndGet(1 << 16) <= FLOOD_BYTES) {
                ByteBuf frame = output.allocate(1 << 16);
                frame.writeByte('d').writeInt((1 << 16) - 1).writeZero((1 << 16) - 5);
                output.sendFrames(frame);
            }
        }

        private static void ready(SessionOutput output) {
            output.send(new BackendMessage.ReadyForQuery(TransactionStatus.IDLE));
            output.flush();
        }
    }

    private final EchoSessions sessions = new EchoSessions();

    private static NetConfig config() {
        return NetConfig.standard().withTlsRequired(false);
    }

    private static WireTarget target(NetServer server, boolean tls) {
        return new WireTarget(
                WireTarget.Kind.DUCKSPACE, "127.0.0.1", server.port(), "d", "u", "p", tls);
    }

    @Test
    void a_session_talks_in_the_clear_where_that_is_allowed() throws Exception {
        try (NetServer server = NetServer.start(config(), null, sessions);
                WireConnection client = WireConnection.connect(target(server, false))) {
            assertThat(client.query("hello"))
                    .extracting(ServerMessage::line)
                    .containsExactly("CommandComplete \"hello\"", "ReadyForQuery I");
            ConnectionInfo info = sessions.infos.take();
            assertThat(info.tls()).isFalse();
            assertThat(info.remoteAddress().getAddress().isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void a_session_talks_over_tls_and_knows_what_to_bind_to() throws Exception {
        try (NetServer server = NetServer.start(NetConfig.standard(), TLS, sessions);
                WireConnection client = WireConnection.connect(target(server, true))) {
            assertThat(client.query("hello")).hasSize(2);
            ConnectionInfo info = sessions.infos.take();
            assertThat(info.tls()).isTrue();
            assertThat(info.tlsProtocol()).isEqualTo("TLSv1.3");
            assertThat(info.cipher()).isNotEmpty();
            assertThat(info.tlsServerEndPoint()).hasSize(32);
        }
    }

    @Test
    void direct_tls_works_with_the_protocol_name() throws Exception {
        try (NetServer server = NetServer.start(NetConfig.standard(), TLS, sessions);
                WireConnection client = WireConnection.open("127.0.0.1", server.port())) {
            client.startTls(List.of("postgresql"));
            client.send(ClientMessages.startup(ClientMessages.PROTOCOL_3_0, Map.of("user", "u")));
            client.login("");
            assertThat(client.query("hello")).hasSize(2);
        }
    }

    @Test
    void direct_tls_without_the_protocol_name_is_refused() throws Exception {
        try (NetServer server = NetServer.start(NetConfig.standard(), TLS, sessions);
                WireConnection client = WireConnection.open("127.0.0.1", server.port())) {
            client.startTls(List.of());
            assertThat(client.readMessage().line()).startsWith("ErrorResponse FATAL 08P01");
            assertThat(client.read()).isEmpty();
            assertThat(sessions.infos).isEmpty();
        }
    }

    @Test
    void a_plain_client_is_told_to_use_tls() throws Exception {
        try (NetServer server = NetServer.start(NetConfig.standard(), TLS, sessions)) {
            assertThatThrownBy(() -> WireConnection.connect(target(server, false)))
                    .isInstanceOfSatisfying(
                            WireErrorException.class,
                            e -> assertThat(e.sqlState()).isEqualTo("28000"));
        }
    }

    @Test
    void a_slow_reader_holds_the_session_back_and_gets_everything() throws Exception {
        try (NetServer server = NetServer.start(NetConfig.standard(), TLS, sessions);
                WireConnection client = WireConnection.connect(target(server, true))) {
            client.send(ClientMessages.query("flood"));
            assertThat(client.readMessage().type()).isEqualTo('d');
            new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
            assertThat(sessions.floodedBytes.get()).isLessThan(FLOOD_BYTES / 2);
            assertThat(client.readUntil('Z')).hasSize((FLOOD_BYTES >> 16));
        }
    }

    @Test
    void a_reader_that_stalls_is_cut_off() throws Exception {
        NetConfig config = config().withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(1));
        try (NetServer server = NetServer.start(config, null, sessions);
                WireConnection client = WireConnection.connect(target(server, false))) {
            client.send(ClientMessages.query("flood"));
            assertThat(sessions.ends.poll(20, TimeUnit.SECONDS))
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("took nothing");
        }
    }

    @Test
    void a_client_that_vanishes_is_noticed_though_its_messages_are_unread() throws Exception {
        try (NetServer server = NetServer.start(NetConfig.standard(), TLS, sessions)) {
            try (WireConnection client = WireConnection.connect(target(server, true))) {
                client.send(ClientMessages.query("wait"));
                for (int i = 0; i < 40; i++) {
                    client.send(ClientMessages.copyData(new byte[50_000]));
                }
            }
            assertThat(sessions.lost.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void after_stopping_to_accept_old_connections_live_on_and_new_ones_are_refused()
            throws Exception {
        NetServer server = NetServer.start(config(), null, sessions);
        try (WireConnection client = WireConnection.connect(target(server, false))) {
            int port = server.port();
            server.stopAccepting();
            assertThat(client.query("hello")).hasSize(2);
            assertThatThrownBy(() -> WireConnection.open("127.0.0.1", port))
                    .isInstanceOf(IOException.class);
            server.close();
            assertThat(client.read()).isEmpty();
        } finally {
            server.close();
        }
    }

    @Test
    void a_taken_port_is_told_in_plain_words() throws Exception {
        try (NetServer server = NetServer.start(config(), null, sessions)) {
            NetConfig same = config().withAddress("127.0.0.1", server.port());
            assertThatThrownBy(() -> NetServer.start(same, null, sessions))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
        }
    }

    @Test
    void tls_that_is_required_must_be_there() {
        assertThatThrownBy(() -> NetServer.start(NetConfig.standard(), null, sessions))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void garbage_over_tls_is_cut_off_as_well() throws Exception {
        try (NetServer server = NetServer.start(NetConfig.standard(), TLS, sessions);
                WireConnection client = WireConnection.open("127.0.0.1", server.port())) {
            client.requestTls();
            client.send("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
            assertThat(client.read()).isEmpty();
        }
    }
}
