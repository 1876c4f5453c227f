package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.BackendMessage;
import io.netty.buffer.ByteBuf;

/**
 * The way to the client. Used by the session's thread alone, but for {@link #isOpen}, {@link
 * #hurry} and {@link #close}, which any thread may call. Messages leave in the order given.
 */
public interface SessionOutput {

    /**
     * Appends the message to what waits to be sent; leaves the process at {@link #flush}, or before
     * when much has gathered.
     *
     * @throws ConnectionLostException when the client is gone
     */
    void send(BackendMessage message);

    /** An empty pooled direct buffer of at least {@code capacity} bytes; the caller releases it. */
    ByteBuf allocate(int capacity);

    /**
     * Sends finished frames and takes ownership of the buffer, also when it throws. Blocks while
     * the client reads more slowly than the rows come.
     *
     * @throws ConnectionLostException when the client is gone, or took nothing for the configured
     *     write timeout
     */
    void sendFrames(ByteBuf frames);

    /**
     * Lets all that waits leave now.
     *
     * @throws ConnectionLostException when the client is gone
     */
    void flush();

    /**
     * What to do each time before waiting for a client that reads slowly: let go of what others
     * need. Must return at once.
     */
    void beforeWaiting(Runnable callback);

    /**
     * The session is to end: from now on it waits no more than a few seconds for a client that does
     * not read. Any thread.
     */
    void hurry();

    /**
     * Runs something when all that has arrived by now is read from the connection, or the
     * connection is gone. Any thread; the work is the connection's own thread's, so it must return
     * at once.
     */
    void onceRead(Runnable work);

    /** Sends what waits, then closes the connection. Never throws; a second call does nothing. */
    void close();

    boolean isOpen();
}
