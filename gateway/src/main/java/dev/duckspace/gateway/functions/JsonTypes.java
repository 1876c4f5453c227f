package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.types.StoredTypes;
import dev.duckspace.gateway.types.json.JsonNode;
import dev.duckspace.gateway.types.json.JsonReader;
import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two types of JSON, and how rows hold their values. */
final class JsonTypes {
    static final EngineType JSON = Definitions.named(TypeId.VARCHAR, "JSON");
    static final EngineType JSONB = StoredTypes.JSONB.engineType();
    static final EngineType TEXTS = Definitions.listOf(Definitions.TEXT);

    private JsonTypes() {}

    static Jsonb jsonb(Row row, int argument) {
        return JsonbBytes.decode(row.bytes(argument));
    }

    static JsonNode json(Row row, int argument) {
        return JsonReader.read(row.text(argument));
    }

    static byte @Nullable [] stored(@Nullable Jsonb value) {
        return value == null ? null : JsonbBytes.encode(value);
    }

    static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.text();
    }

    static @Nullable String plain(@Nullable JsonNode node) {
        return node == null ? null : node.asText();
    }

    static @Nullable String plain(@Nullable Jsonb value) {
        return value == null ? null : value.asText();
    }

    /** The elements of a list of texts. */
    static List<@Nullable String> texts(Row row, int argument) {
        List<@Nullable String> texts = new ArrayList<>();
        for (EngineValue item : row.list(argument)) {
            texts.add(item instanceof EngineValue.Text text ? text.value() : null);
        }
        return texts;
    }

    /** The texts from an argument on, each an argument of its own. */
    static List<@Nullable String> textsFrom(Row row, int first) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = first; i < row.count(); i++) {
            texts.add(row.isNull(i) ? null : row.text(i));
        }
        return texts;
    }

    static JsonOf writer(FunctionCall call) {
        return call.kept(() -> new JsonOf(SessionText.of(call)));
    }

    static JsonOf writer(Row row) {
        return writer(row.call());
    }
}
