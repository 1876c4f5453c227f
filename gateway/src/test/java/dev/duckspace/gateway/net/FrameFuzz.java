package dev.duckspace.gateway.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;

/** Any bytes in pieces of any size: frames within the bound, or one error; nothing leaks. */
public final class FrameFuzz {
    private static final int MESSAGE_BYTES_MAX = 4096;

    private FrameFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        FrameDecoder decoder = new FrameDecoder(MESSAGE_BYTES_MAX);
        if ((input[0] & 1) == 0) {
            decoder.authenticated();
        }
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        int piece = 1 + (input[1] & 0x3f);
        for (int from = 2; from < input.length && channel.isOpen(); from += piece) {
            int size = Math.min(piece, input.length - from);
            channel.writeInbound(Unpooled.copiedBuffer(input, from, size));
            for (Object frame = channel.readInbound();
                    frame != null;
                    frame = channel.readInbound()) {
                ReferenceCountUtil.release(frame);
            }
        }
        channel.finishAndReleaseAll();
    }
}
