package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.Arrays;
import java.util.function.Supplier;

/** COPY FROM's binary format: a header, rows that count their columns, a trailer. */
final class CopyBinaryReader implements CopyReader {
    private static final int SIGNATURE_BYTES = 11;
    private static final int HEADER_BYTES = SIGNATURE_BYTES + 2 * Integer.BYTES;
    private static final int OIDS_FLAG = 1 << 16;
    private static final int NOT_COMPLETE = -1;

    private final CopyRows rows;
    private final Supplier<String> where = this::atLine;
    private byte[] data = {};
    // Of a row that pieces divide.
    private byte[] joined = {};
    private int at;
    private int end;
    private long line;
    private int toSkip;
    private boolean headerRead;
    private boolean ended;

    CopyBinaryReader(CopyRows rows) {
        this.rows = rows;
    }

    @Override
    public void feed(byte[] bytes) {
        if (at == end) {
            data = bytes;
            at = 0;
            end = bytes.length;
        } else {
            append(bytes);
        }
        read();
    }

    private void append(byte[] bytes) {
        if (data != joined || end + bytes.length > joined.length) {
            int needed = CopyLineReader.requireLength("row", (long) left() + bytes.length);
            byte[] target =
                    needed <= joined.length ? joined : new byte[Math.max(needed, 2 * left())];
            System.arraycopy(data, at, target, 0, left());
            end -= at;
            at = 0;
            joined = target;
            data = target;
        }
        System.arraycopy(bytes, 0, data, end, bytes.length);
        end += bytes.length;
    }

    private void read() {
        if (!headerRead && !readHeader()) {
            return;
        }
        int skipped = Math.min(toSkip, left());
        toSkip -= skipped;
        at += skipped;
        while (toSkip == 0 && left() > 0 && readRow()) {}
    }

    private int left() {
        return end - at;
    }

    private boolean readHeader() {
        byte[] signature = Arrays.copyOf(CopyBinaryEncoder.header(), SIGNATURE_BYTES);
        int given = Math.min(left(), SIGNATURE_BYTES);
        if (!Arrays.equals(data, at, at + given, signature, 0, given)) {
            throw bad("COPY file signature not recognized");
        }
        if (left() < HEADER_BYTES) {
            return false;
        }
        int flags = intAt(at + SIGNATURE_BYTES);
        if ((flags & OIDS_FLAG) != 0) {
            throw bad("invalid COPY file header (WITH OIDS)");
        }
        if (flags >>> 16 != 0) {
            throw bad("unrecognized critical flags in COPY file header");
        }
        toSkip = intAt(at + SIGNATURE_BYTES + Integer.BYTES);
        if (toSkip < 0) {
            throw bad("invalid COPY file header (missing length)");
        }
        at += HEADER_BYTES;
        headerRead = true;
        return true;
    }

    private int intAt(int index) {
        return NetworkOrder.intAt(data, index);
    }

    /** Reads one row, if all of it is there. */
    private boolean readRow() {
        if (ended) {
            line++;
            throw bad("received copy data after EOF marker");
        }
        if (left() < Short.BYTES) {
            return false;
        }
        int count = NetworkOrder.shortAt(data, at);
        if (count == -1) {
            ended = true;
            at += Short.BYTES;
            return true;
        }
        if (count != rows.columns().size()) {
            line++;
            throw bad("row field count is %d, expected %d".formatted(count, rows.columns().size()));
        }
        int rowEnd = endOfRow(count);
        if (rowEnd == NOT_COMPLETE) {
            return false;
        }
        line++;
        int field = at + Short.BYTES;
        for (int i = 0; i < count; i++) {
            int length = intAt(field);
            field += Integer.BYTES;
            if (length == -1) {
                rows.setNull(i);
            } else {
                rows.setBinary(i, data, field, field + length, line);
                field += length;
            }
        }
        at = rowEnd;
        rows.endRow(line, where);
        return true;
    }

    private String atLine() {
        return rows.atLine(line);
    }

    private int endOfRow(int count) {
        int field = at + Short.BYTES;
        for (int i = 0; i < count; i++) {
            if (end - field < Integer.BYTES) {
                return NOT_COMPLETE;
            }
            int length = intAt(field);
            field += Integer.BYTES;
            if (length < -1) {
                line++;
                throw inColumn("invalid field size", i);
            }
            if (length > end - field) {
                return NOT_COMPLETE;
            }
            field += Math.max(0, length);
        }
        return field;
    }

    @Override
    public void finish() {
        if (!headerRead) {
            throw bad(
                    left() < SIGNATURE_BYTES
                            ? "COPY file signature not recognized"
                            : left() < SIGNATURE_BYTES + Integer.BYTES
                                    ? "invalid COPY file header (missing flags)"
                                    : "invalid COPY file header (missing length)");
        }
        if (toSkip > 0) {
            throw bad("invalid COPY file header (wrong length)");
        }
        // Without even a count of fields PostgreSQL takes it for the end.
        if (left() >= Short.BYTES) {
            line++;
            throw inColumn("unexpected EOF in COPY data", cutOffColumn());
        }
    }

    /** The column in which the data ends. */
    private int cutOffColumn() {
        int field = at + Short.BYTES;
        int column = 0;
        while (end - field >= Integer.BYTES
                && end - field - Integer.BYTES >= Math.max(0, intAt(field))) {
            field += Integer.BYTES + Math.max(0, intAt(field));
            column++;
        }
        return Math.min(column, rows.columns().size() - 1);
    }

    /** Before the first row there is no line to tell of. */
    private PgException bad(String message) {
        return new PgException(
                ErrorInfo.error(SqlState.BAD_COPY_FILE_FORMAT, message)
                        .withWhere(line > 0 ? atLine() : null));
    }

    private PgException inColumn(String message, int column) {
        return new PgException(
                ErrorInfo.error(SqlState.BAD_COPY_FILE_FORMAT, message)
                        .withWhere(
                                rows.atLine(line)
                                        + ", column "
                                        + rows.columns().get(column).name()));
    }
}
