package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineBusyException;
import dev.duckspace.gateway.engine.EngineClosedException;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.ErrorKind;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.RewrittenSql;
import dev.duckspace.gateway.sql.SqlText;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session's errors say to its client: never a path, a stack trace or an internal name. */
final class ErrorReports {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReports.class);

    private static final Pattern SYNTAX_ERROR_NEAR =
            Pattern.compile("syntax error at or near \"(.*)\"", Pattern.DOTALL);

    /** What PostgreSQL says of a literal, and where it stands. */
    private static final Pattern VALUE =
            Pattern.compile(
                    "(?:invalid input (?:syntax for type|value for enum) [^\"]*: |malformed .* literal: "
                            + "|.* out of range: |value |)\"(.*)\"(?: is out of range for type .*|)",
                    Pattern.DOTALL);

    private static final Set<SqlState> OF_VALUES =
            EnumSet.of(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    SqlState.INVALID_DATETIME_FORMAT,
                    SqlState.DATETIME_FIELD_OVERFLOW,
                    SqlState.INTERVAL_FIELD_OVERFLOW);

    private final Interrupts interrupts;
    private final Function<EngineException, PgException> translator;
    private final UnaryOperator<String> names;

    /**
     * @param translator says an engine's error as PostgreSQL would
     * @param names puts the names of users' types in place of the engine's
     */
    ErrorReports(
            Interrupts interrupts,
            Function<EngineException, PgException> translator,
            UnaryOperator<String> names) {
        this.interrupts = interrupts;
        this.translator = translator;
        this.names = names;
    }

    /**
     * Points an error of preparing a rewritten text into the client's own.
     *
     * @param error with a position in {@code rewritten}'s text; a syntax error without one is
     *     looked for in the client's text by the word that it names, an error about a value by the
     *     literal that is spelled so
     */
    static PgException inClientText(PgException error, RewrittenSql rewritten, SqlText clientText) {
        ErrorInfo info = error.info();
        if (OF_VALUES.contains(info.sqlState())) {
            Matcher value = VALUE.matcher(info.message());
            int position = value.matches() ? clientText.positionOfString(value.group(1)) : 0;
            if (position > 0) {
                return new PgException(info.withPosition(position), error);
            }
        }
        if (info.position() > 0) {
            int position = rewritten.positions().clientPosition(info.position() - 1);
            return new PgException(info.withPosition(position), error);
        }
        Matcher near = SYNTAX_ERROR_NEAR.matcher(info.message());
        return info.sqlState() == SqlState.SYNTAX_ERROR && near.matches()
                ? clientText.syntaxErrorNear(near.group(1)).orElse(error)
                : error;
    }

    ErrorInfo translate(RuntimeException error) {
        if (interrupted(error)) {
            InterruptReason reason = interrupts.requested();
            return (reason == null ? InterruptReason.USER_CANCEL : reason).info();
        }
        return switch (error) {
            case PgException pg -> pg.info().withMessage(names.apply(pg.info().message()));
            case EngineException engine -> translator.apply(engine).info();
            case EngineBusyException _ -> busy();
            case EngineClosedException _ -> closed();
            default -> internal(error);
        };
    }

    private static boolean interrupted(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineException engine && engine.kind() == ErrorKind.INTERRUPT) {
                return true;
            }
        }
        return false;
    }

    /** Its workspace was removed, or closed after a failure of the engine. */
    private ErrorInfo closed() {
        InterruptReason reason = interrupts.requested();
        return reason != null && reason.endsSession()
                ? reason.info()
                : InterruptReason.ENGINE_FAILED.info();
    }

    /** No engine thread is free, and as many statements wait for one as may. */
    static ErrorInfo busy() {
        return ErrorInfo.error(
                        SqlState.TOO_MANY_CONNECTIONS,
                        "too many statements run at once on this server")
                .withHint("Try again in a moment.");
    }

    /** Who may connect to what cannot be looked up now. */
    static ErrorInfo noMetadata() {
        return ErrorInfo.fatal(
                        SqlState.CANNOT_CONNECT_NOW,
                        "the server cannot look up workspaces at the moment")
                .withHint("Try again in a moment; sessions that are open go on.");
    }

    /** The log has the details, the client an id to ask for them. */
    static ErrorInfo internal(Throwable error) {
        String id = UUID.randomUUID().toString();
        LOG.error("Internal error {}", id, error);
        return ErrorInfo.error(SqlState.INTERNAL_ERROR, "internal error")
                .withDetail("The server's log has the details under id " + id + ".");
    }
}
