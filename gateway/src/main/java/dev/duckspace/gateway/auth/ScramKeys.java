package dev.duckspace.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The functions of RFC 5802 over SHA-256; keys and results are 32 bytes. */
final class ScramKeys {
    static final int KEY_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private ScramKeys() {}

    static byte[] hmac(byte[] key, byte[] data) {
        return mac(key).doFinal(data);
    }

    static byte[] hmac(byte[] key, String data) {
        return hmac(key, data.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The salted password. Not the JDK's PBKDF2, whose key is characters and never bytes. */
    static byte[] hi(byte[] password, byte[] salt, int iterations) {
        Mac mac = mac(password);
        mac.update(salt);
        byte[] block = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] result = block.clone();
        for (int iteration = 1; iteration < iterations; iteration++) {
            block = mac.doFinal(block);
            for (int index = 0; index < KEY_BYTES; index++) {
                result[index] ^= block[index];
            }
        }
        return result;
    }

    static byte[] xor(byte[] left, byte[] right) {
        byte[] result = left.clone();
        for (int index = 0; index < result.length; index++) {
            result[index] ^= right[index];
        }
        return result;
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
