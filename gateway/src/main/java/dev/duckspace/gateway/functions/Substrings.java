package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.Arrays;

/** Parts of strings, places counted in characters from 1; what lies before 1 is no part of any. */
final class Substrings {
    private Substrings() {}

    static String from(String text, long start) {
        return cut(text, Math.max(1, start), Long.MAX_VALUE);
    }

    /**
     * @throws PgException 22011 for a negative length
     */
    static String of(String text, long start, long length) {
        return cut(text, Math.max(1, start), end(start, length));
    }

    static byte[] of(byte[] bytes, long start, long length) {
        long end = Math.min(bytes.length + 1L, end(start, length));
        long from = Math.max(1, start);
        return from >= end ? new byte[0] : Arrays.copyOfRange(bytes, (int) from - 1, (int) end - 1);
    }

    private static long end(long start, long length) {
        if (length < 0) {
            throw negativeLength();
        }
        long end = start + length;
        return end < start ? Long.MAX_VALUE : end;
    }

    private static PgException negativeLength() {
        return new PgException(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
    }

    /** From one place to before another. */
    private static String cut(String text, long start, long end) {
        if (start >= end || start > text.length()) {
            return "";
        }
        int from = 0;
        for (long i = 1; i < start && from < text.length(); i++) {
            from += Character.charCount(text.codePointAt(from));
        }
        if (end - start >= text.length() - from) {
            return text.substring(from);
        }
        int to = from;
        for (long i = start; i < end && to < text.length(); i++) {
            to += Character.charCount(text.codePointAt(to));
        }
        return text.substring(from, to);
    }

    /**
     * @throws PgException 22011 for a start before the first character
     */
    static String overlay(String text, String with, long start, long length) {
        if (start <= 0) {
            throw negativeLength();
        }
        return cut(text, 1, start) + with + from(text, start + length);
    }

    static byte[] overlay(byte[] bytes, byte[] with, long start, long length) {
        if (start <= 0) {
            throw negativeLength();
        }
        byte[] before = of(bytes, 1, start - 1);
        byte[] after = of(bytes, start + length, bytes.length + 1L);
        byte[] all = Arrays.copyOf(before, before.length + with.length + after.length);
        System.arraycopy(with, 0, all, before.length, with.length);
        System.arraycopy(after, 0, all, before.length + with.length, after.length);
        return all;
    }

    static String padded(String text, int length, String with, boolean left) {
        int own = text.codePointCount(0, text.length());
        if (length <= 0) {
            return "";
        }
        if (own >= length || with.isEmpty()) {
            return cut(text, 1, length + 1L);
        }
        Sizes.requireText(length);
        int[] pattern = with.codePoints().toArray();
        StringBuilder pad = new StringBuilder(length - own);
        for (int i = 0; i < length - own; i++) {
            pad.appendCodePoint(pattern[i % pattern.length]);
        }
        return left ? pad + text : text + pad;
    }
}
