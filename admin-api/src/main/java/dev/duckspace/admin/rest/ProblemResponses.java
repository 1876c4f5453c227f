package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The refusals in the API's description: which statuses a route may answer, and their schema. */
final class ProblemResponses {
    private static final Set<Integer> ANY = Set.of(406, 500, 503);
    private static final Set<Integer> WITH_TOKEN = Set.of(401, 403);
    private static final Set<Integer> WITH_BODY = Set.of(400, 413, 415);

    private ProblemResponses() {}

    /** By status; each refers to one of {@link #components}. */
    static Map<String, Object> problemResponses(
            String path, String method, boolean takesBody, boolean open) {
        Set<Integer> statuses = new TreeSet<>(ANY);
        if (!open) {
            statuses.addAll(WITH_TOKEN);
            // Parameters of a query are checked as a body's fields are.
            statuses.add(422);
        }
        if (path.contains("{")) {
            statuses.add(404);
        }
        if (!method.equals("GET")) {
            statuses.add(409);
        }
        if (takesBody) {
            statuses.addAll(WITH_BODY);
        }
        Map<String, Object> responses = new TreeMap<>();
        statuses.forEach(
                status ->
                        responses.put(
                                status.toString(),
                                Map.of("$ref", "#/components/responses/Problem" + status)));
        return responses;
    }

    static Map<String, Object> components() {
        Map<String, Object> responses = new TreeMap<>();
        for (ProblemType type : ProblemType.values()) {
            responses.computeIfAbsent("Problem" + type.status(), _ -> response(type.status()));
        }
        return responses;
    }

    private static Map<String, Object> response(int status) {
        List<ProblemType> types =
                Arrays.stream(ProblemType.values()).filter(t -> t.status() == status).toList();
        Map<String, Object> examples = new LinkedHashMap<>();
        types.forEach(type -> examples.put(name(type), Map.of("value", example(type))));
        Map<String, Object> media = new LinkedHashMap<>();
        media.put("schema", Map.of("$ref", "#/components/schemas/Problem"));
        media.put("examples", examples);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put(
                "description",
                String.join("; or: ", types.stream().map(ProblemType::title).toList()));
        response.put(
                "headers",
                Map.of(RequestId.HEADER, Map.of("$ref", "#/components/headers/RequestId")));
        response.put("content", Map.of(Problem.MEDIA_TYPE, media));
        return response;
    }

    private static String name(ProblemType type) {
        return type.uri().substring(type.uri().lastIndexOf(':') + 1);
    }

    private static Map<String, Object> example(ProblemType type) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.uri());
        example.put("title", type.title());
        example.put("status", type.status());
        example.put("detail", "what is wrong with this request, and what to do");
        example.put("instance", "/projects/sales/workspaces");
        example.put("request_id", "0f3c1a9be2d47785a1c6");
        return example;
    }

    static Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", text("Names the kind of problem: see docs/problems.md."));
        properties.put("title", text("The kind in words."));
        properties.put("status", Map.of("type", "integer", "description", "The HTTP status."));
        properties.put("detail", text("What is wrong with this request, and what to do."));
        properties.put("instance", text("The request's path."));
        properties.put("request_id", text("The request's name, as in X-Request-Id."));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.copyOf(properties.keySet()));
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> text(String description) {
        return Map.of("type", "string", "description", description);
    }
}
