package dev.duckspace.gateway.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** SASL mechanisms, in the order in which they are offered. */
enum ScramMechanism {
    SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS"),
    SCRAM_SHA_256("SCRAM-SHA-256");

    private final String saslName;

    ScramMechanism(String saslName) {
        this.saslName = saslName;
    }

    String saslName() {
        return saslName;
    }

    /** Channel binding needs a channel to bind to. */
    static List<ScramMechanism> offered(Optional<byte[]> tlsServerEndPoint) {
        return tlsServerEndPoint.isPresent() ? List.of(values()) : List.of(SCRAM_SHA_256);
    }

    static Optional<ScramMechanism> ofSaslName(String saslName) {
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.saslName.equals(saslName))
                .findFirst();
    }
}
