package dev.duckspace.gateway.net;

import dev.duckspace.gateway.wire.TestCertificate;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS of a test's own certificate. */
final class TestTls implements TlsHandlers {
    private final SslContext context;
    private final byte[] serverEndPoint;

    private TestTls(SslContext context, byte[] serverEndPoint) {
        this.context = context;
        this.serverEndPoint = serverEndPoint;
    }

    static TestTls of(TestCertificate certificate) {
        try {
            SslContext context =
                    SslContextBuilder.forServer(certificate.key(), certificate.certificate())
                            .sslProvider(SslProvider.JDK)
                            .applicationProtocolConfig(
                                    new ApplicationProtocolConfig(
                                            ApplicationProtocolConfig.Protocol.ALPN,
                                            ApplicationProtocolConfig.SelectorFailureBehavior
                                                    .NO_ADVERTISE,
                                            ApplicationProtocolConfig
                                                    .SelectedListenerFailureBehavior.ACCEPT,
                                            List.of("postgresql")))
                            .build();
            return new TestTls(
                    context,
                    MessageDigest.getInstance("SHA-256")
                            .digest(certificate.certificate().getEncoded()));
        } catch (SSLException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SslHandler newHandler(ByteBufAllocator allocator) {
        return context.newHandler(allocator);
    }

    @Override
    public byte @Nullable [] serverEndPoint(SslHandler handler) {
        return serverEndPoint.clone();
    }
}
