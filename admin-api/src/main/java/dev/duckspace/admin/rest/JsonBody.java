package dev.duckspace.admin.rest;

import dev.duckspace.admin.config.NearestName;
import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.admin.service.ProblemType;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request's JSON object, read field by field, so that every refusal names the field and what it
 * should have been. Malformed JSON is 400, a field that is unknown or of a wrong type 422.
 */
final class JsonBody {
    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    static JsonBody parse(byte[] body, List<String> fields) {
        JsonNode node = JsonTree.parse(body);
        if (!node.isObject()) {
            throw new ProblemException(ProblemType.MALFORMED, "the body is no JSON object");
        }
        return of(node, fields);
    }

    private static JsonBody of(JsonNode node, List<String> fields) {
        for (Map.Entry<String, JsonNode> entry : node.entries()) {
            if (!fields.contains(entry.getKey())) {
                throw ProblemException.invalid(
                        "unknown field \""
                                + shortened(entry.getKey())
                                + "\""
                                + NearestName.hint(shortened(entry.getKey()), fields));
            }
        }
        return new JsonBody(node);
    }

    /** Of a change: what stays is left out, so that null would mean nothing. */
    static JsonBody parseChange(byte[] body, List<String> fields) {
        JsonBody change = parse(body, fields);
        for (Map.Entry<String, JsonNode> entry : change.object.entries()) {
            if (entry.getValue().isNull()) {
                throw ProblemException.invalid(
                        entry.getKey() + " is null: leave out what is to stay as it is");
            }
        }
        return change;
    }

    String text(String field) {
        String value = textOrNull(field);
        if (value == null) {
            throw ProblemException.invalid(field + " is needed, a string");
        }
        return value;
    }

    String text(String field, String otherwise) {
        String value = textOrNull(field);
        return value == null ? otherwise : value;
    }

    @Nullable String textOrNull(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw ProblemException.invalid(field + " is a string");
        }
        return value.getStringValue();
    }

    List<String> texts(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode element : value.values()) {
                if (element.isString()) {
                    texts.add(element.getStringValue());
                }
            }
        }
        if (!value.isArray() || texts.size() != value.size()) {
            throw ProblemException.invalid(field + " is an array of strings");
        }
        return texts;
    }

    @Nullable Integer wholeNumber(String field) {
        BigDecimal number = number(field);
        if (number == null) {
            return null;
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw ProblemException.invalid(field + " is a whole number");
        }
    }

    @Nullable BigDecimal number(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw ProblemException.invalid(field + " is a number");
        }
        BigDecimal number = value.getBigDecimalValue();
        if (Math.abs((long) number.precision() - number.scale()) > 20 || number.scale() > 20) {
            throw ProblemException.invalid(field + " is a number of ordinary size");
        }
        return number;
    }

    boolean yesOrNo(String field, boolean otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw ProblemException.invalid(field + " is true or false");
        }
        return value.getBooleanValue();
    }

    /**
     * An array of objects; empty when it is absent.
     *
     * @param shorthand reads a string that stands for an object; null: it does not
     */
    <T> List<T> elements(
            String field,
            List<String> fields,
            Function<JsonBody, T> reader,
            @Nullable Function<String, T> shorthand) {
        JsonNode value = value(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw ProblemException.invalid(field + " is an array");
        }
        List<T> elements = new ArrayList<>();
        for (JsonNode element : value.values()) {
            if (element.isObject()) {
                elements.add(reader.apply(of(element, fields)));
            } else if (element.isString() && shorthand != null) {
                elements.add(shorthand.apply(element.getStringValue()));
            } else {
                throw ProblemException.invalid(
                        field
                                + (shorthand == null
                                        ? " is an array of objects"
                                        : " is an array of names and objects"));
            }
        }
        return elements;
    }

    boolean has(String field) {
        return value(field) != null;
    }

    /** JSON's null is as good as absence. */
    private @Nullable JsonNode value(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "...";
    }
}
