package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.protocol.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the text and csv formats share: lines that end as the first one does, columns between
 * delimiters, a header, the end-of-data marker.
 *
 * <p>A subclass looks for the end of the line that begins at {@link #start} and notes its columns
 * on the way; where the data ends before, it is asked again from {@link #scan} on.
 */
abstract class CopyLineReader implements CopyReader {
    /** PostgreSQL's own bound, less where the heap could not hold such lines of several clients. */
    private static final long LINE_BYTES_MAX =
            Math.min(RowLimits.MAX_ROW_BYTES, Runtime.getRuntime().maxMemory() / 8);

    /** What ends the lines, by the first one. */
    enum LineEnd {
        UNKNOWN,
        NEWLINE,
        RETURN,
        RETURN_NEWLINE
    }

    /** What the search for the end of a line found. */
    enum Found {
        LINE,
        NOTHING_YET,
        END_OF_DATA
    }

    final byte delimiter;
    final CopyRows rows;
    final List<CopyColumn> columns;
    private final CopyFormat format;
    private final byte[] nullText;

    byte[] data = {};
    int end;
    int start;
    int scan;
    int lineTo;
    int next;
    long line = 1;
    LineEnd lineEnd = LineEnd.UNKNOWN;
    boolean lastPiece;

    // Offsets from the line's start; the last column is closed when the line is.
    int fields;
    int[] fieldFrom = new int[16];
    int[] fieldTo = new int[16];
    boolean[] fieldMarked = new boolean[16];
    boolean marked;
    byte[] scratch = new byte[256];

    private final Supplier<String> where = this::atLine;
    // Of a line that pieces divide.
    private byte[] joined = {};
    private boolean headerDone;
    private boolean ended;
    private boolean plain = true;

    CopyLineReader(CopyFormat format, CopyRows rows) {
        this.format = format;
        this.delimiter = format.delimiter();
        this.rows = rows;
        this.columns = rows.columns();
        this.nullText = format.nullText().getBytes(StandardCharsets.UTF_8);
        this.headerDone = format.header() == CopyFormat.Header.NONE;
        fieldFrom[0] = 0;
    }

    @Override
    public final void feed(byte[] bytes) {
        if (ended || bytes.length == 0) {
            return;
        }
        plain = Utf8.isAscii(bytes, 0, bytes.length) && (plain || start == end);
        int left = end - start;
        if (left == 0) {
            data = bytes;
            end = bytes.length;
            scan -= start;
            start = 0;
        } else {
            append(bytes, left);
        }
        readLines();
    }

    /**
     * @param what a line or a row
     * @throws PgException 54000
     */
    static int requireLength(String what, long bytes) {
        if (bytes > LINE_BYTES_MAX) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "a %s of the data is longer than %,d bytes".formatted(what, LINE_BYTES_MAX));
        }
        return (int) bytes;
    }

    private void append(byte[] bytes, int left) {
        int needed = requireLength("line", (long) left + bytes.length);
        if (data != joined || end + bytes.length > joined.length) {
            byte[] target =
                    needed <= joined.length
                            ? joined
                            : new byte[Math.max(needed, Math.min(2 * left, 1 << 28))];
            System.arraycopy(data, start, target, 0, left);
            scan -= start;
            end -= start;
            start = 0;
            joined = target;
            data = target;
        }
        System.arraycopy(bytes, 0, data, end, bytes.length);
        end += bytes.length;
    }

    @Override
    public final void finish() {
        if (!ended) {
            lastPiece = true;
            readLines();
            if (!headerDone && format.header() == CopyFormat.Header.MATCH) {
                lineTo = start;
                closeField(start);
                requireHeader();
            }
        }
    }

    /** Whether the rest of the data is of no interest. */
    final boolean hasEnded() {
        return ended;
    }

    private void readLines() {
        while (!ended) {
            switch (findLine()) {
                case NOTHING_YET -> {
                    return;
                }
                case LINE -> readLine();
                case END_OF_DATA -> {
                    ended = true;
                    if (lineTo > start) {
                        readLine();
                    }
                }
            }
        }
    }

    private void readLine() {
        closeField(lineTo);
        if (!plain) {
            requireUtf8();
        }
        if (headerDone) {
            readRow();
        } else {
            headerDone = true;
            if (format.header() == CopyFormat.Header.MATCH) {
                requireHeader();
            }
        }
        start = next;
        scan = next;
        line++;
        fields = 0;
        fieldFrom[0] = 0;
        marked = false;
        lineBegins();
    }

    private void requireUtf8() {
        try {
            Utf8.requireValid(data, start, next);
        } catch (PgException e) {
            throw new PgException(e.info().withWhere(atLineNumber()), e);
        }
    }

    /**
     * Looks for the end of the line, and sets {@link #lineTo} and {@link #next} when it is found.
     */
    abstract Found findLine();

    /** Another line begins: what was noted of the last one is void. */
    void lineBegins() {}

    final void closeField(int at) {
        fieldTo[fields] = at - start;
        fieldMarked[fields] = marked;
        marked = false;
        fields++;
        if (fields == fieldFrom.length) {
            fieldFrom = Arrays.copyOf(fieldFrom, 2 * fields);
            fieldTo = Arrays.copyOf(fieldTo, 2 * fields);
            fieldMarked = Arrays.copyOf(fieldMarked, 2 * fields);
        }
        fieldFrom[fields] = at + 1 - start;
    }

    private void readRow() {
        if (fields > columns.size()) {
            throw badLine("extra data after last expected column");
        }
        for (int i = 0; i < columns.size(); i++) {
            if (i >= fields) {
                throw badLine("missing data for column \"" + columns.get(i).name() + '"');
            }
            readField(i);
        }
        rows.endRow(line, where);
    }

    /** Reads a column of the row at hand into {@link #rows}. */
    abstract void readField(int column);

    /** A column of the header as a text; null for NULL. */
    abstract @Nullable String headerField(int column);

    private void requireHeader() {
        if (fields != columns.size()) {
            throw badLine(
                    "wrong number of fields in header line: got %d, expected %d"
                            .formatted(fields, columns.size()));
        }
        for (int i = 0; i < fields; i++) {
            String name = headerField(i);
            String expected = columns.get(i).name();
            if (name == null) {
                throw badLine(
                        "column name mismatch in header line field %d: got null value (\"%s\"), expected \"%s\""
                                .formatted(i + 1, format.nullText(), expected));
            }
            if (!name.equals(expected)) {
                throw badLine(
                        "column name mismatch in header line field %d: got \"%s\", expected \"%s\""
                                .formatted(i + 1, name, expected));
            }
        }
    }

    final boolean isNullText(int from, int to) {
        return to - from == nullText.length
                && Arrays.equals(data, from, to, nullText, 0, nullText.length);
    }

    final boolean isNullText(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, nullText, 0, nullText.length);
    }

    final byte[] nullText() {
        return nullText;
    }

    final byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, 2 * scratch.length)];
        }
        return scratch;
    }

    final String atLine() {
        return rows.atLine(line, data, start, lineTo);
    }

    /** Without the line, of which not all may be there. */
    final String atLineNumber() {
        return rows.atLine(line);
    }

    final PgException badLine(String message) {
        return new PgException(
                ErrorInfo.error(SqlState.BAD_COPY_FILE_FORMAT, message).withWhere(atLine()));
    }

    /** An error in the search for the line's end: what of it has been passed is shown. */
    final PgException badLineEnd(String message, @Nullable String hint) {
        return new PgException(
                ErrorInfo.error(SqlState.BAD_COPY_FILE_FORMAT, message)
                        .withHint(hint)
                        .withWhere(atLineNumber()));
    }
}
