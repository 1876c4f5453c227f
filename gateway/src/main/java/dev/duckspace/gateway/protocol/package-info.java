/**
 * The PostgreSQL wire protocol as values: frontend and backend messages as sealed records, their
 * codec, SQLSTATEs and error fields. Knows no socket, no session and no engine.
 *
 * <p>May use: Netty's ByteBuf only. Thread: any; values are immutable, buffers belong to the
 * caller.
 */
@NullMarked
package dev.duckspace.gateway.protocol;

import org.jspecify.annotations.NullMarked;
