package dev.duckspace.gateway.net;

import dev.duckspace.gateway.protocol.FrontendDecoder;
import dev.duckspace.gateway.protocol.FrontendFrames;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Severity;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the stream into frames: type byte, int32 length of what follows and itself, body. A length
 * is checked against its type before any of the body is kept, and memory grows with what has really
 * come, not with what was promised.
 *
 * <p>After a frame that cannot be trusted (fatal) nothing more is decoded; what still comes is
 * thrown away until the session has closed the connection.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final int messageBytesMax;
    private volatile FrontendFrames.Phase phase = FrontendFrames.Phase.AUTHENTICATION;
    private boolean lost;

    FrameDecoder(int messageBytesMax) {
        this.messageBytesMax = messageBytesMax;
    }

    /** From here on all messages are allowed. Any thread, before the client is told. */
    void authenticated() {
        phase = FrontendFrames.Phase.SESSION;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < HEADER_BYTES) {
            return;
        }
        byte type = in.getByte(in.readerIndex());
        try {
            int length = in.getInt(in.readerIndex() + 1);
            int bodyBytes = FrontendFrames.bodyLength(type, length, phase, messageBytesMax);
            if (in.readableBytes() - HEADER_BYTES < bodyBytes) {
                return;
            }
            in.skipBytes(HEADER_BYTES);
            ByteBuf body = in.readSlice(bodyBytes);
            out.add(
                    new Frame.Decoded(
                            FrontendDecoder.decode(type, body), HEADER_BYTES + bodyBytes));
        } catch (PgException e) {
            lost = e.info().severity() == Severity.FATAL;
            out.add(new Frame.Broken(type, e));
            if (lost) {
                in.skipBytes(in.readableBytes());
            }
        }
    }
}
