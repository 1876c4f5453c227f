package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;
import io.netty.buffer.ByteBuf;

/** Quoting of values inside arrays, records and JSON, after they were appended to a buffer. */
final class Escaping {
    private Escaping() {}

    /** Quotes the array element that stands from {@code start} to the end, if it needs that. */
    static void quoteArrayElement(ByteBuf out, int start) {
        if (needsQuotes(out, start, "{},\"\\") || isNullWord(out, start)) {
            byte[] value = take(out, start);
            RowLimits.ensureWritable(out, 2L * value.length + 2);
            out.writeByte('"');
            for (byte b : value) {
                if (b == '"' || b == '\\') {
                    out.writeByte('\\');
                }
                out.writeByte(b);
            }
            out.writeByte('"');
        }
    }

    /** Quotes the record field that stands from {@code start} to the end, if it needs that. */
    static void quoteRecordField(ByteBuf out, int start) {
        if (needsQuotes(out, start, "(),\"\\")) {
            byte[] value = take(out, start);
            RowLimits.ensureWritable(out, 2L * value.length + 2);
            out.writeByte('"');
            for (byte b : value) {
                if (b == '"' || b == '\\') {
                    out.writeByte(b);
                }
                out.writeByte(b);
            }
            out.writeByte('"');
        }
    }

    /** Makes a JSON string of what stands from {@code start} to the end. */
    static void quoteJson(ByteBuf out, int start) {
        byte[] value = take(out, start);
        RowLimits.ensureWritable(out, 6L * value.length + 2);
        out.writeByte('"');
        for (byte b : value) {
            writeJsonByte(out, b);
        }
        out.writeByte('"');
    }

    private static void writeJsonByte(ByteBuf out, byte b) {
        switch (b) {
            case '"', '\\' -> out.writeByte('\\').writeByte(b);
            case '\b' -> out.writeByte('\\').writeByte('b');
            case '\f' -> out.writeByte('\\').writeByte('f');
            case '\n' -> out.writeByte('\\').writeByte('n');
            case '\r' -> out.writeByte('\\').writeByte('r');
            case '\t' -> out.writeByte('\\').writeByte('t');
            default -> {
                if (b >= 0 && b < ' ') {
                    out.writeByte('\\').writeByte('u').writeByte('0').writeByte('0');
                    out.writeByte('0' + (b >> 4));
                    out.writeByte(Character.forDigit(b & 0xF, 16));
                } else {
                    out.writeByte(b);
                }
            }
        }
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
