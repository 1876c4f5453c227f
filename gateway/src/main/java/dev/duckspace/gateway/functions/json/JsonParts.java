package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.types.json.JsonNode;
import dev.duckspace.gateway.types.json.Jsonb;
import java.util.List;

/** Elements, members and keys, for the set-returning functions. */
public final class JsonParts {
    private JsonParts() {}

    public static List<Jsonb> elements(Jsonb value) {
        if (value instanceof Jsonb.Array array) {
            return array.elements();
        }
        throw JsonFailures.invalid(
                "cannot extract elements from " + (value.isScalar() ? "a scalar" : "an object"));
    }

    /**
     * @param function the caller's name, for messages
     */
    public static List<JsonNode> elements(JsonNode value, String function) {
        if (value instanceof JsonNode.Array array) {
            return array.elements();
        }
        throw JsonFailures.invalid(
                "cannot call %s on %s"
                        .formatted(
                                function,
                                value instanceof JsonNode.Scalar ? "a scalar" : "a non-array"));
    }

    /**
     * @param function the caller's name, for messages
     */
    public static List<Jsonb.Member> members(Jsonb value, String function) {
        if (value instanceof Jsonb.Members object) {
            return object.members();
        }
        throw JsonFailures.invalid("cannot call %s on a non-object".formatted(function));
    }

    public static JsonNode.Members members(JsonNode value) {
        if (value instanceof JsonNode.Members object) {
            return object;
        }
        throw JsonFailures.invalid(
                "cannot deconstruct "
                        + (value instanceof JsonNode.Scalar
                                ? "a scalar"
                                : "an array as an object"));
    }

    public static List<String> keys(Jsonb value) {
        if (value instanceof Jsonb.Members object) {
            return object.members().stream().map(Jsonb.Member::key).toList();
        }
        throw noKeys("jsonb_object_keys", value.isScalar());
    }

    public static List<String> keys(JsonNode value) {
        if (value instanceof JsonNode.Members object) {
            return object.keys();
        }
        throw noKeys("json_object_keys", value instanceof JsonNode.Scalar);
    }

    private static RuntimeException noKeys(String function, boolean scalar) {
        return JsonFailures.invalid(
                "cannot call %s on %s".formatted(function, scalar ? "a scalar" : "an array"));
    }
}
