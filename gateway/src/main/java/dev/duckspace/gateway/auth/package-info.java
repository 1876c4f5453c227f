/**
 * Who may come in: SCRAM-SHA-256 with channel binding, credentials, throttling.
 *
 * <p>May use: metadata, protocol. Thread: the session's virtual thread.
 */
@NullMarked
package dev.duckspace.gateway.auth;

import org.jspecify.annotations.NullMarked;
