package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.types.json.JsonNode;
import dev.duckspace.gateway.types.json.Jsonb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands under a key, at an index or at the end of a path; null for nothing. */
public final class JsonbAccess {
    private JsonbAccess() {}

    public static @Nullable Jsonb field(Jsonb value, String key) {
        return value instanceof Jsonb.Members object ? object.get(key) : null;
    }

    /**
     * @param index from 0, or from -1 at the end
     */
    public static @Nullable Jsonb element(Jsonb value, long index) {
        return switch (value) {
            case Jsonb.Array array -> at(array.elements(), index);
            case Jsonb.Members object -> null;
            // A scalar is kept as an array of one.
            default -> at(List.of(value), index);
        };
    }

    public static @Nullable JsonNode field(JsonNode value, String key) {
        if (!(value instanceof JsonNode.Members object)) {
            return null;
        }
        int found = object.keys().lastIndexOf(key);
        return found < 0 ? null : object.values().get(found);
    }

    public static @Nullable JsonNode element(JsonNode value, long index) {
        return value instanceof JsonNode.Array array ? at(array.elements(), index) : null;
    }

    private static <T> @Nullable T at(List<T> elements, long index) {
        long from = index < 0 ? elements.size() + index : index;
        return from >= 0 && from < elements.size() ? elements.get((int) from) : null;
    }

    public static @Nullable Jsonb path(Jsonb value, List<@Nullable String> path) {
        Jsonb at = value;
        for (String step : path) {
            if (at == null || step == null) {
                return null;
            }
            Integer index = at instanceof Jsonb.Array ? index(step) : null;
            at = index == null ? field(at, step) : element(at, index);
        }
        return at;
    }

    public static @Nullable JsonNode path(JsonNode value, List<@Nullable String> path) {
        JsonNode at = value;
        for (String step : path) {
            if (at == null || step == null) {
                return null;
            }
            Integer index = at instanceof JsonNode.Array ? index(step) : null;
            at = index == null ? field(at, step) : element(at, index);
        }
        return at;
    }

    /** Blanks before the number are passed, as C does; null for what is no int4. */
    static @Nullable Integer index(String step) {
        try {
            return Integer.valueOf(step.stripLeading());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether the text is a key of the object, or a string of the array, or the string itself. */
    public static boolean exists(Jsonb value, String text) {
        return switch (value) {
            case Jsonb.Members object -> object.get(text) != null;
            case Jsonb.Array array -> array.elements().contains(new Jsonb.Str(text));
            case Jsonb.Str string -> string.value().equals(text);
            case Jsonb.Null nothing -> false;
            case Jsonb.Bool bool -> false;
            case Jsonb.Num number -> false;
        };
    }

    public static boolean existsAny(Jsonb value, List<@Nullable String> texts) {
        return texts.stream().anyMatch(text -> text != null && exists(value, text));
    }

    public static boolean existsAll(Jsonb value, List<@Nullable String> texts) {
        return texts.stream().allMatch(text -> text == null || exists(value, text));
    }
}
