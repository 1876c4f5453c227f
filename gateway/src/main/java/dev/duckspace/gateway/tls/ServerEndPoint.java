package dev.duckspace.gateway.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The channel binding {@code tls-server-end-point} (RFC 5929): the certificate hashed with the hash
 * function of its own signature, or with SHA-256 where that is MD5 or SHA-1. Signatures without a
 * single hash function, as Ed25519, have no such binding.
 */
final class ServerEndPoint {
    private static final Pattern HASH_WITH_SIGNATURE = Pattern.compile("(.+)with.+");
    private static final Pattern SHA_2 = Pattern.compile("SHA-?(224|256|384|512)");
    private static final Pattern TOO_WEAK = Pattern.compile("MD5|SHA-?1");

    private ServerEndPoint() {}

    static Optional<byte[]> hash(X509Certificate certificate) {
        try {
            Optional<String> hash = hashOfSignature(certificate).flatMap(ServerEndPoint::jdkName);
            return hash.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            MessageDigest.getInstance(hash.get()).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException("cannot hash the certificate for channel binding", e);
        }
    }

    private static Optional<String> hashOfSignature(X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        String algorithm = certificate.getSigAlgName();
        if (algorithm.equals("RSASSA-PSS")) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance(algorithm);
            parameters.init(certificate.getSigAlgParams());
            return Optional.of(
                    parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        }
        Matcher matcher = HASH_WITH_SIGNATURE.matcher(algorithm);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> jdkName(String hash) {
        Matcher sha2 = SHA_2.matcher(hash);
        if (sha2.matches()) {
            return Optional.of("SHA-" + sha2.group(1));
        }
        return TOO_WEAK.matcher(hash).matches() ? Optional.of("SHA-256") : Optional.empty();
    }
}
