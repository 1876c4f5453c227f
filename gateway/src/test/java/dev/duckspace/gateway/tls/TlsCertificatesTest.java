package dev.duckspace.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsCertificatesTest {
    @Test
    void a_certificate_for_this_machine_is_made_on_first_start(@TempDir Path directory)
            throws Exception {
        TlsFiles files =
                TlsCertificates.selfSigned(directory.resolve("tls"), () -> TestCertificates.NOW);
        X509Certificate certificate = TlsCertificates.load(files).certificate();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(TestCertificates.NOW));
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        List<Object> names =
                Objects.requireNonNull(certificate.getSubjectAlternativeNames()).stream()
                        .<Object>map(List::getLast)
                        .toList();
        assertThat(names)
                .contains("localhost", "127.0.0.1", InetAddress.getLocalHost().getHostName());
    }

    @Test
    void its_key_is_readable_by_its_owner_only(@TempDir Path directory) throws Exception {
        TlsFiles files = TlsCertificates.selfSigned(directory, () -> TestCertificates.NOW);
        assertThat(permissions(files.privateKey())).isEqualTo("rw-------");
        assertThat(permissions(files.certificate())).isEqualTo("rw-r--r--");
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void a_later_start_finds_the_same_certificate(@TempDir Path directory) throws Exception {
        TlsFiles first = TlsCertificates.selfSigned(directory, () -> TestCertificates.NOW);
        byte[] before = Files.readAllBytes(first.certificate());
        TlsFiles second = TlsCertificates.selfSigned(directory, () -> TestCertificates.NOW);
        assertThat(second).isEqualTo(first);
        assertThat(second.certificate()).hasBinaryContent(before);
    }

    @Test
    void half_of_a_pair_is_not_replaced_by_guessing(@TempDir Path directory) throws Exception {
        TlsFiles files = TlsCertificates.selfSigned(directory, () -> TestCertificates.NOW);
        Files.delete(files.certificate());
        assertThatExceptionOfType(TlsException.class)
                .isThrownBy(() -> TlsCertificates.selfSigned(directory, () -> TestCertificates.NOW))
                .withMessageContaining("server.key is there but")
                .withMessageContaining("server.crt is not");
        assertThat(files.privateKey()).exists();
    }

    @Test
    void an_operators_key_is_read_in_each_usual_form(@TempDir Path directory) throws Exception {
        TlsFiles files = TestCertificates.files(directory);
        String[][] kinds = {
            {"RSA", "SHA256withRSA"}, {"EC", "SHA384withECDSA"}, {"Ed25519", "Ed25519"}
        };
        for (String[] kind : kinds) {
            KeyPair keyPair = TestCertificates.keyPair(kind[0]);
            X509Certificate certificate = TestCertificates.certificate(keyPair, "own", kind[1]);
            TestCertificates.writePem(files.certificate(), certificate);
            TestCertificates.writePem(
                    files.privateKey(), certificate, TestCertificates.pkcs8(keyPair));
            assertThat(TlsCertificates.load(files).certificate()).isEqualTo(certificate);
            if (!kind[0].equals("Ed25519")) {
                TestCertificates.writePem(
                        files.privateKey(), TestCertificates.traditional(keyPair));
                assertThat(TlsCertificates.load(files).certificate()).isEqualTo(certificate);
            }
        }
    }

    @Test
    void a_chain_keeps_its_order(@TempDir Path directory) throws Exception {
        TlsFiles files = TestCertificates.write(directory, "leaf");
        X509Certificate leaf = TlsCertificates.load(files).certificate();
        X509Certificate issuer =
                TestCertificates.certificate(
                        TestCertificates.keyPair("EC"), "issuer", "SHA256withECDSA");
        TestCertificates.writePem(files.certificate(), leaf, issuer);
        assertThat(TlsCertificates.load(files).chain()).containsExactly(leaf, issuer);
    }

    @Test
    void an_encrypted_key_is_refused_with_the_way_out(@TempDir Path directory) throws Exception {
        TlsFiles files = TestCertificates.write(directory, "own");
        KeyPair keyPair = TestCertificates.keyPair("RSA");
        char[] passphrase = "secret".toCharArray();
        Object[] encrypted = {
            new JcaMiscPEMGenerator(
                    keyPair.getPrivate(),
                    new JcePEMEncryptorBuilder("AES-256-CBC")
                            .setProvider(new BouncyCastleProvider())
                            .build(passphrase)),
            new JcaPKCS8Generator(
                    keyPair.getPrivate(),
                    new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                            .setProvider(new BouncyCastleProvider())
                            .setPassword(passphrase)
                            .build())
        };
        for (Object key : encrypted) {
            TestCertificates.writePem(files.privateKey(), key);
            assertRefused(files, "is encrypted", "own.key", "openssl pkey");
        }
    }

    @Test
    void a_key_of_another_certificate_is_refused(@TempDir Path directory) throws Exception {
        TlsFiles files = TestCertificates.write(directory, "own");
        for (String algorithm : new String[] {"EC", "RSA"}) {
            TestCertificates.writePem(
                    files.privateKey(),
                    TestCertificates.pkcs8(TestCertificates.keyPair(algorithm)));
            assertRefused(files, "is not that of the certificate");
        }
    }

    @Test
    void files_that_are_missing_empty_or_damaged_are_named(@TempDir Path directory)
            throws Exception {
        TlsFiles files = TestCertificates.write(directory, "own");
        byte[] key = Files.readAllBytes(files.privateKey());
        Files.delete(files.privateKey());
        assertRefused(files, "no such file", "own.key");
        Files.writeString(files.privateKey(), "");
        assertRefused(files, "no private key in", "own.key");
        Files.writeString(
                files.privateKey(),
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertRefused(files, "cannot read a private key", "own.key");
        Files.write(files.privateKey(), key);
        Files.writeString(files.certificate(), "");
        assertRefused(files, "no certificate in", "own.crt");
        Files.writeString(files.certificate(), "no PEM at all");
        assertRefused(files, "own.crt");
        Files.delete(files.certificate());
        assertRefused(files, "no such file", "own.crt");
    }

    private static void assertRefused(TlsFiles files, String... messageParts) {
        assertThatExceptionOfType(TlsException.class)
                .isThrownBy(() -> TlsCertificates.load(files))
                .satisfies(e -> assertThat(e.getMessage()).contains(messageParts));
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
