package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** COPY FROM's csv format. */
final class CopyCsvReader extends CopyLineReader {
    private final byte quote;
    private final byte escape;
    private final boolean[] outside = new boolean[256];
    private final boolean[] inside = new boolean[256];
    private boolean inQuotes;
    private int[] fieldQuotes = new int[16];
    private int unquotedTo;

    CopyCsvReader(CopyFormat format, CopyRows rows) {
        super(format, rows);
        this.quote = format.quote();
        this.escape = format.escape();
        for (byte b : new byte[] {format.delimiter(), quote, '\n', '\r', '\\'}) {
            outside[b & 0xFF] = true;
        }
        for (byte b : new byte[] {quote, escape, '\n', '\r'}) {
            inside[b & 0xFF] = true;
        }
    }

    @Override
    void lineBegins() {
        inQuotes = false;
        fieldQuotes[0] = 0;
    }

    @Override
    Found findLine() {
        int at = scan;
        while (true) {
            boolean[] stops = inQuotes ? inside : outside;
            while (at < end && !stops[data[at] & 0xFF]) {
                at++;
            }
            if (at >= end) {
                scan = end;
                if (!lastPiece) {
                    return Found.NOTHING_YET;
                }
                lineTo = end;
                next = end;
                return Found.END_OF_DATA;
            }
            byte b = data[at];
            boolean ahead = at + 1 < end || lastPiece;
            if (!ahead && (inQuotes ? b == escape : b == '\r' || b == '\\')) {
                scan = at;
                return Found.NOTHING_YET;
            }
            if (inQuotes) {
                at = within(at, b);
            } else if (b == delimiter) {
                closeField(at);
                if (fields == fieldQuotes.length) {
                    fieldQuotes = Arrays.copyOf(fieldQuotes, 2 * fields);
                }
                fieldQuotes[fields] = 0;
                at++;
            } else if (b == quote) {
                fieldQuotes[fields]++;
                inQuotes = true;
                at++;
            } else if (b == '\n') {
                return newline(at);
            } else if (b == '\r') {
                return carriageReturn(at);
            } else {
                if (at == start && at + 1 < end && data[at + 1] == '.') {
                    Found found = marker(at);
                    if (found != Found.LINE) {
                        return found;
                    }
                }
                at++;
            }
        }
    }

    private int within(int at, byte b) {
        if (b == escape && at + 1 < end && (data[at + 1] == escape || data[at + 1] == quote)) {
            marked = true;
            return at + 2;
        }
        if (b == quote) {
            inQuotes = false;
        } else if (b == (lineEnd == LineEnd.NEWLINE ? '\n' : '\r')) {
            line++;
        }
        return at + 1;
    }

    private Found newline(int at) {
        if (lineEnd == LineEnd.RETURN || lineEnd == LineEnd.RETURN_NEWLINE) {
            throw badLineEnd(
                    "unquoted newline found in data", "Use quoted CSV field to represent newline.");
        }
        lineEnd = LineEnd.NEWLINE;
        return line(at, at + 1);
    }

    private Found carriageReturn(int at) {
        if (lineEnd == LineEnd.NEWLINE) {
            throw unquotedReturn();
        }
        if (lineEnd == LineEnd.RETURN) {
            return line(at, at + 1);
        }
        if (at + 1 < end && data[at + 1] == '\n') {
            lineEnd = LineEnd.RETURN_NEWLINE;
            return line(at, at + 2);
        }
        if (lineEnd == LineEnd.RETURN_NEWLINE) {
            throw unquotedReturn();
        }
        lineEnd = LineEnd.RETURN;
        return line(at, at + 1);
    }

    private PgException unquotedReturn() {
        return badLineEnd(
                "unquoted carriage return found in data",
                "Use quoted CSV field to represent carriage return.");
    }

    private Found line(int to, int following) {
        lineTo = to;
        next = following;
        return Found.LINE;
    }

    /**
     * {@code \.} alone on a line ends the data.
     *
     * @return LINE when it is part of a line after all
     */
    private Found marker(int at) {
        int behind = at + 2;
        int wanted = lineEnd == LineEnd.RETURN_NEWLINE ? behind + 2 : behind + 1;
        if (wanted > end && !lastPiece) {
            scan = at;
            return Found.NOTHING_YET;
        }
        if (lineEnd == LineEnd.RETURN_NEWLINE) {
            if (at(behind) != '\r') {
                return Found.LINE;
            }
            behind++;
        }
        byte last = at(behind);
        if (last != '\r' && last != '\n') {
            return Found.LINE;
        }
        if ((lineEnd == LineEnd.RETURN && last != '\r')
                || ((lineEnd == LineEnd.NEWLINE || lineEnd == LineEnd.RETURN_NEWLINE)
                        && last != '\n')) {
            throw badLineEnd("end-of-copy marker does not match previous newline style", null);
        }
        lineTo = at;
        next = end;
        return Found.END_OF_DATA;
    }

    private byte at(int index) {
        return index < end ? data[index] : 0;
    }

    @Override
    void readField(int column) {
        int from = start + fieldFrom[column];
        int to = start + fieldTo[column];
        CopyColumn target = columns.get(column);
        if (fieldQuotes[column] == 0) {
            if (!isNullText(from, to)) {
                rows.setText(column, data, from, to, line);
            } else if (target.neverNull()) {
                rows.setText(column, nullText(), 0, nullText().length, line);
            } else {
                rows.setNull(column);
            }
            return;
        }
        byte[] value = data;
        int valueFrom = from + 1;
        int valueTo = to - 1;
        if (!isSimple(column, from, to)) {
            value = unquoted(from, to);
            valueFrom = 0;
            valueTo = unquotedTo;
        }
        if (target.alsoQuotedNull() && isNullText(value, valueFrom, valueTo)) {
            rows.setNull(column);
        } else {
            rows.setText(column, value, valueFrom, valueTo, line);
        }
    }

    /** One pair of quotes around the whole value, and nothing to undo between them. */
    private boolean isSimple(int column, int from, int to) {
        return fieldQuotes[column] == 1
                && !fieldMarked[column]
                && to - from >= 2
                && data[from] == quote
                && data[to - 1] == quote
                && (!inQuotes || column < fields - 1);
    }

    @Override
    @Nullable String headerField(int column) {
        int from = start + fieldFrom[column];
        int to = start + fieldTo[column];
        if (fieldQuotes[column] == 0 && isNullText(from, to)) {
            return null;
        }
        byte[] value = unquoted(from, to);
        return new String(value, 0, unquotedTo, StandardCharsets.UTF_8);
    }

    private byte[] unquoted(int from, int to) {
        byte[] out = scratch(to - from);
        int length = 0;
        int at = from;
        boolean quoted = false;
        while (at < to) {
            byte b = data[at++];
            if (quoted && b == escape && at < to && (data[at] == escape || data[at] == quote)) {
                out[length++] = data[at++];
            } else if (b == quote) {
                quoted = !quoted;
            } else {
                out[length++] = b;
            }
        }
        if (quoted) {
            throw unterminated();
        }
        unquotedTo = length;
        return out;
    }

    private PgException unterminated() {
        return badLine("unterminated CSV quoted field");
    }
}
