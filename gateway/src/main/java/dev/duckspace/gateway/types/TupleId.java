package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code tid}, the place of a row: a block of four bytes and an offset of two, kept in that order,
 * so that they sort as in PostgreSQL. The engine's rows have numbers: {@link #ofRow}.
 */
public final class TupleId implements StoredType.BytesForm {
    static final TupleId INSTANCE = new TupleId();

    private static final int BYTES = 6;
    private static final int ROWS_OF_BLOCK = 1024;
    private static final Pattern TEXT =
            Pattern.compile("\\s*\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)\\s*");

    private TupleId() {}

    /** Blocks have 1024 rows, which count from 1. */
    public static byte[] ofRow(long row) {
        return bytes(row / ROWS_OF_BLOCK, (int) (row % ROWS_OF_BLOCK) + 1);
    }

    private static byte[] bytes(long block, int offset) {
        return ByteBuffer.allocate(BYTES).putInt((int) block).putShort((short) offset).array();
    }

    @Override
    public byte[] parse(String text, TextSettings settings) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            try {
                long block = Long.parseLong(matcher.group(1));
                int offset = Integer.parseInt(matcher.group(2));
                if (block <= 0xFFFF_FFFFL && offset <= 0xFFFF) {
                    return bytes(block, offset);
                }
            } catch (NumberFormatException e) {
                // Too many digits: as any other text that is none.
            }
        }
        throw new PgException(
                SqlState.INVALID_TEXT_REPRESENTATION,
                "invalid input syntax for type tid: \"" + text + '"');
    }

    @Override
    public String format(byte[] stored, TextSettings settings) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        return "("
                + Integer.toUnsignedString(bytes.getInt())
                + ','
                + (bytes.getShort() & 0xFFFF)
                + ')';
    }

    @Override
    public byte[] send(byte[] stored) {
        return stored;
    }

    @Override
    public byte[] receive(byte[] binary) {
        if (binary.length != BYTES) {
            throw new PgException(
                    SqlState.INVALID_BINARY_REPRESENTATION, "invalid length of a tid");
        }
        return binary;
    }
}
