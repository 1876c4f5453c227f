package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.SqlState;
import java.util.Locale;

/** Why a connection has not become a session. */
enum RefusalReason {
    AUTHENTICATION,
    TOO_MANY,
    UNKNOWN_DATABASE,
    NOT_READY,
    TIMEOUT,
    PROTOCOL,
    CLIENT_LEFT,
    INTERNAL,
    OTHER;

    static RefusalReason of(SqlState state) {
        return switch (state.code().substring(0, 2)) {
            case "28" -> AUTHENTICATION;
            case "53" -> TOO_MANY;
            case "3D" -> UNKNOWN_DATABASE;
            case "57" -> state == SqlState.QUERY_CANCELED ? TIMEOUT : NOT_READY;
            case "08", "0A" -> PROTOCOL;
            case "XX" -> INTERNAL;
            default -> OTHER;
        };
    }

    /** As the metrics' label. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
