package dev.duckspace.gateway.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemGenerationException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;

/** Certificates of every sort, as an operator might bring them. */
final class TestCertificates {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private TestCertificates() {}

    static KeyPair keyPair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static X509Certificate certificate(KeyPair keyPair, String commonName, String signature) {
        X500Name name = new X500Name("CN=" + commonName);
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(NOW),
                        Date.from(NOW.plusSeconds(3_000_000_000L)),
                        name,
                        keyPair.getPublic());
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(signer(keyPair, signature)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static ContentSigner signer(KeyPair keyPair, String signature)
            throws OperatorCreationException {
        return new JcaContentSignerBuilder(signature)
                .setProvider(new BouncyCastleProvider())
                .build(keyPair.getPrivate());
    }

    static void writePem(Path file, Object... contents) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object content : contents) {
                writer.writeObject(content);
            }
        }
        Files.writeString(file, text.toString());
    }

    static PemObjectGenerator pkcs8(KeyPair keyPair) {
        try {
            return new JcaPKCS8Generator(keyPair.getPrivate(), null);
        } catch (PemGenerationException e) {
            throw new AssertionError(e);
        }
    }

    /** PKCS #1 or SEC 1, as OpenSSL writes them with {@code -traditional}. */
    static PemObjectGenerator traditional(KeyPair keyPair) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(keyPair.getPrivate().getEncoded());
        byte[] key = info.parsePrivateKey().toASN1Primitive().getEncoded();
        if (!(keyPair.getPrivate() instanceof ECPrivateKey ec)) {
            return new PemObject("RSA PRIVATE KEY", key);
        }
        org.bouncycastle.asn1.sec.ECPrivateKey withCurve =
                new org.bouncycastle.asn1.sec.ECPrivateKey(
                        ec.getParams().getOrder().bitLength(),
                        ec.getS(),
                        info.getPrivateKeyAlgorithm().getParameters());
        return new PemObject("EC PRIVATE KEY", withCurve.getEncoded());
    }

    static TlsFiles files(Path directory) {
        return new TlsFiles(directory.resolve("own.crt"), directory.resolve("own.key"));
    }

    /** Puts an EC certificate and its key under the names that {@link #files} gives. */
    static TlsFiles write(Path directory, String commonName) throws IOException {
        KeyPair keyPair = keyPair("EC");
        TlsFiles files = files(directory);
        writePem(files.certificate(), certificate(keyPair, commonName, "SHA256withECDSA"));
        writePem(files.privateKey(), pkcs8(keyPair));
        Files.setPosixFilePermissions(
                files.privateKey(), PosixFilePermissions.fromString("rw-------"));
        return files;
    }
}
