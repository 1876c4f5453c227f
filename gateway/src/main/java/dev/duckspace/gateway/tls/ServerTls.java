package dev.duckspace.gateway.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One certificate in use. A connection takes it once and keeps to it, so that the channel binding
 * is of the certificate that its client was shown, whatever is reloaded meanwhile.
 */
public final class ServerTls {
    static final String ALPN_POSTGRESQL = "postgresql";

    private final SslContext context;
    private final X509Certificate certificate;
    private final Optional<byte[]> endPoint;

    ServerTls(SslContext context, X509Certificate certificate) {
        this.context = context;
        this.certificate = certificate;
        this.endPoint = ServerEndPoint.hash(certificate);
    }

    /** The handler of one new connection; the same for TLS asked for by SSLRequest and direct. */
    public SslHandler newHandler(ByteBufAllocator allocator) {
        return context.newHandler(allocator);
    }

    /**
     * Whether client and server agreed by ALPN to speak PostgreSQL: optional after an SSLRequest,
     * but a direct TLS connection without it must be closed, or the port could be used to pass off
     * one protocol's traffic as another's. To be asked when the handshake is complete.
     */
    public static boolean agreedOnPostgresql(SslHandler handler) {
        return ALPN_POSTGRESQL.equals(handler.applicationProtocol());
    }

    /**
     * The same of the certificate that this handler has shown, whichever that was by then. To be
     * asked when the handshake is complete.
     */
    public static Optional<byte[]> tlsServerEndPoint(SslHandler handler) {
        Certificate @Nullable [] shown = handler.engine().getSession().getLocalCertificates();
        return shown != null && shown.length > 0 && shown[0] instanceof X509Certificate certificate
                ? ServerEndPoint.hash(certificate)
                : Optional.empty();
    }

    /** What channel binding of type tls-server-end-point compares; empty where it is undefined. */
    public Optional<byte[]> tlsServerEndPoint() {
        return endPoint.map(byte[]::clone);
    }

    public X509Certificate certificate() {
        return certificate;
    }
}
