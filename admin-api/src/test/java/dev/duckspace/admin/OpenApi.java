package dev.duckspace.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** An OpenAPI document to hold answers against. */
@SuppressWarnings("NullAway") // a null fails the test as well
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> document;
    private final Map<String, Map<String, Object>> operations = new TreeMap<>();

    private OpenApi(Map<String, Object> document) {
        this.document = document;
        map(document.get("paths"))
                .forEach(
                        (path, item) ->
                                map(item)
                                        .forEach(
                                                (method, operation) ->
                                                        operations.put(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path,
                                                                map(operation))));
    }

    static OpenApi parse(String yaml) {
        return new OpenApi(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    }

    Map<String, Object> document() {
        return document;
    }

    /** By {@code GET /path/{variable}}. */
    Map<String, Map<String, Object>> operations() {
        return operations;
    }

    /** What is wrong with an answer, by this document; empty when nothing is. */
    List<String> faults(HttpResponse<String> answer) {
        String method = answer.request().method();
        String path = answer.request().uri().getPath();
        String name = method + " " + template(method, path);
        Map<String, Object> operation = operations.get(name);
        if (operation == null) {
            return List.of(name + " is not described");
        }
        Map<String, Object> responses = map(operation.get("responses"));
        Object response = responses.get(String.valueOf(answer.statusCode()));
        if (response == null) {
            return List.of(name + " does not describe status " + answer.statusCode());
        }
        List<String> faults = new ArrayList<>();
        Map<String, Object> content = map(resolved(map(response)).get("content"));
        if (content == null || content.isEmpty()) {
            if (!answer.body().isEmpty()) {
                faults.add(name + " describes no body, but one came: " + answer.body());
            }
            return faults;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("none").split(";")[0];
        Object media =
                content.entrySet().stream()
                        .filter(e -> e.getKey().split(";")[0].equals(type))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
        if (media == null) {
            return List.of(name + " describes no content of type " + type);
        }
        if (type.endsWith("json")) {
            validate(map(map(media).get("schema")), answer.body())
                    .forEach(fault -> faults.add(name + " " + answer.statusCode() + ": " + fault));
        }
        return faults;
    }

    /** The path of the description that has fewest variables. */
    private String template(String method, String path) {
        return operations.keySet().stream()
                .filter(name -> name.startsWith(method + " "))
                .map(name -> name.substring(method.length() + 1))
                .filter(
                        template ->
                                Pattern.matches(
                                        template.replaceAll("\\{[^}]*}", "[^/]+")
                                                .replace(".", "\\."),
                                        path))
                .min(
                        Comparator.comparingLong(
                                template -> template.chars().filter(c -> c == '{').count()))
                .orElse(path);
    }

    private Map<String, Object> resolved(Map<String, Object> node) {
        Object reference = node.get("$ref");
        if (reference == null) {
            return node;
        }
        Map<String, Object> found = document;
        for (String part : reference.toString().substring(2).split("/")) {
            found = map(found.get(part));
        }
        return found;
    }

    private List<String> validate(Map<String, Object> schema, String body) {
        try {
            Map<String, Object> root = new LinkedHashMap<>(strict(schema));
            root.put("components", Map.of("schemas", schemas()));
            JsonNode node = JSON.valueToTree(root);
            Set<ValidationMessage> messages =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(node)
                            .validate(JSON.readTree(body));
            return messages.stream().map(ValidationMessage::getMessage).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> schemas() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        map(map(document.get("components")).get("schemas"))
                .forEach((name, schema) -> schemas.put(name, strict(map(schema))));
        return schemas;
    }

    /** As JSON schema, and refusing fields that are not described. */
    private static Map<String, Object> strict(Map<String, Object> schema) {
        Map<String, Object> strict = new LinkedHashMap<>();
        schema.forEach(
                (key, value) ->
                        strict.put(
                                key,
                                key.equals("properties")
                                        ? fields(map(value))
                                        : strictValue(value)));
        boolean nullable = Boolean.TRUE.equals(strict.remove("nullable"));
        strict.remove("example");
        if (strict.containsKey("properties")
                && strict.get("type") instanceof String
                && !strict.containsKey("additionalProperties")) {
            strict.put("additionalProperties", false);
        }
        if (nullable && strict.get("type") instanceof String type) {
            strict.put("type", List.of(type, "null"));
        } else if (nullable) {
            return Map.of("anyOf", List.of(strict, Map.of("type", "null")));
        }
        return strict;
    }

    /** Their names are no keywords of schemas. */
    private static Map<String, Object> fields(Map<String, Object> fields) {
        Map<String, Object> strict = new LinkedHashMap<>();
        fields.forEach((name, schema) -> strict.put(name, strictValue(schema)));
        return strict;
    }

    private static Object strictValue(Object value) {
        return switch (value) {
            case Map<?, ?> map -> strict(map(map));
            case List<?> list -> list.stream().map(OpenApi::strictValue).toList();
            case null, default -> value;
        };
    }

    @SuppressWarnings("unchecked") // YAML's objects have texts for keys
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
