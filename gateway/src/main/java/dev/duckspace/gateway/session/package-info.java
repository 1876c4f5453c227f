/**
 * One client's conversation: start-up, simple and extended query, portals, transactions, settings.
 *
 * <p>May use: all of the gateway but net and tls. Thread: one virtual thread a session, plain
 * blocking code.
 */
@NullMarked
package dev.duckspace.gateway.session;

import org.jspecify.annotations.NullMarked;
