package dev.duckspace.gateway.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;

/** Any bytes at the start of a connection, in pieces: one session at most, and nothing leaks. */
public final class StartupFuzz {
    private static final NetConfig CONFIG =
            NetConfig.standard()
                    .withTlsRequired(false)
                    .withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(5));

    private StartupFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        RecordingSessions sessions = new RecordingSessions();
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        new Connection(CONFIG, null, sessions, new ConnectionCounts(2, 1).newPlace()).open(channel);
        int piece = 1 + (input[0] & 0x3f);
        for (int from = 1; from < input.length && channel.isOpen(); from += piece) {
            int size = Math.min(piece, input.length - from);
            channel.writeInbound(Unpooled.copiedBuffer(input, from, size));
        }
        if (sessions.started().size() > 1) {
            throw new IllegalStateException("several sessions of one connection");
        }
        channel.finishAndReleaseAll();
    }
}
