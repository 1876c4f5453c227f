package dev.duckspace.gateway.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** Any message type and body, and any start-up packet: a message, or an error for the client. */
public final class FrontendFuzz {
    private FrontendFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        answered(body, buffer -> FrontendDecoder.decode(input[0], buffer));
        answered(body, FrontendDecoder::decodeStartup);
        try {
            FrontendDecoder.decodeSaslInitialResponse(body);
        } catch (PgException e) {
            requireSaid(e);
        }
    }

    private interface Decoding {
        Object of(ByteBuf body);
    }

    private static void answered(byte[] body, Decoding decoding) {
        ByteBuf buffer = Unpooled.wrappedBuffer(body);
        try {
            decoding.of(buffer);
        } catch (PgException e) {
            requireSaid(e);
        }
        if (buffer.refCnt() != 1) {
            throw new IllegalStateException("the decoder keeps or lets go of the body");
        }
    }

    private static void requireSaid(PgException e) {
        if (e.sqlState() == SqlState.INTERNAL_ERROR) {
            throw new IllegalStateException("an internal error", e);
        }
    }
}
