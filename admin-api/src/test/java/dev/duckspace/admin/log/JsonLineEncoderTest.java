package dev.duckspace.admin.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

@SuppressWarnings("NullAway") // a null fails the test as well
class JsonLineEncoderTest {
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void giveContextItsMap() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @Test
    void a_line_is_one_flat_object_with_context_and_fields() throws IOException {
        LoggingEvent event = event("said \"hello\"\nand left", null);
        event.setMDCPropertyMap(Map.of("request_id", "r-1"));
        event.addKeyValuePair(new KeyValuePair("status", 200));

        String line = encode(event);

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(object(line))
                .containsEntry("level", "INFO")
                .containsEntry("logger", "dev.duckspace.Some")
                .containsEntry("message", "said \"hello\"\nand left")
                .containsEntry("request_id", "r-1")
                .containsEntry("status", 200)
                .doesNotContainKey("exception");
        assertThat(String.valueOf(object(line).get("timestamp")))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    }

    @Test
    void a_stack_trace_is_a_field_of_its_own() throws IOException {
        String line = encode(event("failed", new IllegalStateException("for a reason")));

        assertThat(String.valueOf(object(line).get("exception")))
                .contains("IllegalStateException: for a reason")
                .contains("at dev.duckspace.admin.log.JsonLineEncoderTest");
    }

    private LoggingEvent event(String message, Throwable thrown) {
        return new LoggingEvent(
                "caller",
                context.getLogger("dev.duckspace.Some"),
                Level.INFO,
                message,
                thrown,
                null);
    }

    private static String encode(LoggingEvent event) {
        JsonLineEncoder encoder = new JsonLineEncoder();
        encoder.start();
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> object(String line) throws IOException {
        return JsonMapper.createDefault()
                .readValue(line, Argument.mapOf(String.class, Object.class));
    }
}
