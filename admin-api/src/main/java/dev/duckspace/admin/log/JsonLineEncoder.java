package dev.duckspace.admin.log;

import static ch.qos.logback.core.encoder.JsonEscapeUtil.jsonEscapeString;

import ch.qos.logback.classic.pattern.RootCauseFirstThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One flat JSON object a line: {@code timestamp} (ISO 8601, UTC), {@code level}, {@code logger},
 * {@code thread}, {@code message}, then what the line's context says ({@code request_id}, {@code
 * pid}, ...), then {@code exception} with the stack trace.
 */
public final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final RootCauseFirstThrowableProxyConverter stackTraces =
            new RootCauseFirstThrowableProxyConverter();

    @Override
    public void start() {
        stackTraces.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("timestamp", event.getInstant().toString());
        fields.put("level", event.getLevel().toString());
        fields.put("logger", event.getLoggerName());
        fields.put("thread", event.getThreadName());
        fields.put("message", event.getFormattedMessage());
        event.getMDCPropertyMap().forEach(fields::putIfAbsent);
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> fields.putIfAbsent(pair.key, pair.value));
        }
        if (event.getThrowableProxy() != null) {
            fields.put("exception", stackTraces.convert(event));
        }
        return object(fields).getBytes(StandardCharsets.UTF_8);
    }

    private static String object(Map<String, Object> fields) {
        StringBuilder json = new StringBuilder(256).append('{');
        String comma = "";
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            json.append(comma).append('"').append(jsonEscapeString(field.getKey())).append("\":");
            appendValue(json, field.getValue());
            comma = ",";
        }
        return json.append("}\n").toString();
    }

    private static void appendValue(StringBuilder json, @Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else {
            json.append('"').append(jsonEscapeString(value.toString())).append('"');
        }
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
