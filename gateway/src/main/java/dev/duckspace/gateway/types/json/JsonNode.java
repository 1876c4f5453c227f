package dev.duckspace.gateway.types.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value as it stands in a text of JSON, which keeps spaces, the order of keys and keys that occur
 * twice.
 */
public sealed interface JsonNode {
    /** The text that holds the value. */
    String source();

    int start();

    /** Exclusive. */
    int end();

    /** As it was written, without the blanks around it. */
    default String text() {
        return source().substring(start(), end());
    }

    /** As {@code ->>} answers it: a string without quotes and escapes; null for JSON's null. */
    default @Nullable String asText() {
        return switch (this) {
            case Scalar scalar when scalar.kind() == JsonKind.NULL -> null;
            case Scalar scalar when scalar.kind() == JsonKind.STRING -> scalar.string();
            case Scalar scalar -> scalar.text();
            case Array array -> array.text();
            case Members members -> members.text();
        };
    }

    default JsonKind kindOf() {
        return switch (this) {
            case Scalar scalar -> scalar.kind();
            case Array array -> JsonKind.ARRAY;
            case Members members -> JsonKind.OBJECT;
        };
    }

    /** A number, a string, true, false or null. */
    record Scalar(String source, int start, int end, JsonKind kind) implements JsonNode {
        /** A string's characters. */
        String string() {
            return JsonStrings.unescape(source, start + 1, end - 1);
        }
    }

    record Array(String source, int start, int end, List<JsonNode> elements) implements JsonNode {}

    /** An object: a key beside its value. */
    record Members(String source, int start, int end, List<String> keys, List<JsonNode> values)
            implements JsonNode {}
}
