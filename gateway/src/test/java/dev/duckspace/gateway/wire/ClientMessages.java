package dev.duckspace.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Frontend messages as bytes on the wire, independent of the gateway's own codec. */
public final class ClientMessages {
    public static final int SSL_REQUEST_CODE = 80877103;
    public static final int GSSENC_REQUEST_CODE = 80877104;
    public static final int CANCEL_REQUEST_CODE = 80877102;
    public static final int PROTOCOL_3_0 = 196608;

    private ClientMessages() {}

    private interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            body.writeTo(new DataOutputStream(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Type byte, int32 length (itself included), body. */
    public static byte[] frame(char type, byte[] body) {
        return bytes(
                out -> {
                    out.writeByte(type);
                    out.writeInt(body.length + 4);
                    out.write(body);
                });
    }

    private static byte[] frame(char type, Body body) {
        return frame(type, bytes(body));
    }

    private static void cString(DataOutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.writeByte(0);
    }

    /** Int32 length, int32 code, rest: a message without a type byte. */
    public static byte[] untyped(int code, byte[] rest) {
        return bytes(
                out -> {
                    out.writeInt(rest.length + 8);
                    out.writeInt(code);
                    out.write(rest);
                });
    }

    public static byte[] sslRequest() {
        return untyped(SSL_REQUEST_CODE, new byte[0]);
    }

    public static byte[] gssEncRequest() {
        return untyped(GSSENC_REQUEST_CODE, new byte[0]);
    }

    public static byte[] cancelRequest(int processId, byte[] secretKey) {
        return untyped(
                CANCEL_REQUEST_CODE,
                bytes(
                        out -> {
                            out.writeInt(processId);
                            out.write(secretKey);
                        }));
    }

    public static byte[] startup(int protocolVersion, Map<String, String> parameters) {
        return untyped(
                protocolVersion,
                bytes(
                        out -> {
                            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                                cString(out, parameter.getKey());
                                cString(out, parameter.getValue());
                            }
                            out.writeByte(0);
                        }));
    }

    public static byte[] password(String password) {
        return frame('p', out -> cString(out, password));
    }

    public static byte[] saslInitialResponse(String mechanism, byte[] response) {
        return frame(
                'p',
                out -> {
                    cString(out, mechanism);
                    out.writeInt(response.length);
                    out.write(response);
                });
    }

    public static byte[] saslResponse(byte[] response) {
        return frame('p', response);
    }

    public static byte[] query(String sql) {
        return frame('Q', out -> cString(out, sql));
    }

    public static byte[] parse(String statement, String sql, List<Integer> typeOids) {
        return frame(
                'P',
                out -> {
                    cString(out, statement);
                    cString(out, sql);
                    out.writeShort(typeOids.size());
                    for (int oid : typeOids) {
                        out.writeInt(oid);
                    }
                });
    }

    /** Formats: 0 text, 1 binary; none, one for all, or one each. A null value is SQL NULL. */
    public static byte[] bind(
            String portal,
            String statement,
            List<Integer> formats,
            List<byte @Nullable []> values,
            List<Integer> resultFormats) {
        return frame(
                'B',
                out -> {
                    cString(out, portal);
                    cString(out, statement);
                    shorts(out, formats);
                    out.writeShort(values.size());
                    for (byte @Nullable [] value : values) {
                        if (value == null) {
                            out.writeInt(-1);
                        } else {
                            out.writeInt(value.length);
                            out.write(value);
                        }
                    }
                    shorts(out, resultFormats);
                });
    }

    private static void shorts(DataOutputStream out, List<Integer> values) throws IOException {
        out.writeShort(values.size());
        for (int value : values) {
            out.writeShort(value);
        }
    }

    /** {@code target}: 'S' statement, 'P' portal. */
    public static byte[] describe(char target, String name) {
        return frame(
                'D',
                out -> {
                    out.writeByte(target);
                    cString(out, name);
                });
    }

    /** {@code target}: 'S' statement, 'P' portal. */
    public static byte[] close(char target, String name) {
        return frame(
                'C',
                out -> {
                    out.writeByte(target);
                    cString(out, name);
                });
    }

    public static byte[] execute(String portal, int maxRows) {
        return frame(
                'E',
                out -> {
                    cString(out, portal);
                    out.writeInt(maxRows);
                });
    }

    /** A call without arguments. */
    public static byte[] functionCall(int functionOid) {
        return frame(
                'F',
                out -> {
                    out.writeInt(functionOid);
                    out.writeShort(0);
                    out.writeShort(0);
                    out.writeShort(0);
                });
    }

    public static byte[] copyData(byte[] data) {
        return frame('d', data);
    }

    public static byte[] copyFail(String reason) {
        return frame('f', out -> cString(out, reason));
    }

    public static byte[] copyDone() {
        return frame('c', new byte[0]);
    }

    public static byte[] sync() {
        return frame('S', new byte[0]);
    }

    public static byte[] flush() {
        return frame('H', new byte[0]);
    }

    public static byte[] terminate() {
        return frame('X', new byte[0]);
    }
}
