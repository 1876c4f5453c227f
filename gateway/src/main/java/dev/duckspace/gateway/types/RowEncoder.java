package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Encodes the rows of a result's chunks as DataRow messages.
 *
 * <pre>
 * 'D' | int32 length, itself included | int16 columns
 * for each column: int32 length, -1 for NULL | value
 * </pre>
 *
 * <p>Values are written at absolute addresses, after room for the whole row was made once. For one
 * result and one thread at a time.
 */
public final class RowEncoder implements ChunkEncoder {
    private static final byte DATA_ROW = 'D';
    private static final byte COPY_DATA = 'd';
    private static final int HEADER_BYTES = Byte.BYTES + Integer.BYTES + Short.BYTES;
    private static final short BINARY = 1;

    private final byte frame;
    private final ValueWriter[] writers;
    private final ScalarWriter[] scalars;
    private final int[] variable;
    private final long fixedRowBytes;
    private final ColumnVector[] vectors;

    /**
     * @param formats 0 text, 1 binary: one for each column, or one for all, or none for all text
     * @throws PgException 08P01 for other counts or formats, 0A000 for a type without a form
     */
    public RowEncoder(List<EngineType> columns, short[] formats, TextSettings settings) {
        this(DATA_ROW, columns, formats, settings);
    }

    /** The rows of a binary COPY, which differ from DataRow in the type of their message alone. */
    static RowEncoder binaryCopy(List<EngineType> columns, TextSettings settings) {
        return new RowEncoder(COPY_DATA, columns, new short[] {BINARY}, settings);
    }

    private RowEncoder(
            byte frame, List<EngineType> columns, short[] formats, TextSettings settings) {
        requireFormats(columns.size(), formats);
        this.frame = frame;
        this.writers =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> writer(columns.get(i), formatOf(i, formats), settings))
                        .toArray(ValueWriter[]::new);
        boolean allScalar = true;
        for (ValueWriter writer : writers) {
            allScalar &= writer instanceof ScalarWriter;
        }
        this.scalars = new ScalarWriter[allScalar ? writers.length : 0];
        this.vectors = new ColumnVector[writers.length];
        long fixed = HEADER_BYTES + Digits.SLACK;
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = (ScalarWriter) writers[i];
            fixed += Integer.BYTES + scalars[i].fixedBound();
        }
        this.fixedRowBytes = fixed;
        this.variable =
                IntStream.range(0, scalars.length).filter(i -> scalars[i].isVariable()).toArray();
    }

    @Override
    public int encode(Chunk chunk, int fromRow, int toRow, ByteBuf out, int softLimit) {
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = chunk.column(i);
        }
        return scalars.length == writers.length
                ? encodeScalars(fromRow, toRow, out, softLimit)
                : encodeNested(fromRow, toRow, out, softLimit);
    }

    private int encodeScalars(int fromRow, int toRow, ByteBuf out, int softLimit) {
        long base = out.memoryAddress();
        long at = base + out.writerIndex();
        long end = base + out.capacity();
        long stop = base + out.readerIndex() + softLimit;
        int row = fromRow;
        try {
            while (row < toRow && (at <= stop || row == fromRow)) {
                long bytes = rowBound(row);
                if (at + bytes > end) {
                    if (row > fromRow && bytes > softLimit) {
                        break;
                    }
                    out.writerIndex((int) (at - base));
                    RowLimits.ensureWritable(out, bytes);
                    base = out.memoryAddress();
                    at = base + out.writerIndex();
                    end = base + out.capacity();
                    stop = base + out.readerIndex() + softLimit;
                }
                at = writeRow(row, at);
                row++;
            }
        } finally {
            out.writerIndex((int) (at - base));
        }
        return row;
    }

    private long rowBound(int row) {
        long bytes = fixedRowBytes;
        for (int column : variable) {
            ColumnVector vector = vectors[column];
            if (!vector.isNull(row)) {
                bytes += scalars[column].variableBound(vector, row);
            }
        }
        return bytes;
    }

    private long writeRow(int row, long start) {
        long at = start + HEADER_BYTES;
        for (int i = 0; i < scalars.length; i++) {
            ColumnVector vector = vectors[i];
            if (vector.isNull(row)) {
                NativeMemory.putIntBigEndian(at, -1);
                at += Integer.BYTES;
            } else {
                long value = at + Integer.BYTES;
                long end = scalars[i].write(vector, row, value);
                NativeMemory.putIntBigEndian(at, (int) (end - value));
                at = end;
            }
        }
        NativeMemory.putByte(start, frame);
        NativeMemory.putIntBigEndian(start + 1, (int) (at - start) - 1);
        NativeMemory.putShortBigEndian(start + 1 + Integer.BYTES, (short) scalars.length);
        return at;
    }

    private int encodeNested(int fromRow, int toRow, ByteBuf out, int softLimit) {
        int row = fromRow;
        while (row < toRow && (out.readableBytes() <= softLimit || row == fromRow)) {
            int start = out.writerIndex();
            try {
                appendRow(row, out);
                if (out.writerIndex() - start > RowLimits.MAX_ROW_BYTES) {
                    throw RowLimits.tooLarge();
                }
            } catch (RuntimeException e) {
                out.writerIndex(start);
                throw e;
            }
            row++;
        }
        return row;
    }

    private void appendRow(int row, ByteBuf out) {
        RowLimits.ensureWritable(out, HEADER_BYTES);
        int start = out.writerIndex();
        out.writeByte(frame).writeInt(0).writeShort(writers.length);
        for (int i = 0; i < writers.length; i++) {
            NestedWriter.appendWithLength(writers[i], vectors[i], row, out);
        }
        out.setInt(start + 1, out.writerIndex() - start - 1);
    }

    private static ValueWriter writer(EngineType type, short format, TextSettings settings) {
        return format == BINARY
                ? ValueWriters.binary(type, settings)
                : ValueWriters.text(type, settings);
    }

    private static short formatOf(int column, short[] formats) {
        return formats.length == 0 ? 0 : formats[formats.length == 1 ? 0 : column];
    }

    private static void requireFormats(int columns, short[] formats) {
        if (formats.length > 1 && formats.length != columns) {
            throw new PgException(
                    SqlState.PROTOCOL_VIOLATION,
                    "bind message has %d result formats but query has %d columns"
                            .formatted(formats.length, columns));
        }
        for (short format : formats) {
            if (format != 0 && format != BINARY) {
                throw new PgException(
                        SqlState.INVALID_PARAMETER_VALUE, "unsupported format code: " + format);
            }
        }
    }
}
