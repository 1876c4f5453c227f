package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.protocol.CharacterEncoding;
import dev.duckspace.gateway.protocol.EncodedTextEncoder;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Utf8;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The lines of a COPY in another encoding than UTF-8. */
final class EncodedLines implements ChunkEncoder {
    private static final int FRAME_HEADER_BYTES = 5;

    private final EncodedTextEncoder encoder;
    private final ChunkEncoder lines;

    /**
     * @throws PgException 0A000 for an encoding without conversion
     */
    EncodedLines(CharacterEncoding encoding, ChunkEncoder lines) {
        this.encoder = new EncodedTextEncoder(encoding);
        this.lines = lines;
    }

    @Override
    public int encode(Chunk chunk, int fromRow, int toRow, ByteBuf out, int softLimit) {
        ByteBuf utf8 = out.alloc().directBuffer();
        try {
            int row = fromRow;
            while (row < toRow && (out.readableBytes() <= softLimit || row == fromRow)) {
                int left = Math.max(softLimit - out.readableBytes(), 0);
                row = lines.encode(chunk, row, toRow, utf8.clear(), left);
                while (utf8.isReadable()) {
                    encodeFrame(utf8, out);
                }
            }
            return row;
        } finally {
            utf8.release();
        }
    }

    private void encodeFrame(ByteBuf utf8, ByteBuf out) {
        byte kind = utf8.readByte();
        byte[] line = new byte[utf8.readInt() - Integer.BYTES];
        utf8.readBytes(line);
        byte[] encoded = encoded(line);
        RowLimits.ensureWritable(out, FRAME_HEADER_BYTES + (long) encoded.length);
        out.writeByte(kind).writeInt(encoded.length + Integer.BYTES).writeBytes(encoded);
    }

    /** All encodings have ASCII as it is. */
    private byte[] encoded(byte[] line) {
        return Utf8.isAscii(line, 0, line.length)
                ? line
                : encoder.encode(new String(line, StandardCharsets.UTF_8));
    }
}
