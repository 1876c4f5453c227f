package dev.duckspace.benchmarks.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.wire.ClientMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RowTallyTest {
    private static byte[] row(byte[] id, String other) {
        byte[] value = other.getBytes(UTF_8);
        ByteBuffer body = ByteBuffer.allocate(10 + id.length + value.length);
        body.putShort((short) 2).putInt(id.length).put(id).putInt(value.length).put(value);
        return ClientMessages.frame('D', body.array());
    }

    private static byte[] text(long id, String other) {
        return row(Long.toString(id).getBytes(UTF_8), other);
    }

    private static byte[] binary(long id, String other) {
        return row(ByteBuffer.allocate(8).putLong(id).array(), other);
    }

    private static ByteBuffer stream(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return ByteBuffer.allocateDirect(all.size()).put(all.toByteArray()).flip();
    }

    private static RowTally taken(ReadFormat format, byte[]... frames) throws IOException {
        RowTally tally = new RowTally(format);
        tally.take(stream(frames));
        return tally;
    }

    @Test
    void frames_that_come_in_pieces_are_counted_once() throws IOException {
        ByteBuffer whole =
                stream(
                        ClientMessages.frame('T', new byte[20]),
                        text(1, "a"),
                        text(2000, "b"),
                        ClientMessages.frame('C', new byte[] {'x', 0}),
                        ClientMessages.frame('Z', new byte[] {'I'}));
        RowTally tally = new RowTally(ReadFormat.TEXT);
        int end = whole.limit();
        for (int limit = 1; limit < end; limit++) {
            tally.take(whole.limit(limit));
            assertThat(tally.isComplete()).isFalse();
        }
        tally.take(whole.limit(end));

        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.rows()).isEqualTo(2);
        assertThat(tally.bytes()).isEqualTo(end);
        assertThat(tally.checksum()).isEqualTo(taken(ReadFormat.TEXT, text(2000, "b")).checksum());
    }

    @Test
    void the_checksum_tells_other_values_but_no_other_order() throws IOException {
        long checksum =
                taken(ReadFormat.BINARY, binary(1000, "a"), binary(5, "x"), binary(7000, "b"))
                        .checksum();

        assertThat(checksum).isNotZero();
        assertThat(taken(ReadFormat.BINARY, binary(7000, "b"), binary(1000, "a")).checksum())
                .isEqualTo(checksum);
        assertThat(taken(ReadFormat.BINARY, binary(7000, "B"), binary(1000, "a")).checksum())
                .isNotEqualTo(checksum);
        assertThat(taken(ReadFormat.BINARY, binary(7000, "b")).checksum()).isNotEqualTo(checksum);
    }

    @Test
    void an_error_of_the_server_is_thrown_with_its_words() {
        byte[] fields = "SERROR\0VERROR\0C42P01\0Mno such table\0\0".getBytes(UTF_8);

        assertThatThrownBy(() -> taken(ReadFormat.TEXT, ClientMessages.frame('E', fields)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("42P01")
                .hasMessageContaining("no such table");
    }
}
