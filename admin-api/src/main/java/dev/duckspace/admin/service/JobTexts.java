package dev.duckspace.admin.service;

import dev.duckspace.gateway.workspace.LoadedTables;
import dev.duckspace.gateway.workspace.LoadedTables.LoadedTable;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a job's row keeps of its outcome: JSON, with the names that answers have. */
public final class JobTexts {
    private static final JsonMapper MAPPER = JsonMapper.createDefault();

    private JobTexts() {}

    /** The answer of a load. */
    public static JsonNode tree(LoadedTables loaded) {
        Map<String, JsonNode> answer = new LinkedHashMap<>();
        answer.put(
                "loaded",
                JsonNode.createArrayNode(loaded.tables().stream().map(JobTexts::tree).toList()));
        answer.put("workspace_size_bytes", JsonNode.createNumberNode(loaded.workspaceSizeBytes()));
        return JsonNode.createObjectNode(answer);
    }

    private static JsonNode tree(LoadedTable table) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("source", JsonNode.createStringNode(table.source()));
        fields.put("destination", JsonNode.createStringNode(table.destination()));
        fields.put("rows", JsonNode.createNumberNode(table.rows()));
        Long size = table.sizeBytes();
        fields.put(
                "size_bytes", size == null ? JsonNode.nullNode() : JsonNode.createNumberNode(size));
        return JsonNode.createObjectNode(fields);
    }

    static String result(LoadedTables loaded) {
        return text(tree(loaded));
    }

    /** A problem document, but for the path that it belongs to. */
    static String problem(ProblemException problem) {
        ProblemType type = problem.type();
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("type", JsonNode.createStringNode(type.uri()));
        fields.put("title", JsonNode.createStringNode(type.title()));
        fields.put("status", JsonNode.createNumberNode(type.status()));
        fields.put("detail", JsonNode.createStringNode(String.valueOf(problem.getMessage())));
        return text(JsonNode.createObjectNode(fields));
    }

    /** What such a text says; null for an empty one. */
    public static JsonNode read(String text) {
        try {
            return text.isEmpty() ? JsonNode.nullNode() : MAPPER.readValue(text, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode node) {
        try {
            return new String(MAPPER.writeValueAsBytes(node), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
