package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.FieldDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that has been started: done already, or with rows to send.
 *
 * @param fields of the rows, with their formats; empty without rows
 * @param rows null when the statement returns none
 * @param changedRows what the tag of a statement without rows counts
 */
record Started(List<FieldDescription> fields, @Nullable RowSource rows, long changedRows, Tag tag) {

    /** Makes a CommandComplete tag from a number of rows. */
    @FunctionalInterface
    interface Tag {
        String of(long rows);
    }

    static Started done(String tag) {
        return new Started(List.of(), null, 0, rows -> tag);
    }

    static Started changed(long rows, Tag tag) {
        return new Started(List.of(), null, rows, tag);
    }

    static Started rows(List<FieldDescription> fields, RowSource rows, Tag tag) {
        return new Started(fields, rows, 0, tag);
    }
}
