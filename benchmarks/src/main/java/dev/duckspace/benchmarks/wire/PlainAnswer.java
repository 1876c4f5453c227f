package dev.duckspace.benchmarks.wire;

import dev.duckspace.gateway.wire.ServerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** Counts rows and the bytes of COPY, which it may write somewhere. */
public final class PlainAnswer implements Answer {
    private static final int HEADER_BYTES = Byte.BYTES + Integer.BYTES;

    private final @Nullable WritableByteChannel copied;
    private long rows;
    private long copiedBytes;
    private String tag = "";
    private boolean complete;

    public PlainAnswer() {
        this(null);
    }

    /**
     * @param copied takes the data of COPY TO STDOUT; null for nobody
     */
    public PlainAnswer(@Nullable WritableByteChannel copied) {
        this.copied = copied;
    }

    @Override
    public void take(ByteBuffer buffer) throws IOException {
        int limit = buffer.limit();
        int at = buffer.position();
        while (limit - at >= HEADER_BYTES) {
            int end = at + Byte.BYTES + buffer.getInt(at + 1);
            if (end > limit) {
                break;
            }
            byte type = buffer.get(at);
            if (type == 'D') {
                rows++;
            } else if (type == 'd') {
                copied(buffer, at + HEADER_BYTES, end);
            } else {
                other((char) type, buffer, at + HEADER_BYTES, end);
            }
            at = end;
        }
        buffer.position(at);
    }

    private void copied(ByteBuffer buffer, int from, int to) throws IOException {
        copiedBytes += to - from;
        if (copied != null) {
            ByteBuffer data = buffer.duplicate().limit(to).position(from);
            while (data.hasRemaining()) {
                copied.write(data);
            }
        }
    }

    private void other(char type, ByteBuffer buffer, int from, int to) throws IOException {
        complete = type == 'Z';
        if (type == 'E' || type == 'C') {
            byte[] body = new byte[to - from];
            buffer.get(from, body);
            ServerMessage message = new ServerMessage(type, body);
            if (type == 'E') {
                throw new IOException("the server answers: " + message.line());
            }
            tag = message.line();
        }
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    public long rows() {
        return rows;
    }

    public long copiedBytes() {
        return copiedBytes;
    }

    /** Of the last CommandComplete, as a line of a script. */
    public String tag() {
        return tag;
    }
}
