package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbValues;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes what stands at the end of a path: {@code jsonb_set}, {@code jsonb_insert}, {@code #-}.
 */
public final class JsonbPathEdit {
    private enum Change {
        REPLACE,
        /** As REPLACE, and adds what is missing. */
        SET,
        INSERT_BEFORE,
        INSERT_AFTER,
        DELETE;

        boolean adds() {
            return this != REPLACE && this != DELETE;
        }
    }

    private final List<@Nullable String> path;
    private final Jsonb replacement;
    private final Change change;

    private JsonbPathEdit(List<@Nullable String> path, Jsonb replacement, Change change) {
        this.path = path;
        this.replacement = replacement;
        this.change = change;
    }

    public static Jsonb set(Jsonb value, List<@Nullable String> path, Jsonb to, boolean create) {
        requireContainer(value, "cannot set path in scalar");
        return new JsonbPathEdit(path, to, create ? Change.SET : Change.REPLACE).apply(value);
    }

    public static Jsonb insert(
            Jsonb value, List<@Nullable String> path, Jsonb added, boolean after) {
        requireContainer(value, "cannot set path in scalar");
        Change change = after ? Change.INSERT_AFTER : Change.INSERT_BEFORE;
        return new JsonbPathEdit(path, added, change).apply(value);
    }

    public static Jsonb delete(Jsonb value, List<@Nullable String> path) {
        requireContainer(value, "cannot delete path in scalar");
        return new JsonbPathEdit(path, JsonbValues.NULL, Change.DELETE).apply(value);
    }

    private static void requireContainer(Jsonb value, String complaint) {
        if (value.isScalar()) {
            throw JsonFailures.invalid(complaint);
        }
    }

    private Jsonb apply(Jsonb value) {
        return path.isEmpty() ? value : at(value, 0);
    }

    private Jsonb at(Jsonb value, int level) {
        String step = path.get(level);
        return switch (value) {
            case Jsonb.Members object -> inObject(object, named(step, level), level);
            case Jsonb.Array array -> inArray(array, named(step, level), level);
            case Jsonb.Null nothing -> value;
            case Jsonb.Bool bool -> value;
            case Jsonb.Num number -> value;
            case Jsonb.Str string -> value;
        };
    }

    private static String named(@Nullable String step, int level) {
        if (step == null) {
            throw JsonFailures.nullNotAllowed(
                    "path element at position %d is null".formatted(level + 1));
        }
        return step;
    }

    private boolean isLast(int level) {
        return level == path.size() - 1;
    }

    private Jsonb inObject(Jsonb.Members object, String key, int level) {
        Jsonb old = object.get(key);
        if (old == null && !(isLast(level) && change.adds())) {
            return object;
        }
        SortedMap<String, Jsonb> members = JsonbEdit.members(object);
        if (old != null && !isLast(level)) {
            members.put(key, at(old, level + 1));
        } else if (change == Change.DELETE) {
            members.remove(key);
        } else if (old != null && isInsert()) {
            throw JsonFailures.invalid(
                    "cannot replace existing key",
                    "Try using the function jsonb_set to replace key value.");
        } else {
            members.put(key, replacement);
        }
        return Jsonb.object(members);
    }

    private boolean isInsert() {
        return change == Change.INSERT_BEFORE || change == Change.INSERT_AFTER;
    }

    private Jsonb inArray(Jsonb.Array array, String step, int level) {
        Integer index = JsonbAccess.index(step);
        if (index == null) {
            throw JsonFailures.notAnInteger(level + 1, step);
        }
        List<Jsonb> elements = new ArrayList<>(array.elements());
        int size = elements.size();
        long at = index < 0 ? (long) index + size : index;
        boolean inside = at >= 0 && at < size;
        if (!isLast(level)) {
            if (inside) {
                elements.set((int) at, at(elements.get((int) at), level + 1));
            }
            return new Jsonb.Array(elements);
        }
        if (!inside) {
            if (change.adds()) {
                elements.add(at < 0 ? 0 : size, replacement);
            }
            return new Jsonb.Array(elements);
        }
        switch (change) {
            case REPLACE, SET -> elements.set((int) at, replacement);
            case INSERT_BEFORE -> elements.add((int) at, replacement);
            case INSERT_AFTER -> elements.add((int) at + 1, replacement);
            case DELETE -> elements.remove((int) at);
        }
        return new Jsonb.Array(elements);
    }
}
