package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.EncodedTextEncoder;
import dev.duckspace.gateway.protocol.PgException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The rows of a COPY in text or csv as CopyData messages: the columns with delimiters between them,
 * escaped or quoted where they need it, and a newline.
 */
public final class CopyTextEncoder implements ChunkEncoder {
    private static final byte COPY_DATA = 'd';
    private static final int FRAME_HEADER_BYTES = 5;

    /** A pair of quotes and a delimiter. */
    private static final int AROUND_VALUE_BYTES = 3;

    /** Up to this bound room is made for a whole row at once. */
    private static final int MAX_ROOM_BYTES = 64 << 10;

    private static final Set<TypeId> SPECIAL_TEXTS =
            Set.of(TypeId.VARCHAR, TypeId.STRING_LITERAL, TypeId.BLOB, TypeId.GEOMETRY);

    private final ValueWriter[] writers;
    private final ScalarWriter[] scalars;
    private final int[] variable;
    private final long fixedRowBytes;
    private final boolean[] escaped;
    private final boolean[] forced;
    private final ColumnVector[] vectors;
    private final byte delimiter;
    private final byte[] nullText;
    private final CopyEscapes escapes;

    /**
     * @param forcedQuotes of each column, whether csv quotes it always (but for NULL)
     * @throws PgException 0A000 for an encoding without conversion
     */
    public static ChunkEncoder of(
            List<EngineType> columns,
            CopyFormat format,
            boolean[] forcedQuotes,
            TextSettings settings) {
        ChunkEncoder lines = new CopyTextEncoder(columns, format, forcedQuotes, settings);
        return format.encoding().isUtf8() ? lines : new EncodedLines(format.encoding(), lines);
    }

    private CopyTextEncoder(
            List<EngineType> columns,
            CopyFormat format,
            boolean[] forcedQuotes,
            TextSettings settings) {
        this.writers = new ValueWriter[columns.size()];
        this.escaped = new boolean[writers.length];
        this.forced = forcedQuotes.clone();
        this.vectors = new ColumnVector[writers.length];
        this.delimiter = format.delimiter();
        this.nullText = format.nullText().getBytes(StandardCharsets.UTF_8);
        this.escapes = new CopyEscapes(format, writers.length == 1);
        for (int i = 0; i < writers.length; i++) {
            writers[i] = ValueWriters.text(columns.get(i), settings);
            escaped[i] = forced[i] || !escapes.numbersArePlain() || mayBeSpecial(columns.get(i));
        }
        boolean allScalar = Arrays.stream(writers).allMatch(ScalarWriter.class::isInstance);
        this.scalars = new ScalarWriter[allScalar ? writers.length : 0];
        long fixed = FRAME_HEADER_BYTES + 1 + Digits.SLACK;
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = (ScalarWriter) writers[i];
            fixed += 2L * scalars[i].fixedBound() + AROUND_VALUE_BYTES + nullText.length;
        }
        this.fixedRowBytes = fixed;
        this.variable =
                IntStream.range(0, scalars.length).filter(i -> scalars[i].isVariable()).toArray();
    }

    private static boolean mayBeSpecial(EngineType type) {
        return !(type instanceof EngineType.Decimal)
                && (!(type instanceof EngineType.Scalar scalar)
                        || scalar.alias() != null
                        || scalar.id() == TypeId.VARIANT
                        || SPECIAL_TEXTS.contains(scalar.id()));
    }

    @Override
    public int encode(Chunk chunk, int fromRow, int toRow, ByteBuf out, int softLimit) {
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = chunk.column(i);
        }
        return scalars.length == writers.length
                ? encodeScalars(fromRow, toRow, out, softLimit)
                : encodeAny(fromRow, toRow, out, softLimit);
    }

    private int encodeScalars(int fromRow, int toRow, ByteBuf out, int softLimit) {
        long base = out.memoryAddress();
        long at = base + out.writerIndex();
        long end = base + out.capacity();
        long stop = base + out.readerIndex() + softLimit;
        int row = fromRow;
        boolean isLong = false;
        try {
            while (row < toRow && (at <= stop || row == fromRow)) {
                long bytes = rowBound(row);
                if (at + bytes > end) {
                    isLong = bytes > MAX_ROOM_BYTES;
                    if (isLong) {
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
        return isLong ? encodeAny(row, toRow, out, softLimit) : row;
    }

    private long rowBound(int row) {
        long bytes = fixedRowBytes;
        for (int column : variable) {
            ColumnVector vector = vectors[column];
            if (!vector.isNull(row)) {
                bytes += 2 * scalars[column].variableBound(vector, row);
            }
        }
        return bytes;
    }

    private long writeRow(int row, long start) {
        long at = start + FRAME_HEADER_BYTES;
        for (int i = 0; i < scalars.length; i++) {
            if (i > 0) {
                NativeMemory.putByte(at++, delimiter);
            }
            ColumnVector vector = vectors[i];
            if (vector.isNull(row)) {
                for (byte b : nullText) {
                    NativeMemory.putByte(at++, b);
                }
            } else {
                long end = scalars[i].write(vector, row, at);
                at = escaped[i] ? escapes.apply(at, end, forced[i]) : end;
            }
        }
        NativeMemory.putByte(at++, (byte) '\n');
        NativeMemory.putByte(start, COPY_DATA);
        NativeMemory.putIntBigEndian(start + 1, (int) (at - start) - 1);
        return at;
    }

    private int encodeAny(int fromRow, int toRow, ByteBuf out, int softLimit) {
        int row = fromRow;
        while (row < toRow && (out.readableBytes() <= softLimit || row == fromRow)) {
            int start = out.writerIndex();
            boolean done = false;
            try {
                appendRow(row, out);
                if (out.writerIndex() - start > RowLimits.MAX_ROW_BYTES) {
                    throw RowLimits.tooLarge();
                }
                done = true;
            } finally {
                if (!done) {
                    out.writerIndex(start);
                }
            }
            row++;
        }
        return row;
    }

    private void appendRow(int row, ByteBuf out) {
        RowLimits.ensureWritable(out, FRAME_HEADER_BYTES);
        int start = out.writerIndex();
        out.writeByte(COPY_DATA).writeInt(0);
        for (int i = 0; i < writers.length; i++) {
            ColumnVector vector = vectors[i];
            if (vector.isNull(row)) {
                appendNull(out);
            } else {
                switch (writers[i]) {
                    case ScalarWriter scalar -> appendScalar(scalar, i, row, out);
                    case NestedWriter nested -> appendNested(nested, i, row, out);
                }
            }
            if (i < writers.length - 1) {
                out.writeByte(delimiter);
            }
        }
        RowLimits.ensureWritable(out, 1);
        out.writeByte('\n');
        out.setInt(start + 1, out.writerIndex() - start - 1);
    }

    private void appendNull(ByteBuf out) {
        RowLimits.ensureWritable(out, nullText.length + 1L);
        out.writeBytes(nullText);
    }

    private void appendScalar(ScalarWriter writer, int column, int row, ByteBuf out) {
        long bound = writer.fixedBound() + writer.variableBound(vectors[column], row);
        RowLimits.ensureWritable(out, 2 * bound + AROUND_VALUE_BYTES + Digits.SLACK);
        long base = out.memoryAddress();
        long at = base + out.writerIndex();
        long end = writer.write(vectors[column], row, at);
        if (escaped[column]) {
            end = escapes.apply(at, end, forced[column]);
        }
        out.writerIndex((int) (end - base));
    }

    private void appendNested(NestedWriter writer, int column, int row, ByteBuf out) {
        int start = out.writerIndex();
        writer.append(vectors[column], row, out);
        int length = out.writerIndex() - start;
        RowLimits.ensureWritable(out, (long) length + AROUND_VALUE_BYTES + Digits.SLACK);
        long at = out.memoryAddress() + start;
        long end = escapes.apply(at, at + length, forced[column]);
        out.writerIndex((int) (end - out.memoryAddress()));
    }

    /**
     * The line of names that stands first where a header is asked for, as the body of a message.
     */
    public static byte[] header(List<String> names, CopyFormat format) {
        CopyEscapes escapes = new CopyEscapes(format, names.size() == 1);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            line.append(i == 0 ? "" : (char) format.delimiter());
            line.append(escapes.applied(names.get(i)));
        }
        return new EncodedTextEncoder(format.encoding()).encode(line.append('\n').toString());
    }
}
