package dev.duckspace.gateway.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Reads the fields of one message's body. Every length that the client states is held against what
 * is really there before anything is allocated; errors carry PostgreSQL's wording.
 */
final class BodyReader {
    private static final byte[] EMPTY = {};

    private final ByteBuf body;

    BodyReader(ByteBuf body) {
        this.body = body;
    }

    byte readByte() {
        if (!body.isReadable()) {
            throw violation("no data left in message");
        }
        return body.readByte();
    }

    int readInt() {
        require(Integer.BYTES);
        return body.readInt();
    }

    short readShort() {
        require(Short.BYTES);
        return body.readShort();
    }

    /** A 16-bit count of items that take at least {@code itemBytesMin} bytes each. */
    int readCount(int itemBytesMin) {
        require(Short.BYTES);
        int count = body.readUnsignedShort();
        require((long) count * itemBytesMin);
        return count;
    }

    /** Text up to and including its zero byte. */
    String readString() {
        int length = body.bytesBefore((byte) 0);
        if (length < 0) {
            throw violation("invalid string in message");
        }
        byte[] bytes = readBytes(length);
        body.skipBytes(1);
        return Utf8.decode(bytes);
    }

    byte[] readBytes(int length) {
        if (length < 0) {
            throw insufficient();
        }
        require(length);
        if (length == 0) {
            return EMPTY;
        }
        byte[] bytes = new byte[length];
        body.readBytes(bytes);
        return bytes;
    }

    byte[] readRest() {
        return readBytes(body.readableBytes());
    }

    int remaining() {
        return body.readableBytes();
    }

    void requireEnd() {
        if (body.isReadable()) {
            throw violation("invalid message format");
        }
    }

    private void require(long bytes) {
        if (body.readableBytes() < bytes) {
            throw insufficient();
        }
    }

    private static PgException insufficient() {
        return violation("insufficient data left in message");
    }

    static PgException violation(String message) {
        return new PgException(SqlState.PROTOCOL_VIOLATION, message);
    }

    static PgException fatalViolation(String message) {
        return new PgException(ErrorInfo.fatal(SqlState.PROTOCOL_VIOLATION, message));
    }
}
