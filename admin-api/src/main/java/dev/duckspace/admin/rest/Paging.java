package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.metadata.WorkspaceQuery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits and cursors of lists; a cursor is opaque to its caller. */
final class Paging {
    static final int LIMIT_DEFAULT = 100;

    private Paging() {}

    static int limit(@Nullable String text) {
        if (text == null) {
            return LIMIT_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit < WorkspaceQuery.LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range is
        }
        throw ProblemException.invalid(
                "limit is a whole number from 1 to " + (WorkspaceQuery.LIMIT_MAX - 1));
    }

    static String cursor(String... parts) {
        byte[] bytes = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The parts of a cursor of {@code count} parts; null when there is no cursor. */
    static @Nullable List<String> parts(@Nullable String cursor, int count) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> parts = List.of(text.split("\0", -1));
            if (parts.size() == count) {
                return parts;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw ProblemException.invalid("cursor is none that a list has answered with");
    }
}
