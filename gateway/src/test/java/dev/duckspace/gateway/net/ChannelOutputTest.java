package dev.duckspace.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.BackendMessage;
import dev.duckspace.gateway.session.ConnectionLostException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelOutputTest {
    private static final BackendMessage MESSAGE = new BackendMessage.CommandComplete("SELECT 1");
    private static final int MESSAGE_BYTES = 14;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ChannelOutput output =
            new ChannelOutput(channel, Duration.ofSeconds(5), () -> {});

    @AfterEach
    void nothing_leaks() {
        output.close();
        channel.finishAndReleaseAll();
    }

    private int sentBytes() {
        int bytes = 0;
        for (ByteBuf piece = channel.readOutbound();
                piece != null;
                piece = channel.readOutbound()) {
            bytes += piece.readableBytes();
            piece.release();
        }
        return bytes;
    }

    @Test
    void messages_wait_for_the_flush() {
        output.send(MESSAGE);
        output.send(MESSAGE);
        assertThat(sentBytes()).isZero();
        output.flush();
        assertThat(sentBytes()).isEqualTo(2 * MESSAGE_BYTES);
        output.flush();
        assertThat(sentBytes()).isZero();
    }

    @Test
    void much_that_has_gathered_leaves_before_the_flush() {
        for (int i = 0; i < 3_000; i++) {
            output.send(MESSAGE);
        }
        assertThat(sentBytes()).isGreaterThanOrEqualTo(32 << 10);
    }

    @Test
    void small_frames_gather_with_messages_and_large_ones_keep_their_place() {
        output.send(MESSAGE);
        output.sendFrames(output.allocate(100).writeZero(100));
        assertThat(sentBytes()).isZero();
        output.sendFrames(output.allocate(100_000).writeZero(100_000));
        assertThat(sentBytes()).isEqualTo(MESSAGE_BYTES + 100 + 100_000);
        output.send(MESSAGE);
        output.flush();
        assertThat(sentBytes()).isEqualTo(MESSAGE_BYTES);
    }

    @Test
    void closing_sends_what_waits_first() {
        output.send(MESSAGE);
        output.close();
        output.close();
        assertThat(sentBytes()).isEqualTo(MESSAGE_BYTES);
        assertThat(channel.isOpen()).isFalse();
        assertThat(output.isOpen()).isFalse();
    }

    @Test
    void a_closed_connection_refuses_everything_and_keeps_no_buffer() {
        output.send(MESSAGE);
        channel.close().syncUninterruptibly();
        ByteBuf frames = output.allocate(10).writeZero(10);
        assertThatThrownBy(() -> output.sendFrames(frames))
                .isInstanceOf(ConnectionLostException.class);
        assertThat(frames.refCnt()).isZero();
        assertThatThrownBy(() -> output.send(MESSAGE)).isInstanceOf(ConnectionLostException.class);
        assertThatThrownBy(output::flush).isInstanceOf(ConnectionLostException.class);
    }
}
