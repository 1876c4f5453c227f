package dev.duckspace.gateway.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes exceptions of the engine's error texts, JSON as its connections are told to give, or plain.
 */
final class ErrorReader {
    private static final int MAX_CLASS_NAME = 40;
    private static final String JSON_START = "{\"exception_type\"";
    private static final String PLAIN_SEPARATOR = " Error: ";

    private ErrorReader() {}

    /**
     * @param sql the text that the error speaks of, null where there is none
     */
    static EngineException read(@Nullable String error, @Nullable String sql) {
        if (error == null || error.isEmpty()) {
            return new EngineException(ErrorKind.UNKNOWN, "The engine failed without a message");
        }
        // What runs gives {json}, what is prepared "Binder Error: {json}", what is appended
        // "Failed to append: {json}".
        int start = error.indexOf(JSON_START);
        Map<String, String> json = start < 0 ? null : JsonObject.parse(error.substring(start));
        if (json != null) {
            String type = json.remove("exception_type");
            String message = json.remove("exception_message");
            if (type != null && message != null) {
                return ofJson(type, message, json, sql);
            }
        }
        return ofPlain(error);
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

    /** Of an appender's error, which gives its class apart and may leave it out of its text. */
    static EngineException ofErrorData(long error) {
        ErrorKind kind = ErrorKind.ofCode(Symbols.ERROR_TYPE.asInt(error));
        EngineException read =
                read(NativeMemory.cString(Symbols.ERROR_MESSAGE.asLong(error)), null);
        return read.kind() == ErrorKind.UNKNOWN
                ? new EngineException(kind, read.rawMessage())
                : read;
    }

    private static EngineException ofJson(
            String type, String message, Map<String, String> json, @Nullable String sql) {
        String position = json.remove("position");
        // The same again with a length, in bytes.
        json.remove("location");
        return new EngineException(
                ErrorKind.ofName(type), type, message, characters(position, sql), json);
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
