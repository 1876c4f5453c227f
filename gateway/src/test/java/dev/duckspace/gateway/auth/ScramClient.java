package dev.duckspace.gateway.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** The client's side of SCRAM, by the letter of RFC 5802. */
final class ScramClient {
    private final String password;
    private final String gs2Header;
    private final byte[] channelData;
    private final String clientFirstBare;
    private byte[] serverSignature = {};

    ScramClient(String password, String gs2Header, byte[] channelData, String nonce) {
        this.password = password;
        this.gs2Header = gs2Header;
        this.channelData = channelData;
        this.clientFirstBare = "n=,r=" + nonce;
    }

    static ScramClient withoutBinding(String password) {
        return new ScramClient(password, "n,,", new byte[0], "fyko+d2lbbFgONRv9qkxdawL");
    }

    byte[] first() {
        return (gs2Header + clientFirstBare).getBytes(ISO_8859_1);
    }

    byte[] finalFor(byte[] serverFirst) {
        String serverText = new String(serverFirst, ISO_8859_1);
        Map<Character, String> attributes =
                Arrays.stream(serverText.split(","))
                        .collect(
                                Collectors.toMap(
                                        pair -> pair.charAt(0), pair -> pair.substring(2)));
        byte[] salted =
                ScramKeys.hi(
                        SaslPrep.prepare(password),
                        Base64.getDecoder().decode(attributes.getOrDefault('s', "")),
                        Integer.parseInt(attributes.getOrDefault('i', "")));
        ByteArrayOutputStream binding = new ByteArrayOutputStream();
        binding.writeBytes(gs2Header.getBytes(ISO_8859_1));
        binding.writeBytes(channelData);
        String withoutProof =
                "c=%s,r=%s"
                        .formatted(
                                Base64.getEncoder().encodeToString(binding.toByteArray()),
                                attributes.get('r'));
        byte[] message =
                String.join(",", clientFirstBare, serverText, withoutProof).getBytes(ISO_8859_1);
        byte[] clientKey = ScramKeys.hmac(salted, "Client Key");
        byte[] signature = ScramKeys.hmac(ScramKeys.sha256(clientKey), message);
        serverSignature = ScramKeys.hmac(ScramKeys.hmac(salted, "Server Key"), message);
        String proof = Base64.getEncoder().encodeToString(ScramKeys.xor(clientKey, signature));
        return (withoutProof + ",p=" + proof).getBytes(ISO_8859_1);
    }

    /** The server's last message, when it knows the password too. */
    String expectedServerFinal() {
        return "v=" + Base64.getEncoder().encodeToString(serverSignature);
    }
}
