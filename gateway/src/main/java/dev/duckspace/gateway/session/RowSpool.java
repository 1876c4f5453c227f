package dev.duckspace.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Encoded rows that are kept because another statement needs the connection before the client has
 * fetched them: in memory first, in a file of the temporary space beyond that.
 *
 * <p>Holds finished DataRow frames, one after the other: a byte 'D', an int32 length that counts
 * itself, the values.
 */
final class RowSpool implements RowSource {
    /** Small, since one session may hold as many of these as it may open portals. */
    private static final int MEMORY_BYTES = 64 << 10;

    private static final int READ_BYTES = 64 << 10;
    private static final int DRAIN_BYTES = 256 << 10;
    private static final int FRAME_HEADER_BYTES = 5;

    private final SpoolSpace space;
    private final Interrupts interrupts;

    private ByteBuf memory = Unpooled.buffer(0);
    private @Nullable FileChannel file;
    private long fileBytes;
    private long takenBytes;
    private long filePosition;

    private RowSpool(SpoolSpace space, Interrupts interrupts) {
        this.space = space;
        this.interrupts = interrupts;
    }

    /** Takes all that is left of a running result. */
    static RowSpool drain(
            EngineRows rows, SessionOutput output, SpoolSpace space, Interrupts interrupts) {
        RowSpool spool = new RowSpool(space, interrupts);
        boolean done = false;
        try {
            while (!rows.exhausted()) {
                interrupts.check();
                ByteBuf frames = output.allocate(DRAIN_BYTES);
                rows.encodeInto(frames, Long.MAX_VALUE);
                spool.add(frames);
            }
            done = true;
            return spool;
        } finally {
            rows.close();
            if (!done) {
                spool.close();
            }
        }
    }

    private void add(ByteBuf frames) {
        try {
            if (file == null && memory.readableBytes() + frames.readableBytes() <= MEMORY_BYTES) {
                memory.writeBytes(frames);
            } else {
                write(frames);
            }
        } finally {
            frames.release();
        }
    }

    private void write(ByteBuf frames) {
        space.take(frames.readableBytes());
        takenBytes += frames.readableBytes();
        try {
            FileChannel channel = openFile();
            while (frames.isReadable()) {
                fileBytes += frames.readBytes(channel, fileBytes, frames.readableBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel openFile() throws IOException {
        if (file == null) {
            file =
                    FileChannel.open(
                            Files.createTempFile(space.directory(), "portal", ".rows"),
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
        }
        return file;
    }

    @Override
    public long send(SessionOutput output, long maxRows) {
        long sent = 0;
        while (sent < maxRows && fillMemory()) {
            interrupts.check();
            int start = memory.readerIndex();
            long rows = skipFrames(maxRows - sent);
            if (rows == 0) {
                growForOneFrame();
                continue;
            }
            ByteBuf frames = output.allocate(memory.readerIndex() - start);
            frames.writeBytes(memory, start, memory.readerIndex() - start);
            output.sendFrames(frames);
            sent += rows;
        }
        return sent;
    }

    /** Moves the reader index behind at most {@code maxRows} whole frames; returns how many. */
    private long skipFrames(long maxRows) {
        long rows = 0;
        while (rows < maxRows && memory.readableBytes() >= FRAME_HEADER_BYTES) {
            int frameBytes = 1 + memory.getInt(memory.readerIndex() + 1);
            if (memory.readableBytes() < frameBytes) {
                break;
            }
            memory.skipBytes(frameBytes);
            rows++;
        }
        return rows;
    }

    /** Whether there is something to send: at least part of a frame is in memory. */
    private boolean fillMemory() {
        if (!memory.isReadable()) {
            memory.clear();
            readFile(READ_BYTES);
        }
        return memory.isReadable();
    }

    /** The frame at hand is cut off by the end of the memory: reads on in the file. */
    private void growForOneFrame() {
        int missing = READ_BYTES;
        if (memory.readableBytes() >= FRAME_HEADER_BYTES) {
            int frameBytes = 1 + memory.getInt(memory.readerIndex() + 1);
            missing = Math.max(missing, frameBytes - memory.readableBytes());
        }
        memory.discardReadBytes();
        readFile(missing);
    }

    private void readFile(int bytes) {
        if (file == null) {
            return;
        }
        try {
            int wanted = (int) Math.min(bytes, fileBytes - filePosition);
            while (wanted > 0) {
                int read = memory.writeBytes(file, filePosition, wanted);
                if (read < 0) {
                    throw new IOException("the spool file of a portal is cut off");
                }
                filePosition += read;
                wanted -= read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        memory = Unpooled.EMPTY_BUFFER;
        space.giveBack(takenBytes);
        takenBytes = 0;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                file = null;
                fileBytes = 0;
                filePosition = 0;
            }
        }
    }
}
