package dev.duckspace.gateway.net;

import dev.duckspace.gateway.protocol.BackendEncoder;
import dev.duckspace.gateway.protocol.BackendMessage;
import dev.duckspace.gateway.session.ConnectionLostException;
import dev.duckspace.gateway.session.SessionOutput;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A session's way to its channel. Small messages and small batches of frames gather in one buffer;
 * the buffer leaves when it is full or flushed, large batches leave as they are.
 *
 * <p>Futures of writes are not looked at: a write that fails closes the channel, and that is seen.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class ChannelOutput implements SessionOutput {
    private static final int GATHER_BYTES_INITIAL = 4 << 10;
    private static final int GATHER_BYTES_MAX = 32 << 10;
    private static final long PROGRESS_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A client that does not take the last words keeps the socket no longer than this. */
    private static final long LAST_WORDS_SECONDS = 5;

    private final Channel channel;
    private final Duration writeTimeout;
    private final Runnable authenticated;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stateChanged = lock.newCondition();
    private @Nullable ByteBuf gathered;
    private Runnable beforeWaiting = () -> {};
    private volatile boolean closed;
    private boolean hurried;
    private long hurriedUntilNanos;

    /**
     * @param authenticated called before AuthenticationOk leaves; must return at once
     */
    ChannelOutput(Channel channel, Duration writeTimeout, Runnable authenticated) {
        this.channel = channel;
        this.writeTimeout = writeTimeout;
        this.authenticated = authenticated;
    }

    @Override
    public void send(BackendMessage message) {
        if (message instanceof BackendMessage.AuthenticationOk) {
            authenticated.run();
        }
        lock.lock();
        try {
            failIfGone();
            ByteBuf buffer = gathering();
            int start = buffer.writerIndex();
            try {
                BackendEncoder.encode(message, buffer);
            } catch (RuntimeException e) {
                buffer.writerIndex(start);
                throw e;
            }
            if (buffer.readableBytes() >= GATHER_BYTES_MAX) {
                flushGathered();
                awaitWritable();
            }
        } finally {
            lock.unlock();
        }
    }

    private ByteBuf gathering() {
        ByteBuf buffer = gathered;
        if (buffer == null) {
            buffer = channel.alloc().directBuffer(GATHER_BYTES_INITIAL);
            gathered = buffer;
        }
        return buffer;
    }

    @Override
    public ByteBuf allocate(int capacity) {
        return channel.alloc().directBuffer(capacity);
    }

    @Override
    public void sendFrames(ByteBuf frames) {
        boolean handedOn = false;
        lock.lock();
        try {
            failIfGone();
            if (frames.readableBytes() < GATHER_BYTES_MAX) {
                gathering().writeBytes(frames);
            } else {
                if (gathered != null) {
                    channel.write(takeGathered(), channel.voidPromise());
                }
                handedOn = true;
                channel.writeAndFlush(frames, channel.voidPromise());
            }
            if (gathered != null && gathered.readableBytes() >= GATHER_BYTES_MAX) {
                flushGathered();
            }
            awaitWritable();
        } finally {
            lock.unlock();
            if (!handedOn) {
                frames.release();
            }
        }
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            failIfGone();
            flushGathered();
            awaitWritable();
        } finally {
            lock.unlock();
        }
    }

    private void flushGathered() {
        if (gathered != null) {
            channel.writeAndFlush(takeGathered(), channel.voidPromise());
        }
    }

    private ByteBuf takeGathered() {
        ByteBuf buffer = gathering();
        gathered = null;
        return buffer;
    }

    private void failIfGone() {
        if (closed || !channel.isActive()) {
            throw new ConnectionLostException("the connection is closed");
        }
    }

    /** Waits, without the lock, until the client has taken enough of what is unsent. */
    private void awaitWritable() {
        if (channel.isWritable()) {
            return;
        }
        channel.flush();
        beforeWaiting.run();
        long unsent = channel.bytesBeforeWritable();
        long deadline = System.nanoTime() + writeTimeout.toNanos();
        try {
            while (!channel.isWritable()) {
                failIfGone();
                long remaining = remainingNanos(deadline);
                if (remaining <= 0) {
                    channel.close();
                    throw new ConnectionLostException(
                            hurried
                                    ? "the client did not read, and the session was to end"
                                    : "the client took nothing for "
                                            + writeTimeout.toSeconds()
                                            + " s");
                }
                long waited = stateChanged.awaitNanos(Math.min(remaining, PROGRESS_CHECK_NANOS));
                long unsentNow = channel.bytesBeforeWritable();
                if (waited <= 0 && unsentNow < unsent) {
                    deadline = System.nanoTime() + writeTimeout.toNanos();
                }
                unsent = Math.min(unsent, unsentNow);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLostException("the session was interrupted while it wrote", e);
        }
    }

    private long remainingNanos(long deadline) {
        long now = System.nanoTime();
        long remaining = deadline - now;
        return hurried ? Math.min(remaining, hurriedUntilNanos - now) : remaining;
    }

    @Override
    public void beforeWaiting(Runnable callback) {
        beforeWaiting = callback;
    }

    @Override
    public void hurry() {
        lock.lock();
        try {
            if (!hurried) {
                hurried = true;
                hurriedUntilNanos =
                        System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_WORDS_SECONDS);
                stateChanged.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The loop reads its sockets before it looks for what is due, so that what is scheduled from
     * within comes after a whole round of reading.
     */
    @Override
    public void onceRead(Runnable work) {
        EventLoop loop = channel.eventLoop();
        try {
            loop.execute(() -> loop.schedule(work, 0, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            work.run(); // the event loop has ended, and the channel with it
        }
    }

    /** The channel became writable, or inactive: whoever waits looks again. */
    void stateChanged() {
        lock.lock();
        try {
            stateChanged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            stateChanged.signalAll();
            if (!channel.isOpen()) {
                takeGathered().release();
                return;
            }
            ChannelFuture lastWords = channel.writeAndFlush(takeGathered());
            lastWords.addListener(ChannelFutureListener.CLOSE);
            if (!lastWords.isDone()) {
                limitLastWords();
            }
        } finally {
            lock.unlock();
        }
    }

    private void limitLastWords() {
        try {
            ScheduledFuture<?> limit =
                    channel.eventLoop()
                            .schedule(() -> channel.close(), LAST_WORDS_SECONDS, TimeUnit.SECONDS);
            channel.closeFuture().addListener(_ -> limit.cancel(false));
        } catch (RejectedExecutionException e) {
            // the event loop has ended, and the channel with it
            channel.close();
        }
    }

    @Override
    public boolean isOpen() {
        return !closed && channel.isActive();
    }
}
