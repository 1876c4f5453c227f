package dev.duckspace.admin.rest;

import static dev.duckspace.admin.rest.ApiYaml.asMap;
import static dev.duckspace.admin.rest.ApiYaml.list;
import static dev.duckspace.admin.rest.ApiYaml.map;
import static dev.duckspace.admin.rest.ProblemResponses.problemResponses;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document: what the compiler has made of the controllers, completed by what holds for
 * every route (its refusals, its request's id) and by the action it is audited under.
 */
@Singleton
final class OpenApiDocument {
    private static final String GENERATED = "/META-INF/swagger/duckspace.yml";

    private final Router router;
    private final RouteNotes notes = new RouteNotes();
    private volatile @Nullable String yaml;

    OpenApiDocument(Router router) {
        this.router = router;
    }

    /** Made at the first call, since few starts are followed by one. */
    String yaml() {
        String made = yaml;
        if (made == null) {
            made = ApiYaml.write(completed());
            yaml = made;
        }
        return made;
    }

    private Map<String, Object> completed() {
        Map<String, Object> document = ApiYaml.read(GENERATED);
        Map<String, Object> paths = new TreeMap<>();
        map(document, "paths")
                .forEach((path, item) -> paths.put(path, completed(path, asMap(item))));
        document.put("paths", paths);
        Map<String, Object> components = map(document, "components");
        components.put("responses", ProblemResponses.components());
        components.put("parameters", Map.of("RequestId", requestIdParameter()));
        components.put("headers", Map.of("RequestId", requestIdHeader()));
        Map<String, Object> schemas = map(components, "schemas");
        schemas.put("Problem", ProblemResponses.schema());
        // What is written as it is has the fields of no class.
        schemas.replace("JsonNode", new TreeMap<>(Map.of("nullable", true)));
        return document;
    }

    private Map<String, Object> completed(String path, Map<String, Object> item) {
        Map<String, Object> operations = new LinkedHashMap<>();
        item.forEach(
                (method, operation) ->
                        operations.put(
                                method,
                                completed(
                                        path, method.toUpperCase(Locale.ROOT), asMap(operation))));
        return operations;
    }

    private Map<String, Object> completed(
            String path, String method, Map<String, Object> operation) {
        notes.apply(method, path, operation);
        List<Object> parameters = new ArrayList<>(parametersOf(path, operation));
        parameters.add(Map.of("$ref", "#/components/parameters/RequestId"));
        operation.put("parameters", parameters);
        Map<String, Object> responses = new TreeMap<>();
        map(operation, "responses")
                .forEach((status, response) -> responses.put(status, withRequestId(response)));
        AnnotationMetadata route = route(method, path);
        boolean open = route.hasAnnotation(Open.class);
        problemResponses(path, method, operation.containsKey("requestBody"), open)
                .forEach(responses::putIfAbsent);
        operation.put("responses", responses);
        if (open) {
            operation.put("security", List.of());
        }
        route.stringValue(Audited.class).ifPresent(action -> operation.put("x-audited-as", action));
        return operation;
    }

    /** A controller's method that serves two paths has a variable that one of them lacks. */
    private static List<Object> parametersOf(String path, Map<String, Object> operation) {
        List<Object> kept = new ArrayList<>();
        for (Object parameter : list(operation.get("parameters"))) {
            Map<String, Object> described = asMap(parameter);
            String name = String.valueOf(described.get("name"));
            boolean inPath = path.contains("{" + name + "}");
            if (inPath) {
                described.put("in", "path");
                described.put("required", true);
                asMap(described.get("schema")).remove("nullable");
            }
            if (inPath || !name.endsWith("Id")) {
                kept.add(described);
            }
        }
        return kept;
    }

    private static Map<String, Object> withRequestId(Object response) {
        Map<String, Object> described = asMap(response);
        Map<String, Object> headers = new TreeMap<>(map(described, "headers"));
        headers.put(RequestId.HEADER, Map.of("$ref", "#/components/headers/RequestId"));
        described.put("headers", headers);
        return described;
    }

    private static Map<String, Object> requestIdParameter() {
        return new TreeMap<>(
                Map.of(
                        "name",
                        RequestId.HEADER,
                        "in",
                        "header",
                        "required",
                        false,
                        "description",
                        "The caller's own name for the request, taken up when it is sane.",
                        "schema",
                        Map.of("type", "string", "pattern", "^[A-Za-z0-9._-]{1,64}$")));
    }

    private static Map<String, Object> requestIdHeader() {
        return new TreeMap<>(
                Map.of(
                        "description",
                        "The request's name, by which the server's log tells more of it.",
                        "schema",
                        Map.of("type", "string")));
    }

    private AnnotationMetadata route(String method, String path) {
        return router.uriRoutes()
                .filter(route -> route.getHttpMethodName().equals(method))
                .filter(route -> route.getUriMatchTemplate().toPathString().equals(path))
                .findFirst()
                .map(route -> route.getAnnotationMetadata())
                .orElse(AnnotationMetadata.EMPTY_METADATA);
    }
}
