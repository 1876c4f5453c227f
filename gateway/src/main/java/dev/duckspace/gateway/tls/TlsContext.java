package dev.duckspace.gateway.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's TLS: 1.2 and 1.3, forward secrecy and authenticated ciphers only. Uses OpenSSL where
 * its native library is there, since it encrypts faster, and the JDK's engine elsewhere.
 *
 * <p>Thread: any. A reload swaps certificate and key at once, for new connections.
 */
public final class TlsContext {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final List<String> CIPHERS =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final TlsFiles files;
    private final SslProvider provider;
    private volatile ServerTls current;

    /** What a reload has come to. */
    public sealed interface Reload {
        /** New connections get this certificate. */
        record Replaced(X509Certificate certificate) implements Reload {}

        /** The new files are of no use; the certificate from before stays. */
        record Kept(X509Certificate certificate, TlsException reason) implements Reload {}
    }

    private TlsContext(TlsFiles files, SslProvider provider) {
        this.files = files;
        this.provider = provider;
        this.current = load(files, provider);
    }

    /**
     * @throws TlsException when the files are missing, damaged or encrypted
     */
    public static TlsContext open(TlsFiles files) {
        return open(files, OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK);
    }

    /** As {@link #open(TlsFiles)}, on the engine named, to compare one with the other. */
    public static TlsContext open(TlsFiles files, SslProvider provider) {
        return new TlsContext(files, provider);
    }

    /** What a new connection is to use. */
    public ServerTls current() {
        return current;
    }

    public SslProvider provider() {
        return provider;
    }

    /** Reads the files again. Blocks on them: never on an event loop. */
    public synchronized Reload reload() {
        try {
            ServerTls fresh = load(files, provider);
            current = fresh;
            return new Reload.Replaced(fresh.certificate());
        } catch (TlsException e) {
            return new Reload.Kept(current.certificate(), e);
        }
    }

    private static ServerTls load(TlsFiles files, SslProvider provider) {
        TlsIdentity identity = TlsCertificates.load(files);
        warnAboutDoubts(identity.certificate(), files);
        return new ServerTls(context(identity, files, provider), identity.certificate());
    }

    /** What an operator should know, but is no reason to stay down. */
    private static void warnAboutDoubts(X509Certificate certificate, TlsFiles files) {
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            LOG.warn("Certificate {}: {}", files.certificate(), e.getMessage());
        }
        try {
            if (Files.getPosixFilePermissions(files.privateKey())
                    .contains(PosixFilePermission.OTHERS_READ)) {
                LOG.warn("Private key {} is readable by everybody: chmod 600", files.privateKey());
            }
        } catch (IOException e) {
            LOG.warn("Cannot see who may read {}", files.privateKey(), e);
        }
    }

    private static SslContext context(TlsIdentity identity, TlsFiles files, SslProvider provider) {
        try {
            return SslContextBuilder.forServer(identity.privateKey(), identity.chain())
                    .sslProvider(provider)
                    .protocols(PROTOCOLS)
                    .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(postgresqlIfAsked())
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsException("cannot use the certificate in " + files.certificate(), e);
        }
    }

    /** The only behaviours that both engines know: without agreement the handshake goes on. */
    private static ApplicationProtocolConfig postgresqlIfAsked() {
        return new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                ServerTls.ALPN_POSTGRESQL);
    }
}
