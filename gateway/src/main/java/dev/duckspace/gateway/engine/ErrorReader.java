package dev.duckspace.gateway.engine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes exceptions of the engine's error texts, JSON as its connections are told to give, or plain.
 */
final class ErrorReader {
    private static final int MAX_CLASS_NAME = 40;
    private static final String PLAIN_SEPARATOR = " Error: ";

    private ErrorReader() {}

    /**
     * @param sql the text that the error speaks of, null where there is none
     */
    static EngineException read(@Nullable String error, @Nullable String sql) {
        if (error == null || error.isEmpty()) {
            return new EngineException(ErrorKind.UNKNOWN, "The engine failed without a message");
        }
        Map<String, String> json = JsonObject.parse(error);
        return json == null ? ofPlain(error) : ofJson(new HashMap<>(json), error, sql);
    }

    private static EngineException ofJson(
            Map<String, String> json, String error, @Nullable String sql) {
        String type = json.remove("exception_type");
        String message = json.remove("exception_message");
        String position = json.remove("position");
        if (type == null || message == null) {
            return ofPlain(error);
        }
        return new EngineException(
                ErrorKind.ofName(type), type, message, characters(position, sql), json);
    }

    private static EngineException ofPlain(String error) {
        int end = error.indexOf(PLAIN_SEPARATOR);
        if (end < 0 || end > MAX_CLASS_NAME) {
            return new EngineException(ErrorKind.UNKNOWN, error);
        }
        String type = error.substring(0, end);
        String message = error.substring(end + PLAIN_SEPARATOR.length());
        return new EngineException(ErrorKind.ofName(type), type, message, -1, Map.of());
    }

    /** The engine counts bytes of UTF-8, clients count characters. */
    private static int characters(@Nullable String position, @Nullable String sql) {
        if (position == null || sql == null) {
            return -1;
        }
        try {
            byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
            int offset = Integer.parseInt(position);
            return offset < 0 || offset > bytes.length
                    ? -1
                    : new String(bytes, 0, offset, StandardCharsets.UTF_8).length();
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
