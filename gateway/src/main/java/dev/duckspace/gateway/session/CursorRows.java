package dev.duckspace.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a cursor that are kept, in any order to be read again: in memory first, in a file of the
 * temporary space beyond that.
 *
 * <p>Holds finished DataRow frames, one after the other, and where every {@value #STEP}th begins.
 */
final class CursorRows implements AutoCloseable {
    private static final int STEP = 64;
    private static final int MEMORY_BYTES = 64 << 10;
    private static final int READ_BYTES = 64 << 10;
    private static final int FRAME_HEADER_BYTES = 5;

    private final SpoolSpace space;
    private ByteBuf memory = Unpooled.buffer(0);
    private @Nullable FileChannel file;
    private long bytes;
    private long taken;
    private long count;
    private long[] starts = new long[16];

    CursorRows(SpoolSpace space) {
        this.space = space;
    }

    long count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** Appends whole frames; the caller keeps the buffer, whose reader index stays. */
    void add(ByteBuf frames) {
        int at = frames.readerIndex();
        while (at < frames.writerIndex()) {
            if (count % STEP == 0) {
                noteStart(bytes + at - frames.readerIndex());
            }
            at += 1 + frames.getInt(at + 1);
            count++;
        }
        int length = frames.readableBytes();
        if (file == null && bytes + length <= MEMORY_BYTES) {
            memory.writeBytes(frames, frames.readerIndex(), length);
        } else {
            write(frames.duplicate());
        }
        bytes += length;
    }

    private void noteStart(long at) {
        int index = (int) (count / STEP);
        if (index == starts.length) {
            starts = Arrays.copyOf(starts, 2 * index);
        }
        starts[index] = at;
    }

    private void write(ByteBuf frames) {
        try {
            if (file == null) {
                file =
                        FileChannel.open(
                                Files.createTempFile(space.directory(), "cursor", ".rows"),
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DELETE_ON_CLOSE);
                append(file, memory, 0);
                memory = Unpooled.EMPTY_BUFFER;
            }
            append(file, frames, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(FileChannel channel, ByteBuf from, long position) throws IOException {
        int length = from.readableBytes();
        space.take(length);
        taken += length;
        long at = position;
        while (from.isReadable()) {
            at += from.readBytes(channel, at, from.readableBytes());
        }
    }

    /**
     * Sends the rows from one on, in their order.
     *
     * @param first from 0
     * @param rows that many are there
     */
    void send(long first, long rows, SessionOutput output) {
        Reader reader = new Reader(first);
        for (long left = rows; left > 0; ) {
            ByteBuf frames = output.allocate(READ_BYTES);
            boolean done = false;
            try {
                while (left > 0 && frames.readableBytes() < READ_BYTES) {
                    reader.copyFrame(frames);
                    left--;
                }
                done = true;
            } finally {
                if (!done) {
                    frames.release();
                }
            }
            output.sendFrames(frames);
        }
    }

    /** Reads frames one after the other, a piece of the file at a time. */
    private final class Reader {
        private ByteBuf piece = Unpooled.EMPTY_BUFFER;
        private long next;

        Reader(long first) {
            next = starts[(int) (first / STEP)];
            for (long skipped = first % STEP; skipped > 0; skipped--) {
                need(FRAME_HEADER_BYTES);
                skip(1 + piece.getInt(piece.readerIndex() + 1));
            }
        }

        void copyFrame(ByteBuf target) {
            need(FRAME_HEADER_BYTES);
            int length = 1 + piece.getInt(piece.readerIndex() + 1);
            need(length);
            target.writeBytes(piece, length);
        }

        private void skip(int length) {
            int here = Math.min(length, piece.readableBytes());
            piece.skipBytes(here);
            next += length - here;
        }

        private void need(int length) {
            if (piece.readableBytes() >= length) {
                return;
            }
            long from = next - piece.readableBytes();
            int wanted = (int) Math.min(Math.max(length, READ_BYTES), bytes - from);
            piece = read(from, wanted);
            next = from + wanted;
        }
    }

    private ByteBuf read(long from, int length) {
        if (file == null) {
            return memory.slice((int) from, length);
        }
        ByteBuf piece = Unpooled.buffer(length);
        try {
            while (piece.writerIndex() < length) {
                int read =
                        piece.writeBytes(
                                file, from + piece.writerIndex(), length - piece.writerIndex());
                if (read < 0) {
                    throw new IOException("the file of a cursor's rows is cut off");
                }
            }
            return piece;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        memory = Unpooled.EMPTY_BUFFER;
        space.giveBack(taken);
        taken = 0;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                file = null;
            }
        }
    }
}
