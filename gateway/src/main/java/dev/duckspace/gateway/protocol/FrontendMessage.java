package dev.duckspace.gateway.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends, as values. Byte layouts: PostgreSQL's manual, "Message Formats". Byte arrays
 * belong to the message and are not changed after decoding.
 */
public sealed interface FrontendMessage {

    /** Messages without a type byte, before the session proper. */
    sealed interface Startup extends FrontendMessage {}

    record SslRequest() implements Startup {}

    record GssEncRequest() implements Startup {}

    /** Asks to stop what the session with this key runs; {@code secretKey} is 4 to 256 bytes. */
    record CancelRequest(int processId, byte[] secretKey) implements Startup {}

    /** {@code parameters} in the order sent, user among them; the protocol version is split. */
    record StartupMessage(int majorVersion, int minorVersion, Map<String, String> parameters)
            implements Startup {}

    /**
     * A message of type 'p', whose meaning (password, SASL initial response, SASL response) depends
     * on where the authentication stands: the body as sent.
     */
    record AuthenticationData(byte[] body) implements FrontendMessage {}

    record Query(String sql) implements FrontendMessage {}

    /** {@code parameterTypes}: OIDs, 0 for those left to the server; may be shorter than needed. */
    record Parse(String statement, String sql, List<Integer> parameterTypes)
            implements FrontendMessage {}

    /**
     * Formats: none (all text), one (for all) or one each; 0 text, 1 binary. A null value is SQL
     * NULL.
     */
    record Bind(
            String portal,
            String statement,
            short[] parameterFormats,
            List<byte @Nullable []> parameterValues,
            short[] resultFormats)
            implements FrontendMessage {}

    /** Whether Describe and Close name a statement ('S') or a portal ('P'). */
    enum Target {
        STATEMENT,
        PORTAL
    }

    record Describe(Target target, String name) implements FrontendMessage {}

    /** {@code maxRows} 0 or less means no limit. */
    record Execute(String portal, int maxRows) implements FrontendMessage {}

    record Close(Target target, String name) implements FrontendMessage {}

    record Flush() implements FrontendMessage {}

    record Sync() implements FrontendMessage {}

    record FunctionCall(byte[] body) implements FrontendMessage {}

    record CopyData(byte[] data) implements FrontendMessage {}

    record CopyDone() implements FrontendMessage {}

    record CopyFail(String reason) implements FrontendMessage {}

    record Terminate() implements FrontendMessage {}
}
