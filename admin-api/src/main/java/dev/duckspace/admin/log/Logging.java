package dev.duckspace.admin.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Sets the log up as configured; what is logged before is text at level INFO. */
public final class Logging {
    private static final String OURS = "dev.duckspace";
    private static final String APPENDER = "stderr";

    private Logging() {}

    /** Changes format and level for the whole process. The level is Duckspace's own loggers'. */
    public static void configure(LogFormat format, org.slf4j.event.Level level) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            context.getLogger(OURS).setLevel(Level.convertAnSLF4JLevel(level));
            if (format == LogFormat.JSON) {
                writeJson(context);
            }
        }
    }

    private static void writeJson(LoggerContext context) {
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(APPENDER) instanceof ConsoleAppender<ILoggingEvent> console) {
            JsonLineEncoder encoder = new JsonLineEncoder();
            encoder.setContext(context);
            encoder.start();
            console.stop();
            console.setEncoder(encoder);
            console.start();
        }
    }
}
