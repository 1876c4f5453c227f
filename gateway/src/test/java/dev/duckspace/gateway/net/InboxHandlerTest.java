package dev.duckspace.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.session.ConnectionLostException;
import dev.duckspace.gateway.session.SessionInbox;
import dev.duckspace.gateway.wire.ClientMessages;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxHandlerTest {
    private static final NetConfig CONFIG = NetConfig.standard();

    private final AtomicInteger reads = new AtomicInteger();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SessionInbox inbox;

    InboxHandlerTest() {
        channel.freezeTime();
        FrameDecoder frames = new FrameDecoder(CONFIG.messageBytesMax());
        frames.authenticated();
        InboxHandler handler =
                new InboxHandler(
                        new ChannelOutput(channel, Duration.ofSeconds(5), () -> {}), CONFIG);
        inbox = handler.inbox();
        channel.pipeline()
                .addLast(
                        new ChannelOutboundHandlerAdapter() {
                            @Override
                            public void read(ChannelHandlerContext ctx) throws Exception {
                                reads.incrementAndGet();
                                super.read(ctx);
                            }
                        })
                .addLast(frames, handler);
    }

    @AfterEach
    void nothing_leaks() {
        channel.finishAndReleaseAll();
    }

    private void receive(byte[] bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    private void passSeconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    @Test
    void a_full_inbox_stops_reading_and_an_emptied_one_goes_on() {
        for (int i = 0; i < 3; i++) {
            receive(ClientMessages.copyData(new byte[500_000]));
        }
        assertThat(channel.config().isAutoRead()).isFalse();
        inbox.take();
        inbox.take();
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isFalse();
        inbox.take();
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void while_reading_has_stopped_a_small_read_a_second_looks_for_the_end() {
        receive(ClientMessages.copyData(new byte[2_000_000]));
        int before = reads.get();
        passSeconds(5);
        assertThat(reads.get() - before).isEqualTo(5);
        inbox.take();
        channel.runPendingTasks();
        int resumed = reads.get();
        passSeconds(5);
        assertThat(reads.get()).isEqualTo(resumed);
    }

    @Test
    void the_small_reads_end_at_their_bound() {
        receive(ClientMessages.copyData(new byte[2_000_000]));
        receive(ClientMessages.copyData(new byte[10_000_000]));
        int before = reads.get();
        passSeconds(5);
        assertThat(reads.get()).isEqualTo(before);
    }

    @Test
    void the_end_of_the_connection_reaches_the_session_at_once() {
        AtomicInteger lost = new AtomicInteger();
        inbox.onLost(lost::incrementAndGet);
        receive(ClientMessages.sync());
        channel.close().syncUninterruptibly();
        assertThat(lost).hasValue(1);
        assertThat(inbox.take()).isNotNull();
        assertThatThrownBy(inbox::take).isInstanceOf(ConnectionLostException.class);
    }

    @Test
    void a_broken_frame_is_met_in_its_place() {
        receive(ClientMessages.sync());
        receive(ClientMessages.frame('D', new byte[] {'X', 0}));
        receive(ClientMessages.sync());
        assertThat(inbox.take()).isNotNull();
        assertThatThrownBy(inbox::take).isInstanceOf(PgException.class);
        assertThat(inbox.brokenMessageSkipsToSync()).isTrue();
        assertThat(inbox.take()).isNotNull();
    }
}
