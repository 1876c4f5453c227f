package dev.duckspace.gateway.sql;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Maps offsets in the engine's text to positions in the client's. Inside an edit the position is
 * the start of what the client wrote there.
 */
public final class PositionMap {
    private final String source;
    private final String text;
    private final int shift;
    private final List<Edit> edits;

    PositionMap(String source, String text, int shift, List<Edit> edits) {
        this.source = source;
        this.text = text;
        this.shift = shift;
        this.edits = edits;
    }

    /** For a text that is a part of the client's, unchanged. */
    static PositionMap shift(String source, String text, int shift) {
        return new PositionMap(source, text, shift, List.of());
    }

    boolean isShift() {
        return edits.isEmpty();
    }

    /**
     * @param engineOffset 0-based UTF-16 offset in the engine's text
     * @return 1-based position in characters (code points) of the client's text, as ErrorResponse
     *     has it; 0 for a negative offset
     */
    public int clientPosition(int engineOffset) {
        return engineOffset < 0 ? 0 : SqlErrors.position(source, sourceOffset(engineOffset));
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
        int grown = -shift;
        for (Edit edit : edits) {
            int at = edit.start() + grown;
            if (engineOffset < at) {
                break;
            }
            if (engineOffset < at + edit.replacement().length()) {
                return edit.start();
            }
            grown += edit.replacement().length() - (edit.end() - edit.start());
        }
        return Math.min(engineOffset - grown, source.length());
    }

    /** How many bytes the engine's text has in UTF-8. */
    int byteLength() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** {@code [start, end)} of the client's text, UTF-16, gives way to the replacement. */
    record Edit(int start, int end, String replacement) {}
}
