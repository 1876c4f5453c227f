package dev.duckspace.gateway.auth;

import dev.duckspace.gateway.protocol.BackendMessage;

/**
 * The conversation with one client while it proves who it is. Either call may throw when the client
 * is gone or too slow; such exceptions pass through the authenticator untouched.
 */
public interface AuthExchange {
    /** Sends the message now: the client is waiting for it. */
    void send(BackendMessage message);

    /** Waits for the client's next message of type 'p' and gives its body. */
    byte[] receive();
}
