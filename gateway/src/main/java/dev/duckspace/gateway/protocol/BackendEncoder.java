package dev.duckspace.gateway.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends a message as one finished frame: type byte, int32 length (of itself and the body), body.
 * When a message cannot be encoded, nothing is appended.
 */
public final class BackendEncoder {
    private static final int COUNT_MAX = 0xffff;
    private static final int AUTHENTICATION_OK = 0;
    private static final int AUTHENTICATION_SASL = 10;
    private static final int AUTHENTICATION_SASL_CONTINUE = 11;
    private static final int AUTHENTICATION_SASL_FINAL = 12;

    private BackendEncoder() {}

    /**
     * @throws PgException 54011 when a row or description has more than 65,535 columns
     */
    public static void encode(BackendMessage message, ByteBuf out) {
        int start = out.writerIndex();
        try {
            out.writeByte(type(message)).writeInt(0);
            writeBody(message, out);
            out.setInt(start + 1, out.writerIndex() - start - 1);
        } catch (RuntimeException e) {
            out.writerIndex(start);
            throw e;
        }
    }

    private static char type(BackendMessage message) {
        return switch (message) {
            case BackendMessage.AuthenticationOk _ -> 'R';
            case BackendMessage.AuthenticationSasl _ -> 'R';
            case BackendMessage.AuthenticationSaslContinue _ -> 'R';
            case BackendMessage.AuthenticationSaslFinal _ -> 'R';
            case BackendMessage.BackendKeyData _ -> 'K';
            case BackendMessage.NegotiateProtocolVersion _ -> 'v';
            case BackendMessage.ParameterStatus _ -> 'S';
            case BackendMessage.ReadyForQuery _ -> 'Z';
            case BackendMessage.RowDescription _ -> 'T';
            case BackendMessage.DataRow _ -> 'D';
            case BackendMessage.CommandComplete _ -> 'C';
            case BackendMessage.EmptyQueryResponse _ -> 'I';
            case BackendMessage.ErrorResponse _ -> 'E';
            case BackendMessage.NoticeResponse _ -> 'N';
            case BackendMessage.ParseComplete _ -> '1';
            case BackendMessage.BindComplete _ -> '2';
            case BackendMessage.CloseComplete _ -> '3';
            case BackendMessage.NoData _ -> 'n';
            case BackendMessage.PortalSuspended _ -> 's';
            case BackendMessage.ParameterDescription _ -> 't';
            case BackendMessage.CopyInResponse _ -> 'G';
            case BackendMessage.CopyOutResponse _ -> 'H';
            case BackendMessage.CopyData _ -> 'd';
            case BackendMessage.CopyDone _ -> 'c';
            case BackendMessage.NotificationResponse _ -> 'A';
        };
    }

    private static void writeBody(BackendMessage message, ByteBuf out) {
        switch (message) {
            case BackendMessage.AuthenticationOk _ -> out.writeInt(AUTHENTICATION_OK);
            case BackendMessage.AuthenticationSasl(var mechanisms) -> {
                out.writeInt(AUTHENTICATION_SASL);
                mechanisms.forEach(mechanism -> writeString(mechanism, out));
                out.writeByte(0);
            }
            case BackendMessage.AuthenticationSaslContinue(var data) ->
                    out.writeInt(AUTHENTICATION_SASL_CONTINUE).writeBytes(data);
            case BackendMessage.AuthenticationSaslFinal(var data) ->
                    out.writeInt(AUTHENTICATION_SASL_FINAL).writeBytes(data);
            case BackendMessage.BackendKeyData(int processId, var secretKey) ->
                    out.writeInt(processId).writeBytes(secretKey);
            case BackendMessage.NegotiateProtocolVersion negotiate ->
                    writeNegotiation(negotiate, out);
            case BackendMessage.ParameterStatus(var name, var value) -> {
                writeString(name, out);
                writeString(value, out);
            }
            case BackendMessage.ReadyForQuery(var status) -> out.writeByte(status.code());
            case BackendMessage.RowDescription(var fields) -> writeFields(fields, out);
            case BackendMessage.DataRow(var values) -> writeValues(values, out);
            case BackendMessage.CommandComplete(var tag) -> writeString(tag, out);
            case BackendMessage.ErrorResponse(var info) -> writeErrorInfo(info, out);
            case BackendMessage.NoticeResponse(var info) -> writeErrorInfo(info, out);
            case BackendMessage.ParameterDescription(var typeOids) -> {
                writeCount(typeOids.size(), out);
                typeOids.forEach(out::writeInt);
            }
            case BackendMessage.CopyInResponse(short format, var columns) ->
                    writeCopyFormats(format, columns, out);
            case BackendMessage.CopyOutResponse(short format, var columns) ->
                    writeCopyFormats(format, columns, out);
            case BackendMessage.CopyData(var data) -> out.writeBytes(data);
            case BackendMessage.NotificationResponse(int processId, var channel, var payload) -> {
                out.writeInt(processId);
                writeString(channel, out);
                writeString(payload, out);
            }
            case BackendMessage.EmptyQueryResponse _ -> {}
            case BackendMessage.ParseComplete _ -> {}
            case BackendMessage.BindComplete _ -> {}
            case BackendMessage.CloseComplete _ -> {}
            case BackendMessage.NoData _ -> {}
            case BackendMessage.PortalSuspended _ -> {}
            case BackendMessage.CopyDone _ -> {}
        }
    }

    /**
     * The manual calls the first field the newest minor version; PostgreSQL sends, and libpq
     * expects, the whole version code.
     */
    private static void writeNegotiation(
            BackendMessage.NegotiateProtocolVersion negotiate, ByteBuf out) {
        out.writeShort(ProtocolVersion.NEWEST.major()).writeShort(negotiate.newestMinorVersion());
        out.writeInt(negotiate.unrecognizedOptions().size());
        negotiate.unrecognizedOptions().forEach(option -> writeString(option, out));
    }

    private static void writeFields(List<FieldDescription> fields, ByteBuf out) {
        writeCount(fields.size(), out);
        for (FieldDescription field : fields) {
            writeString(field.name(), out);
            out.writeInt(field.tableOid());
            out.writeShort(field.attributeNumber());
            out.writeInt(field.typeOid());
            out.writeShort(field.typeSize());
            out.writeInt(field.typeModifier());
            out.writeShort(field.format());
        }
    }

    private static void writeValues(List<byte @Nullable []> values, ByteBuf out) {
        writeCount(values.size(), out);
        for (byte @Nullable [] value : values) {
            if (value == null) {
                out.writeInt(-1);
            } else {
                out.writeInt(value.length).writeBytes(value);
            }
        }
    }

    private static void writeCopyFormats(short format, short[] columns, ByteBuf out) {
        out.writeByte(format);
        writeCount(columns.length, out);
        for (short column : columns) {
            out.writeShort(column);
        }
    }

    /** Fields in PostgreSQL's order; F, L and R (its source file, line and routine) have no use. */
    private static void writeErrorInfo(ErrorInfo info, ByteBuf out) {
        writeField('S', info.severity().name(), out);
        writeField('V', info.severity().name(), out);
        writeField('C', info.sqlState().code(), out);
        writeField('M', info.message(), out);
        writeField('D', info.detail(), out);
        writeField('H', info.hint(), out);
        writeField('P', info.position() > 0 ? Integer.toString(info.position()) : null, out);
        writeField('W', info.where(), out);
        writeField('s', info.schema(), out);
        writeField('t', info.table(), out);
        writeField('c', info.column(), out);
        writeField('n', info.constraint(), out);
        out.writeByte(0);
    }

    private static void writeField(char code, @Nullable String value, ByteBuf out) {
        if (value != null) {
            out.writeByte(code);
            writeString(value, out);
        }
    }

    private static void writeCount(int count, ByteBuf out) {
        if (count > COUNT_MAX) {
            throw new PgException(
                    SqlState.TOO_MANY_COLUMNS,
                    "message cannot hold %d columns: the limit is %d".formatted(count, COUNT_MAX));
        }
        out.writeShort(count);
    }

    /** A zero byte would end the string early and shift every later field: it is replaced. */
    private static void writeString(String text, ByteBuf out) {
        String safe = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        ByteBufUtil.writeUtf8(out, safe);
        out.writeByte(0);
    }
}
