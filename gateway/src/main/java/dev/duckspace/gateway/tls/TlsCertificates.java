package dev.duckspace.gateway.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/** Finds, makes and reads the server's certificate. */
public final class TlsCertificates {
    private static final String CERTIFICATE_FILE = "server.crt";
    private static final String KEY_FILE = "server.key";
    private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

    private static final Pattern PLAIN_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    private TlsCertificates() {}

    /**
     * The files {@code server.crt} and {@code server.key} in this directory, made when neither is
     * there and left alone afterwards.
     *
     * @throws TlsException when only one of them is there, or they cannot be written
     */
    public static TlsFiles selfSigned(Path directory, InstantSource clock) {
        TlsFiles files =
                new TlsFiles(directory.resolve(CERTIFICATE_FILE), directory.resolve(KEY_FILE));
        boolean certificate = Files.exists(files.certificate());
        boolean key = Files.exists(files.privateKey());
        if (certificate != key) {
            throw new TlsException(
                    "%s is there but %s is not: put it back, or delete the one to have both made"
                            .formatted(
                                    certificate ? files.certificate() : files.privateKey(),
                                    certificate ? files.privateKey() : files.certificate()));
        }
        if (!certificate) {
            SelfSigned.write(files, clock);
        }
        return files;
    }

    /**
     * @throws TlsException when a file is missing, damaged or encrypted, or the two differ
     */
    static TlsIdentity load(TlsFiles files) {
        List<X509Certificate> chain = chain(files.certificate());
        PrivateKey privateKey = privateKey(files.privateKey());
        if (!belongTogether(privateKey, chain.getFirst().getPublicKey())) {
            throw new TlsException(
                    "the key in %s is not that of the certificate in %s"
                            .formatted(files.privateKey(), files.certificate()));
        }
        return new TlsIdentity(chain, privateKey);
    }

    private static List<X509Certificate> chain(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(content).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (chain.isEmpty()) {
                throw new TlsException("no certificate in " + file);
            }
            return chain;
        } catch (NoSuchFileException e) {
            throw missing(e);
        } catch (IOException | CertificateException e) {
            throw new TlsException("cannot read certificates from " + file, e);
        }
    }

    private static PrivateKey privateKey(Path file) {
        try {
            String text = Files.readString(file);
            Optional<PrivateKey> plain = plainKey(text);
            return plain.isPresent() ? plain.get() : privateKey(text, file);
        } catch (NoSuchFileException e) {
            throw missing(e);
        } catch (IOException | RuntimeException e) {
            throw e instanceof TlsException known
                    ? known
                    : new TlsException("cannot read a private key from " + file, e);
        }
    }

    /**
     * A key in PKCS #8, as the first start writes it. The JDK reads it by itself: loading Bouncy
     * Castle's signed classes for it would cost each start half a second.
     */
    private static Optional<PrivateKey> plainKey(String text) throws IOException {
        Matcher block = PLAIN_KEY.matcher(text);
        if (!block.find()) {
            return Optional.empty();
        }
        byte[] encoded = Base64.getMimeDecoder().decode(block.group(1));
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return Optional.of(
                        KeyFactory.getInstance(algorithm)
                                .generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            } catch (InvalidKeySpecException e) {
                // a key of another algorithm
            } catch (NoSuchAlgorithmException e) {
                throw new IOException(e);
            }
        }
        return Optional.empty();
    }

    private static PrivateKey privateKey(String text, Path file) throws IOException {
        try (Reader content = new StringReader(text);
                PEMParser pem = new PEMParser(content)) {
            // Other blocks may stand before the key: EC parameters, the certificate itself.
            for (Object block = pem.readObject(); block != null; block = pem.readObject()) {
                Optional<PrivateKeyInfo> key = privateKeyIn(block, file);
                if (key.isPresent()) {
                    return new JcaPEMKeyConverter().getPrivateKey(key.get());
                }
            }
        }
        throw new TlsException("no private key in " + file);
    }

    private static Optional<PrivateKeyInfo> privateKeyIn(Object block, Path file) {
        return switch (block) {
            case PrivateKeyInfo key -> Optional.of(key);
            case PEMKeyPair pair -> Optional.of(pair.getPrivateKeyInfo());
            case PKCS8EncryptedPrivateKeyInfo _ -> throw encrypted(file);
            case PEMEncryptedKeyPair _ -> throw encrypted(file);
            default -> Optional.empty();
        };
    }

    private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
        if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        String algorithm = signatureAlgorithm(privateKey.getAlgorithm());
        if (algorithm == null) {
            throw new TlsException(
                    "private keys of type %s are not supported: use EC, RSA or Ed25519"
                            .formatted(privateKey.getAlgorithm()));
        }
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(privateKey);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(PROBE);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static @Nullable String signatureAlgorithm(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case "EdDSA", "Ed25519" -> "EdDSA";
            default -> null;
        };
    }

    private static TlsException encrypted(Path file) {
        return new TlsException(
                "the private key in %s is encrypted, and there is nobody to ask for its passphrase:"
                                .formatted(file)
                        + " decrypt it (openssl pkey -in ... -out ...) and protect the file");
    }

    private static TlsException missing(NoSuchFileException cause) {
        return new TlsException("no such file", cause);
    }
}
