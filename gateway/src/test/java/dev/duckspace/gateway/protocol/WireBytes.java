package dev.duckspace.gateway.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes written by hand: a String stands for its UTF-8, an Integer for one byte. */
final class WireBytes {
    private WireBytes() {}

    static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case String text -> out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                case Integer value -> out.write(value);
                case byte[] raw -> out.writeBytes(raw);
                default -> throw new IllegalArgumentException(part.toString());
            }
        }
        return out.toByteArray();
    }

    static ByteBuf buffer(Object... parts) {
        return Unpooled.wrappedBuffer(bytes(parts));
    }

    static FrontendMessage decode(char type, Object... parts) {
        return FrontendDecoder.decode((byte) type, buffer(parts));
    }

    static FrontendMessage.Startup decodeStartup(Object... parts) {
        return FrontendDecoder.decodeStartup(buffer(parts));
    }

    static byte[] encode(BackendMessage message) {
        ByteBuf out = Unpooled.buffer();
        BackendEncoder.encode(message, out);
        return Arrays.copyOf(out.array(), out.readableBytes());
    }
}
