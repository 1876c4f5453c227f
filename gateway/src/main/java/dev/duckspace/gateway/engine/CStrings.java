package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;

/** Java texts as NUL-terminated UTF-8. */
final class CStrings {
    private CStrings() {}

    /** The address of a copy that lives as long as the arena. */
    static long in(Arena arena, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A text handed to the engine holds a NUL character");
        }
        return arena.allocateFrom(text, StandardCharsets.UTF_8).address();
    }
}
