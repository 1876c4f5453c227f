package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.types.json.JsonNode;
import dev.duckspace.gateway.types.json.Jsonb;

/** How many elements an array has. */
public final class JsonLength {
    private JsonLength() {}

    public static int of(Jsonb value) {
        if (value instanceof Jsonb.Array array) {
            return array.elements().size();
        }
        throw noArray(value.isScalar());
    }

    public static int of(JsonNode value) {
        if (value instanceof JsonNode.Array array) {
            return array.elements().size();
        }
        throw noArray(value instanceof JsonNode.Scalar);
    }

    private static RuntimeException noArray(boolean scalar) {
        return JsonFailures.invalid(
                scalar
                        ? "cannot get array length of a scalar"
                        : "cannot get array length of a non-array");
    }
}
