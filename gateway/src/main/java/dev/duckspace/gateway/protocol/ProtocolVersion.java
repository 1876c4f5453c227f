package dev.duckspace.gateway.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version of the frontend/backend protocol, as the start-up packet asks for it.
 *
 * <p>The server speaks 3.0 to 3.2. A client that asks for a newer 3.x, or for {@code _pq_.} options
 * (of which there are none here), is told what it gets instead and may go on or leave.
 */
public record ProtocolVersion(int major, int minor) {
    public static final ProtocolVersion OLDEST = new ProtocolVersion(3, 0);
    public static final ProtocolVersion NEWEST = new ProtocolVersion(3, 2);

    private static final String OPTION_PREFIX = "_pq_.";
    private static final int CANCEL_KEY_BYTES_30 = 4;
    private static final int CANCEL_KEY_BYTES_32 = 32;

    /**
     * What a start-up message leads to.
     *
     * @param version what the session speaks from here on
     * @param notice to be sent before anything else, when the client gets less than it asked for
     */
    public record Negotiated(
            ProtocolVersion version, Optional<BackendMessage.NegotiateProtocolVersion> notice) {}

    /** From the 32-bit code of a start-up packet: the major version in the upper half. */
    static ProtocolVersion ofCode(int code) {
        return new ProtocolVersion(code >>> 16, code & 0xffff);
    }

    /**
     * @throws PgException FATAL 0A000 when this is no 3.x
     */
    void requireSupportedMajor() {
        if (major != NEWEST.major) {
            throw new PgException(
                    ErrorInfo.fatal(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "unsupported frontend protocol %s: server supports %s to %s"
                                    .formatted(this, OLDEST, NEWEST)));
        }
    }

    /**
     * @throws PgException FATAL 0A000 for a major version other than 3
     */
    public static Negotiated negotiate(FrontendMessage.StartupMessage startup) {
        ProtocolVersion asked = new ProtocolVersion(startup.majorVersion(), startup.minorVersion());
        asked.requireSupportedMajor();
        ProtocolVersion spoken = new ProtocolVersion(3, Math.min(asked.minor, NEWEST.minor));
        List<String> unknownOptions = protocolOptions(startup.parameters());
        if (spoken.equals(asked) && unknownOptions.isEmpty()) {
            return new Negotiated(spoken, Optional.empty());
        }
        return new Negotiated(
                spoken,
                Optional.of(
                        new BackendMessage.NegotiateProtocolVersion(spoken.minor, unknownOptions)));
    }

    /** Whether a start-up parameter is an option of the protocol, not a setting of the session. */
    public static boolean isProtocolOption(String parameterName) {
        return parameterName.startsWith(OPTION_PREFIX);
    }

    /** Bytes of the secret key in BackendKeyData. */
    public int cancelKeyLength() {
        return minor >= 2 ? CANCEL_KEY_BYTES_32 : CANCEL_KEY_BYTES_30;
    }

    private static List<String> protocolOptions(Map<String, String> parameters) {
        return parameters.keySet().stream().filter(ProtocolVersion::isProtocolOption).toList();
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
