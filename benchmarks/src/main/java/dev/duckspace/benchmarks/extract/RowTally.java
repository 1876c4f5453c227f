package dev.duckspace.benchmarks.extract;

import dev.duckspace.benchmarks.wire.Answer;
import dev.duckspace.gateway.wire.ServerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Counts the rows of one answer by walking over its frames, without looking into the values but for
 * the samples, of which it sums checksums of the whole frames.
 */
final class RowTally implements Answer {
    private static final int HEADER_BYTES = Byte.BYTES + Integer.BYTES;

    private final ReadFormat format;
    private final CRC32C crc = new CRC32C();
    private long rows;
    private long bytes;
    private long checksum;
    private boolean complete;

    RowTally(ReadFormat format) {
        this.format = format;
    }

    @Override
    public void take(ByteBuffer buffer) throws IOException {
        int from = buffer.position();
        int limit = buffer.limit();
        int at = from;
        while (limit - at >= HEADER_BYTES) {
            int end = at + Byte.BYTES + buffer.getInt(at + 1);
            if (end > limit) {
                break;
            }
            if (buffer.get(at) == 'D') {
                rows++;
                if (format.isSample(buffer, at)) {
                    add(buffer, at, end);
                }
            } else {
                other((char) buffer.get(at), buffer, at, end);
            }
            at = end;
        }
        bytes += at - from;
        buffer.position(at);
    }

    private void add(ByteBuffer buffer, int from, int to) {
        crc.reset();
        crc.update(buffer.duplicate().limit(to).position(from));
        checksum += crc.getValue();
    }

    private void other(char type, ByteBuffer buffer, int from, int to) throws IOException {
        if (type == 'E') {
            byte[] body = new byte[to - from - HEADER_BYTES];
            buffer.get(from + HEADER_BYTES, body);
            throw new IOException("the server answers: " + new ServerMessage(type, body).line());
        }
        complete = type == 'Z';
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    long rows() {
        return rows;
    }

    /** All of the answer, frame headers included. */
    long bytes() {
        return bytes;
    }

    long checksum() {
        return checksum;
    }
}
