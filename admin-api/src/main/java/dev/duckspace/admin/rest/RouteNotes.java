package dev.duckspace.admin.rest;

import static dev.duckspace.admin.rest.ApiYaml.asMap;
import static dev.duckspace.admin.rest.ApiYaml.list;
import static dev.duckspace.admin.rest.ApiYaml.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the compiler cannot see in a controller: bodies, since they are read as bytes, statuses of
 * answers that are built by hand, and parameters that are read from the request.
 */
final class RouteNotes {
    private static final String RESOURCE = "/dev/duckspace/admin/rest/openapi-notes.yaml";
    private static final String OF_BRANCH = "/branches/{branchId}/";
    private static final List<String> GROUPS =
            List.of(
                    "sessions",
                    "jobs",
                    "tokens",
                    "events",
                    "workspaces",
                    "tables",
                    "branches",
                    "projects");

    private final Map<String, Object> notes = ApiYaml.read(RESOURCE);

    void apply(String method, String path, Map<String, Object> operation) {
        operation.put("tags", List.of(group(path)));
        String main = path.replace(OF_BRANCH, "/");
        Object found = notes.get(method + " " + main);
        if (found == null) {
            return;
        }
        Map<String, Object> note = asMap(found);
        boolean branch = !main.equals(path);
        operation.put("operationId", note.get("id") + (branch ? "OfBranch" : ""));
        operation.put("summary", note.get("summary") + (branch ? " (of a branch)" : ""));
        operation.remove("description");
        if (note.containsKey("description")) {
            operation.put("description", note.get("description"));
        }
        body(note, operation);
        responses(note, operation);
        parameters(note, operation);
    }

    /** By the last part of the path that names a kind of thing. */
    private static String group(String path) {
        return GROUPS.stream()
                .filter(group -> path.contains("/" + group))
                .findFirst()
                .orElse("operation");
    }

    private static void body(Map<String, Object> note, Map<String, Object> operation) {
        Object body = note.get("body");
        if (body == null) {
            operation.remove("requestBody");
            return;
        }
        Map<String, Object> content = new LinkedHashMap<>();
        if (body.equals("table")) {
            content.put("text/csv", Map.of("schema", Map.of("type", "string")));
            content.put(
                    "application/vnd.apache.parquet",
                    Map.of("schema", Map.of("type", "string", "format", "binary")));
        } else {
            content.put(
                    "application/json",
                    Map.of("schema", Map.of("$ref", "#/components/schemas/" + body)));
        }
        operation.put(
                "requestBody", new LinkedHashMap<>(Map.of("content", content, "required", true)));
    }

    private static void responses(Map<String, Object> note, Map<String, Object> operation) {
        Map<String, Object> responses = map(operation, "responses");
        if (note.containsKey("status")) {
            responses.put(String.valueOf(note.get("status")), responses.remove("200"));
        }
        for (Object status : list(note.get("also"))) {
            Object same = responses.get("200");
            responses.putIfAbsent(String.valueOf(status), new LinkedHashMap<>(asMap(same)));
        }
        if (note.containsKey("answers")) {
            ((Map<?, ?>) Objects.requireNonNull(note.get("answers")))
                    .forEach((status, schema) -> responses.put(status.toString(), json(schema)));
        }
        responses.forEach(
                (status, response) -> asMap(response).put("description", description(status)));
    }

    private static Map<String, Object> json(Object schema) {
        Object reference = Map.of("$ref", "#/components/schemas/" + schema);
        return new LinkedHashMap<>(
                Map.of("content", Map.of("application/json", Map.of("schema", reference))));
    }

    private static String description(String status) {
        return switch (status) {
            case "201" -> "Made; Location says where it is";
            case "202" -> "Begun; Location says where its progress is shown";
            case "204" -> "Done; there is nothing to say";
            case "503" -> "Not now";
            default -> "Done";
        };
    }

    private static void parameters(Map<String, Object> note, Map<String, Object> operation) {
        List<Object> parameters = new ArrayList<>(list(operation.get("parameters")));
        if (note.containsKey("query")) {
            map(note, "query")
                    .forEach((name, meaning) -> parameters.add(parameter("query", name, meaning)));
        }
        for (Object name : list(note.get("header"))) {
            parameters.add(parameter("header", String.valueOf(name), meaning(name)));
        }
        operation.put("parameters", parameters);
    }

    private static String meaning(Object header) {
        return header.equals("Prefer")
                ? "respond-async: answer at once with 202 and a job that shows the progress"
                : "makes a repetition answer what the first request did, without its secret";
    }

    private static Map<String, Object> parameter(String in, String name, Object meaning) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("description", meaning);
        parameter.put("required", false);
        parameter.put("schema", new LinkedHashMap<>(Map.of("type", "string")));
        return parameter;
    }
}
