package dev.duckspace.admin;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** All that this process logs under a name while it is open, with every field of each line. */
public final class LogLines implements AutoCloseable {
    private static final Duration WAIT_MAX = Duration.ofSeconds(20);

    private final Logger logger;
    private final @Nullable Level levelBefore;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(
                            "%s %s mdc=%s fields=%s thrown=%s"
                                    .formatted(
                                            event.getLoggerName(),
                                            event.getFormattedMessage(),
                                            event.getMDCPropertyMap(),
                                            event.getKeyValuePairs(),
                                            event.getThrowableProxy() == null
                                                    ? ""
                                                    : event.getThrowableProxy().getMessage()));
                }
            };

    private LogLines(Logger logger) {
        this.logger = logger;
        this.levelBefore = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
    }

    /** From level DEBUG on. */
    public static LogLines of(String name) {
        return new LogLines((Logger) LoggerFactory.getLogger(name));
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for a line that holds the text; all that do by then. */
    public List<String> await(String text) {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (true) {
            List<String> found = lines.stream().filter(line -> line.contains(text)).toList();
            if (!found.isEmpty()) {
                return found;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no line with " + text + " in\n" + lines);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(levelBefore);
    }
}
