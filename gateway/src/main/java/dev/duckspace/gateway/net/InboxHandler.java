package dev.duckspace.gateway.net;

import dev.duckspace.gateway.session.SessionInbox;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts frames into the session's inbox and keeps to its flow control.
 *
 * <p>While reading has stopped, the end of the stream would go unnoticed: a running query would go
 * on for nobody. So a small read is made many times a second, as far as the inbox's bound allows.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing tell by the channel itself
final class InboxHandler extends ChannelInboundHandlerAdapter {
    static final long PROBE_INTERVAL_MILLIS = 50;

    private final ChannelOutput output;
    private final SessionInbox inbox;
    private final long queuedBytesMax;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> nextProbe;

    InboxHandler(ChannelOutput output, NetConfig config) {
        this.output = output;
        this.inbox = new SessionInbox(config.inbox(), this::flowChanged);
        this.queuedBytesMax = (long) config.inbox().highBytes() + config.probeBytesMax();
    }

    SessionInbox inbox() {
        return inbox;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        switch ((Frame) message) {
            case Frame.Decoded decoded -> inbox.offer(decoded.message(), decoded.bytes());
            case Frame.Broken broken -> inbox.offerError(broken.type(), broken.error());
        }
    }

    /** Any thread: what holds is read anew on the event loop, so the last change wins. */
    private void flowChanged() {
        ChannelHandlerContext ctx = context;
        if (ctx == null || !ctx.channel().isActive()) {
            return;
        }
        if (ctx.executor().inEventLoop()) {
            followFlow(ctx);
        } else {
            ctx.executor().execute(() -> followFlow(ctx));
        }
    }

    private void followFlow(ChannelHandlerContext ctx) {
        boolean readingWanted = inbox.readingWanted();
        ctx.channel().config().setAutoRead(readingWanted);
        if (!readingWanted && nextProbe == null) {
            scheduleProbe(ctx);
        }
    }

    private void scheduleProbe(ChannelHandlerContext ctx) {
        nextProbe =
                ctx.executor()
                        .schedule(() -> probe(ctx), PROBE_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void probe(ChannelHandlerContext ctx) {
        nextProbe = null;
        if (!ctx.channel().isActive() || inbox.readingWanted()) {
            return;
        }
        if (inbox.queuedBytes() < queuedBytesMax) {
            ctx.read();
        }
        scheduleProbe(ctx);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        output.stateChanged();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (nextProbe != null) {
            nextProbe.cancel(false);
            nextProbe = null;
        }
        output.stateChanged();
        inbox.close();
        ctx.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            ctx.close();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Connection.logLoss(ctx.channel(), cause);
        ctx.close();
    }
}
