package dev.duckspace.gateway.net;

import dev.duckspace.gateway.protocol.BackendEncoder;
import dev.duckspace.gateway.protocol.BackendMessage;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.FrontendDecoder;
import dev.duckspace.gateway.protocol.FrontendFrames;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.tls.ServerTls;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the packets before a session: {@code int32 length, int32 code, rest}. Ends by making the
 * connection a session's, by handing over to TLS, or by closing it.
 *
 * <p>What cannot be a start-up packet is cut off without a word, like PostgreSQL does; what nearly
 * is one gets a FATAL ErrorResponse.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing tell by the channel itself
final class StartupPacketHandler extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(StartupPacketHandler.class);
    private static final int TLS_HANDSHAKE_RECORD = 0x16;

    /** How the connection came to be as secure as it is. */
    private enum Security {
        PLAIN,
        NEGOTIATED_TLS,
        DIRECT_TLS
    }

    private final Connection connection;
    private final Security security;
    private boolean tlsAsked;
    private boolean gssAsked;
    private boolean finished;

    StartupPacketHandler(Connection connection) {
        this(connection, Security.PLAIN);
    }

    private StartupPacketHandler(Connection connection, Security security) {
        this.connection = connection;
        this.security = security;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (finished) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (isDirectTls(in)) {
            enterTls(ctx, Security.DIRECT_TLS);
            return;
        }
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int bodyBytes;
        try {
            bodyBytes = FrontendFrames.startupBodyLength(in.getInt(in.readerIndex()));
        } catch (PgException e) {
            LOG.debug("no start-up packet from {}", ctx.channel().remoteAddress());
            cutOff(ctx);
            return;
        }
        if (in.readableBytes() - Integer.BYTES < bodyBytes) {
            return;
        }
        in.skipBytes(Integer.BYTES);
        try {
            answer(ctx, FrontendDecoder.decodeStartup(in.readSlice(bodyBytes)), in.isReadable());
        } catch (PgException e) {
            refuse(ctx, e.info());
        }
    }

    private boolean isDirectTls(ByteBuf in) {
        return security == Security.PLAIN
                && !tlsAsked
                && !gssAsked
                && connection.offersTls()
                && in.isReadable()
                && in.getByte(in.readerIndex()) == TLS_HANDSHAKE_RECORD;
    }

    private void answer(
            ChannelHandlerContext ctx, FrontendMessage.Startup packet, boolean moreFollows) {
        switch (packet) {
            case FrontendMessage.SslRequest _ -> answerSslRequest(ctx, moreFollows);
            case FrontendMessage.GssEncRequest _ -> answerGssEncRequest(ctx);
            case FrontendMessage.CancelRequest cancel -> {
                finished = true;
                connection
                        .sessions()
                        .cancel(cancel.processId(), cancel.secretKey(), () -> ctx.close());
            }
            case FrontendMessage.StartupMessage startup -> startSession(ctx, startup);
        }
    }

    private void answerSslRequest(ChannelHandlerContext ctx, boolean moreFollows) {
        if (tlsAsked || security != Security.PLAIN) {
            throw fatal(SqlState.PROTOCOL_VIOLATION, "SSL was already requested");
        }
        tlsAsked = true;
        if (!connection.offersTls()) {
            ctx.writeAndFlush(oneByte('N'));
            return;
        }
        if (moreFollows) {
            // Sent in the clear, perhaps by somebody else, to be taken for what TLS has protected.
            throw fatal(SqlState.PROTOCOL_VIOLATION, "received unencrypted data after SSL request");
        }
        ctx.writeAndFlush(oneByte('S'));
        enterTls(ctx, Security.NEGOTIATED_TLS);
    }

    private void answerGssEncRequest(ChannelHandlerContext ctx) {
        if (gssAsked || security != Security.PLAIN) {
            throw fatal(SqlState.PROTOCOL_VIOLATION, "GSSAPI encryption was already requested");
        }
        gssAsked = true;
        ctx.writeAndFlush(oneByte('N'));
    }

    /** The handler leaves; what it has read of a direct handshake goes on to the TLS handler. */
    private void enterTls(ChannelHandlerContext ctx, Security how) {
        finished = true;
        ctx.pipeline()
                .addAfter(ctx.name(), "tls", connection.newTlsHandler(ctx.alloc()))
                .addAfter("tls", "startup", new StartupPacketHandler(connection, how));
        ctx.pipeline().remove(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            checkAlpn(ctx);
        }
        super.userEventTriggered(ctx, event);
    }

    private void checkAlpn(ChannelHandlerContext ctx) {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (security == Security.DIRECT_TLS && !ServerTls.agreedOnPostgresql(tls)) {
            refuse(
                    ctx,
                    ErrorInfo.fatal(
                            SqlState.PROTOCOL_VIOLATION,
                            "received direct SSL connection request without ALPN protocol"
                                    + " \"postgresql\""));
        }
    }

    private void startSession(ChannelHandlerContext ctx, FrontendMessage.StartupMessage startup) {
        if (connection.config().tlsRequired() && security == Security.PLAIN) {
            throw new PgException(tlsRequired(ctx, startup));
        }
        if (!connection.place().becomeSession()) {
            throw fatal(SqlState.TOO_MANY_CONNECTIONS, "sorry, too many clients already");
        }
        finished = true;
        connection.startSession(ctx, startup);
    }

    private static ErrorInfo tlsRequired(
            ChannelHandlerContext ctx, FrontendMessage.StartupMessage startup) {
        String user = startup.parameters().getOrDefault("user", "");
        String database = startup.parameters().getOrDefault("database", user);
        return ErrorInfo.fatal(
                        SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                        "connection from host \"%s\" as user \"%s\" to database \"%s\" refused: no encryption"
                                .formatted(
                                        Connection.address(ctx.channel().remoteAddress())
                                                .getHostString(),
                                        user,
                                        database))
                .withHint("The server accepts connections over TLS only: set sslmode=require.");
    }

    private static PgException fatal(SqlState sqlState, String message) {
        return new PgException(ErrorInfo.fatal(sqlState, message));
    }

    private static ByteBuf oneByte(char answer) {
        return Unpooled.wrappedBuffer(new byte[] {(byte) answer});
    }

    private void refuse(ChannelHandlerContext ctx, ErrorInfo error) {
        finished = true;
        connection.sessions().turnedAway(error.sqlState());
        ByteBuf out = ctx.alloc().buffer();
        BackendEncoder.encode(new BackendMessage.ErrorResponse(error), out);
        ctx.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
    }

    private void cutOff(ChannelHandlerContext ctx) {
        finished = true;
        ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Connection.logLoss(ctx.channel(), cause);
        finished = true;
        ctx.close();
    }
}
