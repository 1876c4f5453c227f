package dev.duckspace.gateway.sql;

import java.util.List;

/**
 * Maps offsets in the engine's text to positions in the client's. Inside an edit the position is
 * the start of what the client wrote there.
 */
public final class PositionMap {
    private final String source;
    private final String text;
    private final int start;
    private final int prefixLength;
    private final List<Edit> edits;

    private PositionMap(String source, String text, int start, int prefixLength, List<Edit> edits) {
        this.source = source;
        this.text = text;
        this.start = start;
        this.prefixLength = prefixLength;
        this.edits = edits;
    }

    /**
     * @param source the client's whole text
     * @param start UTF-16 offset in it at which the statement begins
     * @param text the engine's text
     * @param edits what turned the one into the other, in order and apart
     */
    static PositionMap of(String source, int start, String text, List<Edit> edits) {
        return new PositionMap(source, text, start, 0, edits);
    }

    PositionMap prefixed(String prefix) {
        return new PositionMap(source, prefix + text, start, prefixLength + prefix.length(), edits);
    }

    /**
     * @param engineOffset 0-based UTF-16 offset in the engine's text
     * @return 1-based position in characters (code points) of the client's text, as ErrorResponse
     *     has it; 0 for a negative offset
     */
    public int clientPosition(int engineOffset) {
        return engineOffset < 0 || source.isEmpty()
                ? 0
                : SqlErrors.position(source, sourceOffset(engineOffset));
    }

    /**
     * @param engineByte 0-based offset in the UTF-8 form of the engine's text, which is how the
     *     engine itself counts
     */
    public int clientPositionOfByte(int engineByte) {
        return engineByte < 0 ? 0 : clientPosition(utf16Offset(engineByte));
    }

    private int utf16Offset(int engineByte) {
        int bytes = 0;
        int i = 0;
        while (i < text.length() && bytes < engineByte) {
            int codePoint = text.codePointAt(i);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            i += Character.charCount(codePoint);
        }
        return i;
    }

    private int sourceOffset(int engineOffset) {
        int offset = Math.max(0, engineOffset - prefixLength);
        int grown = -start;
        for (Edit edit : edits) {
            int at = edit.start() + grown;
            if (offset < at) {
                break;
            }
            if (offset < at + edit.replacement().length()) {
                return edit.start();
            }
            grown += edit.replacement().length() - (edit.end() - edit.start());
        }
        return Math.min(offset - grown, source.length());
    }

    /** {@code [start, end)} of the client's text, UTF-16, gives way to the replacement. */
    record Edit(int start, int end, String replacement) {}
}
