package dev.duckspace.gateway.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server sends, as values. Byte layouts: PostgreSQL's manual, "Message Formats". Rows of a
 * running query do not pass through here one by one: the types package encodes them chunk by chunk
 * into finished DataRow frames.
 */
public sealed interface BackendMessage {

    record AuthenticationOk() implements BackendMessage {}

    record AuthenticationSasl(List<String> mechanisms) implements BackendMessage {}

    record AuthenticationSaslContinue(byte[] data) implements BackendMessage {}

    record AuthenticationSaslFinal(byte[] data) implements BackendMessage {}

    /** {@code secretKey}: 4 bytes in protocol 3.0, up to 256 since 3.2. */
    record BackendKeyData(int processId, byte[] secretKey) implements BackendMessage {}

    /** {@code unrecognizedOptions}: the names of the _pq_ options the server does not know. */
    record NegotiateProtocolVersion(int newestMinorVersion, List<String> unrecognizedOptions)
            implements BackendMessage {}

    record ParameterStatus(String name, String value) implements BackendMessage {}

    record ReadyForQuery(TransactionStatus status) implements BackendMessage {}

    record RowDescription(List<FieldDescription> fields) implements BackendMessage {}

    /**
     * One row of values already encoded; null is SQL NULL. For small answers of the gateway's own.
     */
    record DataRow(List<byte @Nullable []> values) implements BackendMessage {}

    record CommandComplete(String tag) implements BackendMessage {}

    record EmptyQueryResponse() implements BackendMessage {}

    record ErrorResponse(ErrorInfo info) implements BackendMessage {}

    record NoticeResponse(ErrorInfo info) implements BackendMessage {}

    record ParseComplete() implements BackendMessage {}

    record BindComplete() implements BackendMessage {}

    record CloseComplete() implements BackendMessage {}

    record NoData() implements BackendMessage {}

    record PortalSuspended() implements BackendMessage {}

    record ParameterDescription(List<Integer> typeOids) implements BackendMessage {}

    /** {@code overallFormat} and each column's: 0 text, 1 binary. */
    record CopyInResponse(short overallFormat, short[] columnFormats) implements BackendMessage {}

    record CopyOutResponse(short overallFormat, short[] columnFormats) implements BackendMessage {}

    record CopyData(byte[] data) implements BackendMessage {}

    record CopyDone() implements BackendMessage {}

    record NotificationResponse(int processId, String channel, String payload)
            implements BackendMessage {}
}
