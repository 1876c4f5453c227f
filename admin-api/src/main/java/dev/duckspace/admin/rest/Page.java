package dev.duckspace.admin.rest;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a list that is sorted by id, and where the next part begins. */
record Page<T>(List<T> rows, @Nullable String nextCursor) {

    /**
     * @param limit the request's parameter, as {@code cursor}
     * @param list rows by id, those after an id, at most so many
     */
    static <T> Page<T> byId(
            @Nullable String limit,
            @Nullable String cursor,
            BiFunction<String, Integer, List<T>> list,
            Function<T, String> id) {
        int size = Paging.limit(limit);
        List<String> after = Paging.parts(cursor, 1);
        List<T> found = list.apply(after == null ? "" : after.getFirst(), size + 1);
        return found.size() <= size
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, size), Paging.cursor(id.apply(found.get(size - 1))));
    }
}
