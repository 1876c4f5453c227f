package dev.duckspace.gateway.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.wire.ClientMessages;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private static final int MESSAGE_BYTES_MAX = 20_000;
    private static final List<byte[]> CONVERSATION =
            List.of(
                    ClientMessages.parse("s", "SELECT $1", List.of(23)),
                    ClientMessages.bind(
                            "p", "s", List.of(1), List.of(new byte[] {0, 0, 0, 7}), List.of()),
                    ClientMessages.describe('P', "p"),
                    ClientMessages.execute("p", 3),
                    ClientMessages.close('S', "s"),
                    ClientMessages.flush(),
                    ClientMessages.sync(),
                    ClientMessages.query("SELECT 'é'"),
                    ClientMessages.copyData(new byte[] {1, 2, 3}),
                    ClientMessages.copyDone(),
                    ClientMessages.copyFail("no"),
                    ClientMessages.functionCall(1598),
                    ClientMessages.terminate());
    private static final byte[] STREAM = stream();

    private EmbeddedChannel channel = inSession();

    private static byte[] stream() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        CONVERSATION.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static EmbeddedChannel inSession() {
        FrameDecoder decoder = new FrameDecoder(MESSAGE_BYTES_MAX);
        decoder.authenticated();
        return new EmbeddedChannel(decoder);
    }

    @AfterEach
    void nothing_leaks() {
        channel.finishAndReleaseAll();
    }

    private void receive(byte[] bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    private List<Frame> frames() {
        List<Frame> frames = new ArrayList<>();
        for (Frame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(frame);
        }
        return frames;
    }

    private static void assertWhole(List<Frame> frames) {
        assertThat(frames).hasSize(CONVERSATION.size());
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i)).isInstanceOfSatisfying(Frame.Decoded.class, _ -> {});
            assertThat(((Frame.Decoded) frames.get(i)).bytes())
                    .isEqualTo(CONVERSATION.get(i).length);
        }
        assertThat(((Frame.Decoded) frames.get(7)).message())
                .isEqualTo(new FrontendMessage.Query("SELECT 'é'"));
    }

    @Test
    void a_whole_conversation_in_one_read_comes_out_in_order() {
        receive(STREAM);
        assertWhole(frames());
    }

    @Test
    void the_stream_may_be_split_anywhere() {
        for (int split = 1; split < STREAM.length; split++) {
            receive(Arrays.copyOfRange(STREAM, 0, split));
            receive(Arrays.copyOfRange(STREAM, split, STREAM.length));
            assertWhole(frames());
        }
    }

    @Test
    void the_stream_may_come_byte_by_byte() {
        for (byte b : STREAM) {
            receive(new byte[] {b});
        }
        assertWhole(frames());
    }

    @Test
    void the_stream_may_come_in_random_pieces() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int at = 0;
            while (at < STREAM.length) {
                int end = Math.min(STREAM.length, at + 1 + random.nextInt(40));
                receive(Arrays.copyOfRange(STREAM, at, end));
                at = end;
            }
            List<Frame> frames = frames();
            assertThat(frames).as("seed %d", seed).hasSize(CONVERSATION.size());
        }
    }

    private Frame.Broken onlyBroken() {
        List<Frame> frames = frames();
        assertThat(frames).hasSize(1);
        assertThat(frames.getFirst()).isInstanceOf(Frame.Broken.class);
        return (Frame.Broken) frames.getFirst();
    }

    @Test
    void lengths_below_the_length_word_itself_are_fatal() {
        for (String length : new String[] {"00000003", "00000000", "ffffffff", "80000000"}) {
            receive(HexFormat.of().parseHex("51" + length));
            Frame.Broken broken = onlyBroken();
            assertThat(broken.error().info().severity()).isEqualTo(Severity.FATAL);
            assertThat(broken.error().sqlState()).isEqualTo(SqlState.PROTOCOL_VIOLATION);
            channel.finishAndReleaseAll();
            channel = inSession();
        }
    }

    @Test
    void a_message_that_is_too_long_is_fatal_before_its_body_comes() {
        receive(HexFormat.of().parseHex("51" + HexFormat.of().toHexDigits(MESSAGE_BYTES_MAX + 5)));
        assertThat(onlyBroken().error().info().severity()).isEqualTo(Severity.FATAL);
    }

    @Test
    void the_longest_message_passes() {
        receive(ClientMessages.copyData(new byte[MESSAGE_BYTES_MAX]));
        assertThat(frames()).hasSize(1).first().isInstanceOf(Frame.Decoded.class);
    }

    @Test
    void messages_that_hold_little_have_a_limit_of_their_own() {
        receive(HexFormat.of().parseHex("5300003000"));
        assertThat(onlyBroken().error().info().severity()).isEqualTo(Severity.FATAL);
    }

    @Test
    void a_promised_length_takes_no_memory() {
        receive(HexFormat.of().parseHex("51" + HexFormat.of().toHexDigits(MESSAGE_BYTES_MAX)));
        assertThat(frames()).isEmpty();
        receive(new byte[100]);
        assertThat(frames()).isEmpty();
    }

    @Test
    void an_unknown_type_is_fatal_and_nothing_after_it_is_decoded() {
        receive(ClientMessages.frame('y', new byte[] {0}));
        assertThat(onlyBroken().error().info().severity()).isEqualTo(Severity.FATAL);
        receive(ClientMessages.query("SELECT 1"));
        receive(new byte[] {'Q'});
        assertThat(frames()).isEmpty();
    }

    @Test
    void a_malformed_body_is_an_error_and_the_next_frame_is_found() {
        receive(ClientMessages.frame('D', "Xname\0".getBytes(UTF_8)));
        receive(ClientMessages.sync());
        List<Frame> frames = frames();
        assertThat(frames).hasSize(2);
        Frame.Broken broken = (Frame.Broken) frames.getFirst();
        assertThat(broken.type()).isEqualTo((byte) 'D');
        assertThat(broken.error().info().severity()).isEqualTo(Severity.ERROR);
        assertThat(frames.getLast()).isEqualTo(new Frame.Decoded(new FrontendMessage.Sync(), 5));
    }

    @Test
    void before_authentication_only_its_own_messages_pass() {
        channel.finishAndReleaseAll();
        channel = new EmbeddedChannel(new FrameDecoder(MESSAGE_BYTES_MAX));
        receive(ClientMessages.saslResponse("c=biws".getBytes(UTF_8)));
        assertThat(frames()).hasSize(1).first().isInstanceOf(Frame.Decoded.class);
        receive(ClientMessages.query("SELECT 1"));
        assertThat(onlyBroken().error().info().severity()).isEqualTo(Severity.FATAL);
    }

    @Test
    void random_bytes_end_in_frames_or_errors_and_nothing_else() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            receive(noise);
            assertThat(frames()).as("seed %d", seed).doesNotContainNull();
            channel.finishAndReleaseAll();
            channel = inSession();
        }
    }
}
