package dev.duckspace.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client is the JDK's, over a real socket; the server each of Netty's engines. */
final class TlsContextTest {
    @Test
    void openssl_is_there_and_taken(@TempDir Path directory) throws Exception {
        OpenSsl.ensureAvailability();
        TlsContext context = TlsContext.open(TestCertificates.write(directory, "own"));
        assertThat(context.provider()).isEqualTo(SslProvider.OPENSSL);
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL"})
    void both_protocol_versions_are_spoken_with_forward_secrecy(
            SslProvider provider, @TempDir Path directory) throws Exception {
        TlsFiles files = TlsCertificates.selfSigned(directory, () -> TestCertificates.NOW);
        try (TlsServer server = new TlsServer(TlsContext.open(files, provider))) {
            assertThat(server.handshake("TLSv1.3").getProtocol()).isEqualTo("TLSv1.3");
            SSLSession older = server.handshake("TLSv1.2");
            assertThat(older.getProtocol()).isEqualTo("TLSv1.2");
            assertThat(older.getCipherSuite()).startsWith("TLS_ECDHE_ECDSA_");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL"})
    void an_rsa_certificate_serves_as_well(SslProvider provider, @TempDir Path directory)
            throws Exception {
        KeyPair keyPair = TestCertificates.keyPair("RSA");
        TlsFiles files = TestCertificates.files(directory);
        TestCertificates.writePem(
                files.certificate(), TestCertificates.certificate(keyPair, "rsa", "SHA256withRSA"));
        TestCertificates.writePem(files.privateKey(), TestCertificates.pkcs8(keyPair));
        try (TlsServer server = new TlsServer(TlsContext.open(files, provider))) {
            assertThat(server.handshake("TLSv1.2").getCipherSuite()).startsWith("TLS_ECDHE_RSA_");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL"})
    void nothing_older_or_weaker_is_enabled(SslProvider provider, @TempDir Path directory)
            throws Exception {
        TlsContext context = TlsContext.open(TestCertificates.write(directory, "own"), provider);
        var engine = context.current().newHandler(UnpooledByteBufAllocator.DEFAULT).engine();
        assertThat(engine.getEnabledProtocols())
                .contains("TLSv1.2", "TLSv1.3")
                .doesNotContain("TLSv1.1", "TLSv1", "SSLv3");
        assertThat(engine.getEnabledCipherSuites())
                .allMatch(
                        cipher ->
                                cipher.matches("TLS_(ECDHE_.*)?(AES|CHACHA20).*(GCM|POLY1305).*"));
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL"})
    void the_server_knows_whether_postgresql_was_agreed_on(
            SslProvider provider, @TempDir Path directory) throws Exception {
        TlsFiles files = TestCertificates.write(directory, "own");
        try (TlsServer server = new TlsServer(TlsContext.open(files, provider))) {
            server.handshake("TLSv1.3", "postgresql");
            assertThat(server.completed().agreedOnPostgresql()).isTrue();
            server.handshake("TLSv1.2", "http/1.1", "postgresql");
            assertThat(server.completed().agreedOnPostgresql()).isTrue();
            server.handshake("TLSv1.3");
            assertThat(server.completed().agreedOnPostgresql()).isFalse();
            server.handshake("TLSv1.3", "http/1.1");
            assertThat(server.completed().agreedOnPostgresql()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL"})
    void new_files_serve_new_connections(SslProvider provider, @TempDir Path directory)
            throws Exception {
        TlsContext context = TlsContext.open(TestCertificates.write(directory, "before"), provider);
        ServerTls before = context.current();
        try (TlsServer server = new TlsServer(context)) {
            assertThat(subject(server.handshake("TLSv1.3"))).isEqualTo("CN=before");
            TestCertificates.write(directory, "after");
            assertThat(context.reload()).isInstanceOf(TlsContext.Reload.Replaced.class);
            assertThat(subject(server.handshake("TLSv1.3"))).isEqualTo("CN=after");
        }
        assertThat(before.tlsServerEndPoint().orElseThrow())
                .hasSize(32)
                .isNotEqualTo(context.current().tlsServerEndPoint().orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL"})
    void a_connection_binds_to_the_certificate_that_it_has_shown(
            SslProvider provider, @TempDir Path directory) throws Exception {
        TlsContext context = TlsContext.open(TestCertificates.write(directory, "one"), provider);
        try (TlsServer server = new TlsServer(context)) {
            for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
                server.handshake(protocol);
                assertThat(server.completed().serverEndPoint())
                        .contains(context.current().tlsServerEndPoint().orElseThrow());
            }
        }
    }

    @Test
    void broken_files_leave_the_old_certificate_in_place_and_are_reported(@TempDir Path directory)
            throws Exception {
        TlsFiles files = TestCertificates.write(directory, "before");
        TlsContext context = TlsContext.open(files);
        Files.writeString(files.privateKey(), "garbage");
        assertThat(context.reload())
                .isInstanceOfSatisfying(
                        TlsContext.Reload.Kept.class,
                        kept -> {
                            assertThat(kept.certificate())
                                    .isEqualTo(context.current().certificate());
                            assertThat(kept.reason()).hasMessageContaining("no private key in");
                        });
        try (TlsServer server = new TlsServer(context)) {
            assertThat(subject(server.handshake("TLSv1.3"))).isEqualTo("CN=before");
        }
    }

    @Test
    void a_client_that_trusts_another_certificate_leaves(@TempDir Path directory) throws Exception {
        TlsContext context = TlsContext.open(TestCertificates.write(directory, "one"));
        try (TlsServer server = new TlsServer(context)) {
            X509Certificate other =
                    TestCertificates.certificate(
                            TestCertificates.keyPair("EC"), "other", "SHA256withECDSA");
            assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(() -> server.handshakeTrusting(other, "TLSv1.3"));
        }
    }

    private static String subject(SSLSession session) throws Exception {
        X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }
}
