package dev.duckspace.gateway.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** Where connections get their TLS from. Asked anew for each, so that certificates can change. */
interface TlsHandlers {
    SslHandler newHandler(ByteBufAllocator allocator);

    /**
     * Channel-binding data (RFC 5929, tls-server-end-point) of the certificate that this handler
     * has shown; null when there is none.
     */
    byte @Nullable [] serverEndPoint(SslHandler handler);
}
