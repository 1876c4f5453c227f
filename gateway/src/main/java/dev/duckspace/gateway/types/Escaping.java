package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;
import io.netty.buffer.ByteBuf;

/** Quoting of values inside arrays, records and JSON, after they were appended to a buffer. */
final class Escaping {
    private Escaping() {}

    /** Quotes the array element that stands from {@code start} to the end, if it needs that. */
    static void quoteArrayElement(ByteBuf out, int start) {
        if (needsQuotes(out, start, "{},\"\\") || isNullWord(out, start)) {
            quote(out, start, false);
        }
    }

    /** Quotes the record field that stands from {@code start} to the end, if it needs that. */
    static void quoteRecordField(ByteBuf out, int start) {
        if (needsQuotes(out, start, "(),\"\\")) {
            quote(out, start, true);
        }
    }

    /**
     * @param doubled whether a quote or backslash is doubled, or preceded by a backslash
     */
    private static void quote(ByteBuf out, int start, boolean doubled) {
        byte[] value = take(out, start);
        byte[] quoted = new byte[RowLimits.checked(2L * value.length + 2)];
        int end = 0;
        quoted[end++] = '"';
        for (byte b : value) {
            if (b == '"' || b == '\\') {
                quoted[end++] = doubled ? b : (byte) '\\';
            }
            quoted[end++] = b;
        }
        quoted[end++] = '"';
        append(out, quoted, end);
    }

    /** Makes a JSON string of what stands from {@code start} to the end. */
    static void quoteJson(ByteBuf out, int start) {
        byte[] value = take(out, start);
        byte[] quoted = new byte[RowLimits.checked(value.length + 2 + jsonEscapes(value))];
        int end = 0;
        quoted[end++] = '"';
        for (byte b : value) {
            end = putJson(quoted, end, b);
        }
        quoted[end++] = '"';
        append(out, quoted, end);
    }

    /** Bytes that the escapes take on top, at most. */
    private static long jsonEscapes(byte[] value) {
        long more = 0;
        for (byte b : value) {
            more += b == '"' || b == '\\' ? 1 : b >= 0 && b < ' ' ? 5 : 0;
        }
        return more;
    }

    private static int putJson(byte[] quoted, int at, byte b) {
        int end = at;
        char letter =
                switch (b) {
                    case '"', '\\' -> (char) b;
                    case '\b' -> 'b';
                    case '\f' -> 'f';
                    case '\n' -> 'n';
                    case '\r' -> 'r';
                    case '\t' -> 't';
                    default -> '\0';
                };
        if (letter != '\0') {
            quoted[end++] = '\\';
            quoted[end++] = (byte) letter;
        } else if (b >= 0 && b < ' ') {
            for (char c : "\\u00".toCharArray()) {
                quoted[end++] = (byte) c;
            }
            quoted[end++] = (byte) Character.forDigit(b >> 4, 16);
            quoted[end++] = (byte) Character.forDigit(b & 0xF, 16);
        } else {
            quoted[end++] = b;
        }
        return end;
    }

    private static void append(ByteBuf out, byte[] bytes, int length) {
        RowLimits.ensureWritable(out, length);
        out.writeBytes(bytes, 0, length);
    }

    private static byte[] take(ByteBuf out, int start) {
        byte[] value = NativeMemory.bytes(out.memoryAddress() + start, out.writerIndex() - start);
        out.writerIndex(start);
        return value;
    }

    /** Empty values, white space as PostgreSQL's isspace has it, and the special characters. */
    private static boolean needsQuotes(ByteBuf out, int start, String special) {
        long at = out.memoryAddress() + start;
        long end = out.memoryAddress() + out.writerIndex();
        if (at == end) {
            return true;
        }
        for (; at < end; at++) {
            byte b = NativeMemory.byteAt(at);
            if (b == ' ' || (b >= '\t' && b <= '\r') || special.indexOf(b) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNullWord(ByteBuf out, int start) {
        return out.writerIndex() - start == 4
                && (out.getByte(start) | 0x20) == 'n'
                && (out.getByte(start + 1) | 0x20) == 'u'
                && (out.getByte(start + 2) | 0x20) == 'l'
                && (out.getByte(start + 3) | 0x20) == 'l';
    }
}
