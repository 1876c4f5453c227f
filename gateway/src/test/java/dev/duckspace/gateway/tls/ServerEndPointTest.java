package dev.duckspace.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

final class ServerEndPointTest {
    private final KeyPair rsa = TestCertificates.keyPair("RSA");

    @Test
    void the_certificate_is_hashed_as_it_was_signed() throws Exception {
        assertHash("SHA-256", "SHA256withRSA");
        assertHash("SHA-384", "SHA384withRSA");
        assertHash("SHA-512", "SHA512withRSA");
        assertHash("SHA-384", "SHA384withRSAandMGF1");
        X509Certificate ec =
                TestCertificates.certificate(
                        TestCertificates.keyPair("EC"), "ec", "SHA512withECDSA");
        assertThat(ServerEndPoint.hash(ec)).contains(digest("SHA-512", ec));
    }

    @Test
    void weak_hashes_give_way_to_sha_256() throws Exception {
        assertHash("SHA-256", "SHA1withRSA");
    }

    @Test
    void a_signature_without_a_hash_function_has_no_binding() {
        X509Certificate certificate =
                TestCertificates.certificate(TestCertificates.keyPair("Ed25519"), "ed", "Ed25519");
        assertThat(ServerEndPoint.hash(certificate)).isEmpty();
    }

    private void assertHash(String hash, String signature) throws Exception {
        X509Certificate certificate = TestCertificates.certificate(rsa, "rsa", signature);
        assertThat(ServerEndPoint.hash(certificate)).contains(digest(hash, certificate));
    }

    private static byte[] digest(String hash, X509Certificate certificate) throws Exception {
        return MessageDigest.getInstance(hash).digest(certificate.getEncoded());
    }
}
