package dev.duckspace.gateway.session;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a small query that the gateway itself asks for, as the client would see them.
 */
final class RowCapture {
    private static final int MAX_ROWS = 100_000;

    private RowCapture() {}

    /** All rows, closing their source; each value in the encoding that was asked for. */
    static List<List<byte @Nullable []>> all(Started started, SessionOutput output) {
        if (!(started.rows() instanceof EngineRows rows)) {
            throw new IllegalArgumentException("only the engine's own rows can be captured");
        }
        try (rows) {
            List<List<byte @Nullable []>> captured = new ArrayList<>();
            while (!rows.exhausted() && captured.size() < MAX_ROWS) {
                captureBatch(rows, output, captured);
            }
            return captured;
        }
    }

    private static void captureBatch(
            EngineRows rows, SessionOutput output, List<List<byte @Nullable []>> captured) {
        ByteBuf frames = output.allocate(8 << 10);
        rows.encodeInto(frames, MAX_ROWS);
        try {
            while (frames.isReadable()) {
                captured.add(row(frames));
            }
        } finally {
            frames.release();
        }
    }

    /** One DataRow frame: 'D', int32 length, int16 columns, then int32 length and bytes each. */
    private static List<byte @Nullable []> row(ByteBuf frames) {
        frames.skipBytes(1 + Integer.BYTES);
        int columns = frames.readUnsignedShort();
        List<byte @Nullable []> values = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            int length = frames.readInt();
            if (length < 0) {
                values.add(null);
            } else {
                byte[] value = new byte[length];
                frames.readBytes(value);
                values.add(value);
            }
        }
        return values;
    }
}
