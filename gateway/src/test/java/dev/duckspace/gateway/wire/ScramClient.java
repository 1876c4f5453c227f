package dev.duckspace.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The client's half of SCRAM-SHA-256 (RFC 5802, 7677), with channel binding when it is given. */
public final class ScramClient {
    private final String password;
    private final String gs2Header;
    private final byte @Nullable [] channelBinding;
    private final String clientFirstBare;
    private final String clientNonce;
    private byte[] expectedServerSignature = new byte[0];

    /**
     * @param channelBinding data of type {@code tls-server-end-point}; null for none
     */
    public ScramClient(String password, byte @Nullable [] channelBinding) {
        byte[] nonce = new byte[18];
        new SecureRandom().nextBytes(nonce);
        this.password = password;
        this.channelBinding = channelBinding;
        this.gs2Header = channelBinding == null ? "n,," : "p=tls-server-end-point,,";
        this.clientNonce = Base64.getEncoder().encodeToString(nonce);
        this.clientFirstBare = "n=,r=" + clientNonce;
    }

    public String mechanism() {
        return channelBinding == null ? "SCRAM-SHA-256" : "SCRAM-SHA-256-PLUS";
    }

    public byte[] firstMessage() {
        return (gs2Header + clientFirstBare).getBytes(UTF_8);
    }

    public byte[] finalMessage(byte[] serverFirst) throws GeneralSecurityException {
        String serverFirstText = new String(serverFirst, UTF_8);
        Map<String, String> attributes = attributes(serverFirstText);
        String nonce = attributes.getOrDefault("r", "");
        if (!nonce.startsWith(clientNonce)) {
            throw new GeneralSecurityException("the server's nonce does not continue ours");
        }
        byte[] salted = saltedPassword(attributes);
        byte[] clientKey = hmac(salted, "Client Key");
        byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
        String withoutProof =
                "c=" + Base64.getEncoder().encodeToString(channelBindingInput()) + ",r=" + nonce;
        String authMessage = clientFirstBare + "," + serverFirstText + "," + withoutProof;
        byte[] proof = clientKey.clone();
        byte[] signature = hmac(storedKey, authMessage);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= signature[i];
        }
        expectedServerSignature = hmac(hmac(salted, "Server Key"), authMessage);
        return (withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof)).getBytes(UTF_8);
    }

    public void checkServerFinal(byte[] serverFinal) throws GeneralSecurityException {
        String signature = attributes(new String(serverFinal, UTF_8)).getOrDefault("v", "");
        if (!Arrays.equals(Base64.getDecoder().decode(signature), expectedServerSignature)) {
            throw new GeneralSecurityException("the server does not know the password");
        }
    }

    private byte[] channelBindingInput() {
        byte[] header = gs2Header.getBytes(UTF_8);
        if (channelBinding == null) {
            return header;
        }
        byte[] input = Arrays.copyOf(header, header.length + channelBinding.length);
        System.arraycopy(channelBinding, 0, input, header.length, channelBinding.length);
        return input;
    }

    private byte[] saltedPassword(Map<String, String> attributes) throws GeneralSecurityException {
        byte[] salt = Base64.getDecoder().decode(attributes.getOrDefault("s", ""));
        int iterations = Integer.parseInt(attributes.getOrDefault("i", "0"));
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                .getEncoded();
    }

    private static byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message.getBytes(UTF_8));
    }

    private static Map<String, String> attributes(String message) {
        Map<String, String> attributes = new HashMap<>();
        for (String attribute : message.split(",")) {
            attributes.put(attribute.substring(0, 1), attribute.substring(2));
        }
        return attributes;
    }
}
