package dev.duckspace.gateway.net;

import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;

/** What a frame on the wire turned out to be. */
sealed interface Frame {

    /**
     * @param bytes of the whole frame
     */
    record Decoded(FrontendMessage message, int bytes) implements Frame {}

    /**
     * @param type the frame's type byte
     */
    record Broken(byte type, PgException error) implements Frame {}
}
