package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Utf8;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** COPY FROM's text format: backslashes make what follows them special, or ordinary. */
final class CopyTextReader extends CopyLineReader {
    private final boolean[] special = new boolean[256];
    private int unescapedTo;

    CopyTextReader(CopyFormat format, CopyRows rows) {
        super(format, rows);
        for (byte b : new byte[] {format.delimiter(), '\n', '\r', '\\'}) {
            special[b & 0xFF] = true;
        }
    }

    @Override
    Found findLine() {
        byte[] bytes = data;
        int at = scan;
        while (true) {
            while (at < end && !special[bytes[at] & 0xFF]) {
                at++;
            }
            if (at >= end) {
                return endOfPiece(at);
            }
            byte b = bytes[at];
            if (b == delimiter) {
                closeField(at);
                at++;
            } else if (b == '\n') {
                return newline(at);
            } else if (b == '\r') {
                return carriageReturn(at);
            } else if (at + 1 >= end) {
                if (!lastPiece) {
                    scan = at;
                    return Found.NOTHING_YET;
                }
                marked = true;
                at++;
            } else if (bytes[at + 1] == '.') {
                return marker(at);
            } else {
                marked = true;
                at += 2;
            }
        }
    }

    private Found endOfPiece(int at) {
        scan = Math.min(at, end);
        if (!lastPiece) {
            return Found.NOTHING_YET;
        }
        lineTo = end;
        next = end;
        return Found.END_OF_DATA;
    }

    private Found newline(int at) {
        if (lineEnd == LineEnd.RETURN || lineEnd == LineEnd.RETURN_NEWLINE) {
            throw badLineEnd("literal newline found in data", "Use \"\\n\" to represent newline.");
        }
        lineEnd = LineEnd.NEWLINE;
        return line(at, at + 1);
    }

    private Found carriageReturn(int at) {
        if (lineEnd == LineEnd.NEWLINE) {
            throw literalReturn();
        }
        if (lineEnd == LineEnd.RETURN) {
            return line(at, at + 1);
        }
        if (at + 1 >= end && !lastPiece) {
            scan = at;
            return Found.NOTHING_YET;
        }
        if (at + 1 < end && data[at + 1] == '\n') {
            lineEnd = LineEnd.RETURN_NEWLINE;
            return line(at, at + 2);
        }
        if (lineEnd == LineEnd.RETURN_NEWLINE) {
            throw literalReturn();
        }
        lineEnd = LineEnd.RETURN;
        return line(at, at + 1);
    }

    private PgException literalReturn() {
        return badLineEnd(
                "literal carriage return found in data",
                "Use \"\\r\" to represent carriage return.");
    }

    private Found line(int to, int following) {
        lineTo = to;
        next = following;
        return Found.LINE;
    }

    /** {@code \.} ends the data, if the line ends behind it as the others do. */
    private Found marker(int at) {
        int behind = at + 2;
        int wanted = lineEnd == LineEnd.RETURN_NEWLINE ? behind + 2 : behind + 1;
        if (wanted > end && !lastPiece) {
            scan = at;
            return Found.NOTHING_YET;
        }
        if (lineEnd == LineEnd.RETURN_NEWLINE) {
            if (at(behind) == '\n') {
                throw badLineEnd("end-of-copy marker does not match previous newline style", null);
            }
            if (at(behind) != '\r') {
                throw badLineEnd("end-of-copy marker corrupt", null);
            }
            behind++;
        }
        byte last = at(behind);
        if (last != '\r' && last != '\n') {
            throw badLineEnd("end-of-copy marker corrupt", null);
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
        if (isNullText(from, to)) {
            rows.setNull(column);
        } else if (fieldMarked[column]) {
            byte[] value = unescaped(from, to);
            rows.setText(column, value, 0, unescapedTo, line);
        } else {
            rows.setText(column, data, from, to, line);
        }
    }

    @Override
    @Nullable String headerField(int column) {
        int from = start + fieldFrom[column];
        int to = start + fieldTo[column];
        if (isNullText(from, to)) {
            return null;
        }
        byte[] value = unescaped(from, to);
        return new String(value, 0, unescapedTo, StandardCharsets.UTF_8);
    }

    private byte[] unescaped(int from, int to) {
        byte[] out = scratch(to - from);
        int length = 0;
        boolean byNumber = false;
        int at = from;
        while (at < to) {
            byte b = data[at++];
            if (b != '\\') {
                out[length++] = b;
                continue;
            }
            if (at >= to) {
                break;
            }
            b = data[at++];
            if (b >= '0' && b <= '7') {
                int value = b - '0';
                for (int i = 0; i < 2 && at < to && isOctal(data[at]); i++) {
                    value = (value << 3) + data[at++] - '0';
                }
                b = (byte) value;
                byNumber |= b <= 0;
            } else if (b == 'x' && at < to && Character.digit(data[at], 16) >= 0) {
                int value = Character.digit(data[at++], 16);
                if (at < to && Character.digit(data[at], 16) >= 0) {
                    value = (value << 4) + Character.digit(data[at++], 16);
                }
                b = (byte) value;
                byNumber |= b <= 0;
            } else {
                b = letter(b);
            }
            out[length++] = b;
        }
        if (byNumber) {
            requireUtf8(out, length);
        }
        unescapedTo = length;
        return out;
    }

    private void requireUtf8(byte[] value, int length) {
        try {
            Utf8.requireValid(value, 0, length);
        } catch (PgException e) {
            throw new PgException(e.info().withWhere(atLine()), e);
        }
    }

    private static boolean isOctal(byte b) {
        return b >= '0' && b <= '7';
    }

    private static byte letter(byte b) {
        return switch (b) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> b;
        };
    }
}
