package dev.duckspace.gateway.auth;

import dev.duckspace.gateway.protocol.PgException;
import java.util.Arrays;
import java.util.Optional;

/** Any two client messages: a refusal, never a login. */
public final class ScramFuzz {
    private static final ScramVerifier VERIFIER =
            ScramVerifier.create("pencil", new byte[] {1, 2, 3, 4}, 1);

    private ScramFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int split = Math.min(input.length, 1 + (input[0] & 0xff));
        byte[] first = Arrays.copyOfRange(input, 1, split);
        byte[] last = Arrays.copyOfRange(input, split, input.length);
        ScramMechanism mechanism =
                (input[1] & 1) == 0
                        ? ScramMechanism.SCRAM_SHA_256
                        : ScramMechanism.SCRAM_SHA_256_PLUS;
        Optional<byte[]> endPoint =
                mechanism == ScramMechanism.SCRAM_SHA_256
                        ? Optional.empty()
                        : Optional.of(new byte[] {9});
        ScramSha256 server = new ScramSha256(VERIFIER, mechanism, endPoint, "nonce");
        try {
            server.serverFirst(first);
            if (server.serverFinal(last).isPresent()) {
                throw new IllegalStateException("logged in without the password");
            }
        } catch (PgException e) {
            // refused, as it must be
        }
    }
}
