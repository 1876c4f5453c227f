package dev.duckspace.gateway.protocol;

/**
 * How long a client's message may be, known before any of its body is read. Layout of a frame: type
 * byte, int32 length (of itself and the body), body; a start-up packet has no type byte.
 *
 * <p>Everything here is fatal: after a frame that cannot be trusted there is no way to find the
 * next one.
 */
public final class FrontendFrames {
    /** Of the body of a start-up packet, in bytes. */
    public static final int STARTUP_LENGTH_MAX = 10_000;

    /** Of a password or SASL message, in bytes. */
    public static final int AUTHENTICATION_LENGTH_MAX = 65_536;

    /**
     * Default of the configurable bound on Query, Parse, Bind, CopyData, FunctionCall, in bytes.
     */
    public static final int MESSAGE_LENGTH_MAX_DEFAULT = 256 << 20;

    /** Of messages that hold no more than a name, as PostgreSQL bounds them. */
    private static final int SMALL_LENGTH_MAX = 10_000;

    private static final int LENGTH_WORD = Integer.BYTES;

    /** Where the conversation stands: who has not yet proved who they are may say little. */
    public enum Phase {
        AUTHENTICATION,
        SESSION
    }

    private FrontendFrames() {}

    /**
     * The longest body that a message of this type may have, in bytes.
     *
     * @param messageLengthMax bound for the types that carry a client's data
     * @throws PgException FATAL 08P01 for a type that does not exist or does not belong here
     */
    public static int maxLength(byte type, Phase phase, int messageLengthMax) {
        return switch (phase) {
            case AUTHENTICATION -> maxLengthDuringAuthentication(type);
            case SESSION -> maxLengthInSession(type, messageLengthMax);
        };
    }

    /**
     * The length of the body that follows, in bytes, from the length word of its frame.
     *
     * @throws PgException FATAL 08P01 as {@link #maxLength}, or when the length is out of bounds
     */
    public static int bodyLength(byte type, int lengthWord, Phase phase, int messageLengthMax) {
        int max = maxLength(type, phase, messageLengthMax);
        if (lengthWord < LENGTH_WORD || lengthWord - LENGTH_WORD > max) {
            throw BodyReader.fatalViolation("invalid message length");
        }
        return lengthWord - LENGTH_WORD;
    }

    /** As {@link #bodyLength} for a start-up packet, whose first word is its length. */
    public static int startupBodyLength(int lengthWord) {
        int length = lengthWord - LENGTH_WORD;
        if (lengthWord < LENGTH_WORD + Integer.BYTES || length > STARTUP_LENGTH_MAX) {
            throw BodyReader.fatalViolation("invalid length of startup packet");
        }
        return length;
    }

    private static int maxLengthDuringAuthentication(byte type) {
        if (type != 'p') {
            throw BodyReader.fatalViolation(
                    "expected SASL response, got message type " + (type & 0xff));
        }
        return AUTHENTICATION_LENGTH_MAX;
    }

    private static int maxLengthInSession(byte type, int messageLengthMax) {
        return switch (type) {
            case 'Q', 'P', 'B', 'F', 'd' -> messageLengthMax;
            case 'C', 'D', 'E', 'H', 'S', 'X', 'c', 'f' ->
                    Math.min(SMALL_LENGTH_MAX, messageLengthMax);
            default -> throw unknownType(type);
        };
    }

    static PgException unknownType(byte type) {
        return BodyReader.fatalViolation("invalid frontend message type " + (type & 0xff));
    }
}
