/**
 * Netty: listening, TLS negotiation, frames into the session's inbox, output with back-pressure.
 *
 * <p>May use: session, protocol, tls. Thread: event loops; nothing here may block.
 */
@NullMarked
package dev.duckspace.gateway.net;

import org.jspecify.annotations.NullMarked;
