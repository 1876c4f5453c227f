package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.types.json.JsonKind;
import dev.duckspace.gateway.types.json.JsonNode;
import dev.duckspace.gateway.types.json.JsonStrings;

/** json_strip_nulls: members that are null go away, and so do blanks. */
public final class JsonStripping {
    private JsonStripping() {}

    public static String of(JsonNode node) {
        StringBuilder out = new StringBuilder();
        append(out, node);
        return out.toString();
    }

    private static void append(StringBuilder out, JsonNode node) {
        switch (node) {
            case JsonNode.Scalar scalar when scalar.kind() == JsonKind.STRING ->
                    JsonStrings.quote(out, String.valueOf(scalar.asText()));
            case JsonNode.Scalar scalar -> out.append(scalar.text());
            case JsonNode.Array array -> {
                out.append('[');
                String comma = "";
                for (JsonNode element : array.elements()) {
                    append(out.append(comma), element);
                    comma = ",";
                }
                out.append(']');
            }
            case JsonNode.Members object -> {
                out.append('{');
                String comma = "";
                for (int i = 0; i < object.keys().size(); i++) {
                    JsonNode value = object.values().get(i);
                    if (value.kindOf() == JsonKind.NULL) {
                        continue;
                    }
                    JsonStrings.quote(out.append(comma), object.keys().get(i));
                    append(out.append(':'), value);
                    comma = ",";
                }
                out.append('}');
            }
        }
    }
}
