package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.NativeMemory;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * The rows of a binary COPY as CopyData messages. As PostgreSQL sends them, the first message holds
 * the header before its row, which clients that read message by message count on.
 */
public final class CopyBinaryEncoder implements ChunkEncoder {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int FRAME_HEADER_BYTES = 5;

    private final RowEncoder rows;
    private boolean started;

    public CopyBinaryEncoder(List<EngineType> columns, TextSettings settings) {
        this.rows = RowEncoder.binaryCopy(columns, settings);
    }

    /** Signature, flags and the length of an extension that is not there. */
    public static byte[] header() {
        return HEADER.clone();
    }

    /** What stands in the place of a row's number of columns at the end. */
    public static byte[] trailer() {
        return new byte[] {(byte) 0xFF, (byte) 0xFF};
    }

    @Override
    public int encode(Chunk chunk, int fromRow, int toRow, ByteBuf out, int softLimit) {
        if (started || fromRow >= toRow) {
            return rows.encode(chunk, fromRow, toRow, out, softLimit);
        }
        int start = out.writerIndex();
        int next = rows.encode(chunk, fromRow, fromRow + 1, out, softLimit);
        insertHeader(out, start);
        started = true;
        return next;
    }

    private static void insertHeader(ByteBuf out, int start) {
        RowLimits.ensureWritable(out, HEADER.length);
        int body = start + FRAME_HEADER_BYTES;
        long at = out.memoryAddress() + body;
        int length = out.writerIndex() - body;
        NativeMemory.copy(at, at + HEADER.length, length);
        NativeMemory.copy(HEADER, 0, at, HEADER.length);
        out.setInt(start + 1, out.getInt(start + 1) + HEADER.length);
        out.writerIndex(out.writerIndex() + HEADER.length);
    }
}
