package dev.duckspace.gateway.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the body of one frame into a message. The body is consumed, copied where it is kept, and
 * stays the caller's to release.
 *
 * <p>Errors: 08P01 for a body that is not what its type demands, 22021 for text that is not UTF-8,
 * 22023 for an unknown format code. They are of severity ERROR where PostgreSQL's session survives
 * them (the next frame is where it should be) and FATAL where it does not.
 */
public final class FrontendDecoder {
    private static final int CANCEL_REQUEST = 1234 << 16 | 5678;
    private static final int SSL_REQUEST = 1234 << 16 | 5679;
    private static final int GSSENC_REQUEST = 1234 << 16 | 5680;
    private static final int CANCEL_KEY_BYTES_MIN = 4;
    private static final int CANCEL_KEY_BYTES_MAX = 256;
    private static final int NULL_LENGTH = -1;

    private FrontendDecoder() {}

    /**
     * @param body exactly the message's body, after the length word
     */
    public static FrontendMessage decode(byte type, ByteBuf body) {
        BodyReader reader = new BodyReader(body);
        FrontendMessage message = decodeBody(type, reader);
        reader.requireEnd();
        return message;
    }

    private static FrontendMessage decodeBody(byte type, BodyReader reader) {
        return switch (type) {
            case 'Q' -> new FrontendMessage.Query(reader.readString());
            case 'P' -> parse(reader);
            case 'B' -> bind(reader);
            case 'D' -> new FrontendMessage.Describe(target("DESCRIBE", reader), name(reader));
            case 'E' -> new FrontendMessage.Execute(reader.readString(), reader.readInt());
            case 'C' -> new FrontendMessage.Close(target("CLOSE", reader), name(reader));
            case 'H' -> new FrontendMessage.Flush();
            case 'S' -> new FrontendMessage.Sync();
            case 'X' -> new FrontendMessage.Terminate();
            case 'd' -> new FrontendMessage.CopyData(reader.readRest());
            case 'c' -> new FrontendMessage.CopyDone();
            case 'f' -> new FrontendMessage.CopyFail(reader.readString());
            case 'F' -> new FrontendMessage.FunctionCall(reader.readRest());
            case 'p' -> new FrontendMessage.AuthenticationData(reader.readRest());
            default -> throw FrontendFrames.unknownType(type);
        };
    }

    private static String name(BodyReader reader) {
        return reader.readString();
    }

    /** Layout: statement\0 sql\0 int16 count, int32 OID each. */
    private static FrontendMessage.Parse parse(BodyReader reader) {
        String statement = name(reader);
        String sql = reader.readString();
        Integer[] types = new Integer[reader.readCount(Integer.BYTES)];
        Arrays.setAll(types, _ -> reader.readInt());
        return new FrontendMessage.Parse(statement, sql, List.of(types));
    }

    /**
     * Layout: portal\0 statement\0 int16 count, int16 format each, int16 count, each value as int32
     * length (-1 NULL) and bytes, int16 count, int16 format each.
     */
    private static FrontendMessage.Bind bind(BodyReader reader) {
        String portal = name(reader);
        String statement = name(reader);
        short[] parameterFormats = formats(reader);
        List<byte @Nullable []> values = values(reader);
        if (parameterFormats.length > 1 && parameterFormats.length != values.size()) {
            throw BodyReader.violation(
                    "bind message has %d parameter formats but %d parameters"
                            .formatted(parameterFormats.length, values.size()));
        }
        return new FrontendMessage.Bind(
                portal, statement, parameterFormats, values, formats(reader));
    }

    private static List<byte @Nullable []> values(BodyReader reader) {
        byte @Nullable [][] values = new byte @Nullable [reader.readCount(Integer.BYTES)][];
        for (int index = 0; index < values.length; index++) {
            int length = reader.readInt();
            values[index] = length == NULL_LENGTH ? null : reader.readBytes(length);
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private static short[] formats(BodyReader reader) {
        short[] formats = new short[reader.readCount(Short.BYTES)];
        for (int index = 0; index < formats.length; index++) {
            formats[index] = format(reader.readShort());
        }
        return formats;
    }

    private static short format(short code) {
        if (code != 0 && code != 1) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE, "unsupported format code: " + code);
        }
        return code;
    }

    private static FrontendMessage.Target target(String message, BodyReader reader) {
        byte code = reader.readByte();
        return switch (code) {
            case 'S' -> FrontendMessage.Target.STATEMENT;
            case 'P' -> FrontendMessage.Target.PORTAL;
            default ->
                    throw BodyReader.violation(
                            "invalid %s message subtype %d".formatted(message, code));
        };
    }

    /**
     * Layout: int32 code, then what the code asks for.
     *
     * @param body exactly the packet's body, after the length word
     * @throws PgException FATAL 08P01, or FATAL 0A000 for a major version other than 3
     */
    public static FrontendMessage.Startup decodeStartup(ByteBuf body) {
        BodyReader reader = new BodyReader(body);
        if (reader.remaining() < Integer.BYTES) {
            throw invalidStartupLength();
        }
        int code = reader.readInt();
        return switch (code) {
            case CANCEL_REQUEST -> cancelRequest(reader);
            case SSL_REQUEST -> bare(new FrontendMessage.SslRequest(), reader);
            case GSSENC_REQUEST -> bare(new FrontendMessage.GssEncRequest(), reader);
            default -> startupMessage(ProtocolVersion.ofCode(code), reader);
        };
    }

    private static FrontendMessage.Startup bare(
            FrontendMessage.Startup request, BodyReader reader) {
        if (reader.remaining() > 0) {
            throw invalidStartupLength();
        }
        return request;
    }

    private static FrontendMessage.CancelRequest cancelRequest(BodyReader reader) {
        int keyLength = reader.remaining() - Integer.BYTES;
        if (keyLength < CANCEL_KEY_BYTES_MIN || keyLength > CANCEL_KEY_BYTES_MAX) {
            throw BodyReader.fatalViolation("invalid length of query cancel packet");
        }
        return new FrontendMessage.CancelRequest(reader.readInt(), reader.readRest());
    }

    /** Layout: name\0 value\0 pairs, then one more zero byte, which ends the packet. */
    private static FrontendMessage.StartupMessage startupMessage(
            ProtocolVersion version, BodyReader reader) {
        version.requireSupportedMajor();
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            String name = reader.readString();
            while (!name.isEmpty()) {
                parameters.put(name, reader.readString());
                name = reader.readString();
            }
        } catch (PgException e) {
            throw fatalStartup(e);
        }
        if (reader.remaining() > 0) {
            throw invalidStartupLayout();
        }
        return new FrontendMessage.StartupMessage(
                version.major(), version.minor(), Collections.unmodifiableMap(parameters));
    }

    /** Nothing in a start-up packet is survived. */
    private static PgException fatalStartup(PgException e) {
        return e.sqlState() == SqlState.PROTOCOL_VIOLATION
                ? invalidStartupLayout()
                : new PgException(ErrorInfo.fatal(e.sqlState(), e.info().message()), e);
    }

    private static PgException invalidStartupLayout() {
        return BodyReader.fatalViolation(
                "invalid startup packet layout: expected terminator as last byte");
    }

    private static PgException invalidStartupLength() {
        return BodyReader.fatalViolation("invalid length of startup packet");
    }

    /**
     * Reads the body of the first 'p' message of a SASL exchange. Layout: mechanism\0 int32 length
     * (-1 for no data), data.
     */
    public static SaslInitialResponse decodeSaslInitialResponse(byte[] body) {
        BodyReader reader = new BodyReader(Unpooled.wrappedBuffer(body));
        String mechanism = reader.readString();
        int length = reader.readInt();
        byte @Nullable [] data = length == NULL_LENGTH ? null : reader.readBytes(length);
        reader.requireEnd();
        return new SaslInitialResponse(mechanism, data);
    }
}
