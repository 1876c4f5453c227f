package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.ErrorKind;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says an engine's error the way PostgreSQL says it: SQLSTATE, message, position, hint. No path of
 * this machine and no internal name goes out.
 */
public final class ErrorTranslator {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorTranslator.class);
    private static final Pattern NO_MATCH = Pattern.compile(ErrorRules.NO_MATCH, Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern OBJECT_SIZE =
            Pattern.compile("(?i)maximum|too (?:long|large|big)");

    /** What the operating system says when a file cannot grow. */
    private static final Pattern NO_SPACE =
            Pattern.compile("(?i)no space left on device|disk quota exceeded");

    private static final Set<ErrorKind> ABOUT_FILES =
            EnumSet.of(
                    ErrorKind.IO,
                    ErrorKind.TRANSACTION,
                    ErrorKind.FATAL,
                    ErrorKind.INTERNAL,
                    ErrorKind.SERIALIZATION);

    /** The engine's first() of a decimal type with a name, as scalar subqueries use it. */
    private static final String FIRST_OF_NAMED_DECIMAL = "FIXME: this shouldn't happen";

    private static final Set<ErrorKind> ABOUT_VALUES =
            EnumSet.of(
                    ErrorKind.CONVERSION,
                    ErrorKind.CONSTRAINT,
                    ErrorKind.OUT_OF_RANGE,
                    ErrorKind.DECIMAL,
                    ErrorKind.PARSER,
                    ErrorKind.SYNTAX);

    private static final String REOPENED = "Connect again: the workspace is opened anew.";

    private ErrorTranslator() {}

    /** The position, where known, is 1-based in the text that the engine was given. */
    public static ErrorInfo translate(EngineException error) {
        FunctionError raised = error.raised();
        if (raised != null) {
            return raised(raised);
        }
        ErrorInfo info = isDiskFull(error) ? diskFull(error) : say(error);
        String hint = info.hint() == null ? suggestion(error).orElse(null) : info.hint();
        return ErrorInfo.error(info.sqlState(), scrubbed(error, info.message()))
                .withSeverity(error.kind() == ErrorKind.FATAL ? Severity.FATAL : Severity.ERROR)
                .withDetail(info.detail() == null ? null : scrubbed(error, info.detail()))
                .withHint(hint)
                .withPosition(error.position() + 1)
                .withObject(null, info.table(), info.column(), null);
    }

    /** Also of an instance that has failed for it: what it says then quotes the first error. */
    private static boolean isDiskFull(EngineException error) {
        return ABOUT_FILES.contains(error.kind()) && NO_SPACE.matcher(error.rawMessage()).find();
    }

    private static ErrorInfo diskFull(EngineException error) {
        ErrorInfo info = ErrorInfo.error(SqlState.DISK_FULL, "could not write: disk full");
        return error.kind() == ErrorKind.FATAL
                ? info.withDetail("What was committed before is kept.").withHint(REOPENED)
                : info;
    }

    /** What a function of ours raised goes out as it is. */
    private static ErrorInfo raised(FunctionError error) {
        SqlState state = SqlState.ofCode(error.sqlState()).orElse(SqlState.INTERNAL_ERROR);
        return ErrorInfo.error(state, error.message())
                .withDetail(error.detail())
                .withHint(error.hint());
    }

    /** Values of the user's may look like paths: they stay where an error speaks of values. */
    private static String scrubbed(EngineException error, String text) {
        String named = Scrubber.withoutHiddenNames(Scrubber.withoutTrace(text));
        return ABOUT_VALUES.contains(error.kind()) ? named : Scrubber.withoutPaths(named);
    }

    /** The same as an exception, with the engine's as its cause. */
    public static PgException exception(EngineException error) {
        return new PgException(translate(error), error);
    }

    private static ErrorInfo say(EngineException error) {
        String text = error.rawMessage();
        if (text.contains(FIRST_OF_NAMED_DECIMAL)) {
            return ErrorInfo.error(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "a numeric without precision cannot be picked from several rows")
                    .withHint(
                            "Cast it to numeric(precision, scale) in the subquery or DISTINCT ON.");
        }
        if (error.exceptionType().equals("Data Corruption")) {
            return ErrorInfo.error(SqlState.DATA_CORRUPTED, "the file of a table is damaged");
        }
        return switch (error.kind()) {
            case PARSER, SYNTAX -> syntax(text);
            case CATALOG -> first(ErrorRules.CATALOG, text, SqlState.UNDEFINED_OBJECT);
            case BINDER, EXPRESSION, PLANNER, OPTIMIZER -> binder(error);
            case CONVERSION, DECIMAL ->
                    first(ErrorRules.CONVERSION, text, SqlState.INVALID_TEXT_REPRESENTATION);
            case OUT_OF_RANGE ->
                    first(ErrorRules.OUT_OF_RANGE, text, SqlState.NUMERIC_VALUE_OUT_OF_RANGE);
            case DIVIDE_BY_ZERO -> ErrorInfo.error(SqlState.DIVISION_BY_ZERO, "division by zero");
            case INVALID_INPUT, INVALID, SETTINGS, INVALID_CONFIGURATION, STAT ->
                    first(ErrorRules.INVALID_INPUT, text, SqlState.INVALID_PARAMETER_VALUE);
            case CONSTRAINT ->
                    first(ErrorRules.CONSTRAINT, text, SqlState.INTEGRITY_CONSTRAINT_VIOLATION);
            case TRANSACTION ->
                    first(ErrorRules.TRANSACTION, text, SqlState.INVALID_TRANSACTION_STATE);
            case INTERRUPT ->
                    ErrorInfo.error(
                            SqlState.QUERY_CANCELED, "canceling statement due to user request");
            case OUT_OF_MEMORY -> outOfMemory(text);
            case IO -> first(ErrorRules.IO, text, SqlState.IO_ERROR);
            case NOT_IMPLEMENTED, MISSING_EXTENSION, AUTOLOAD ->
                    firstLine(SqlState.FEATURE_NOT_SUPPORTED, text);
            case PERMISSION -> permission(text);
            case DEPENDENCY ->
                    first(ErrorRules.DEPENDENCY, text, SqlState.DEPENDENT_OBJECTS_STILL_EXIST);
            case SEQUENCE -> firstLine(SqlState.SEQUENCE_GENERATOR_LIMIT_EXCEEDED, text);
            case PARAMETER_NOT_RESOLVED ->
                    ErrorInfo.error(
                            SqlState.INDETERMINATE_DATATYPE,
                            "could not determine data type of a parameter");
            case PARAMETER_NOT_ALLOWED -> firstLine(SqlState.UNDEFINED_PARAMETER, text);
            case INVALID_TYPE, UNKNOWN_TYPE, MISMATCH_TYPE ->
                    firstLine(SqlState.DATATYPE_MISMATCH, text);
            case OBJECT_SIZE -> firstLine(SqlState.PROGRAM_LIMIT_EXCEEDED, text);
            case NETWORK, HTTP, CONNECTION -> firstLine(SqlState.SYSTEM_ERROR, text);
            case FATAL -> unforeseen(error, "the engine has failed").withHint(REOPENED);
            case INTERNAL, NULL_POINTER -> unforeseen(error, "internal error in the engine");
            case SERIALIZATION, SCHEDULER, EXECUTOR, INDEX, UNKNOWN ->
                    firstLine(SqlState.INTERNAL_ERROR, text);
        };
    }

    /** Its text is about the engine's inside: the log has it, the client an id to ask for it. */
    private static ErrorInfo unforeseen(EngineException error, String message) {
        String id = UUID.randomUUID().toString();
        LOG.error("Engine error {}", id, error);
        return ErrorInfo.error(SqlState.INTERNAL_ERROR, message)
                .withDetail("The server's log has the details under id " + id + ".");
    }

    private static ErrorInfo syntax(String text) {
        return text.startsWith("Invalid escape string")
                ? ErrorInfo.error(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid escape string")
                        .withHint("Escape string must be empty or one character.")
                : first(ErrorRules.PARSER, text, SqlState.SYNTAX_ERROR);
    }

    private static ErrorInfo binder(EngineException error) {
        String text = error.rawMessage();
        Matcher noMatch = NO_MATCH.matcher(text);
        if (noMatch.find()) {
            return noFunction(noMatch.group(1), noMatch.group(2));
        }
        SqlState otherwise =
                "UNSUPPORTED".equals(error.subtype())
                        ? SqlState.FEATURE_NOT_SUPPORTED
                        : SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION;
        return first(ErrorRules.BINDER, text, otherwise);
    }

    private static ErrorInfo noFunction(String name, String arguments) {
        String types = TypeNames.ofArguments(arguments);
        if (NAME.matcher(name).matches()) {
            return ErrorInfo.error(
                            SqlState.UNDEFINED_FUNCTION,
                            "function %s(%s) does not exist".formatted(name, types))
                    .withHint(ErrorRules.castsHint());
        }
        String[] operands = types.split(", ", 2);
        String call =
                operands.length == 2
                        ? operands[0] + " " + name + " " + operands[1]
                        : name + " " + types;
        return ErrorInfo.error(SqlState.UNDEFINED_FUNCTION, "operator does not exist: " + call)
                .withHint(ErrorRules.castsHint().replace("function", "operator"));
    }

    private static ErrorInfo outOfMemory(String text) {
        if (text.contains("max_temp_directory_size")) {
            return ErrorInfo.error(
                            SqlState.DISK_FULL,
                            "the workspace's space for temporary files is used up")
                    .withDetail(line(text));
        }
        return OBJECT_SIZE.matcher(text).find() && !text.contains("used")
                ? firstLine(SqlState.PROGRAM_LIMIT_EXCEEDED, text)
                : ErrorInfo.error(SqlState.OUT_OF_MEMORY, "out of memory").withDetail(line(text));
    }

    private static ErrorInfo permission(String text) {
        return text.startsWith("Cannot access")
                ? ErrorInfo.error(
                        SqlState.INSUFFICIENT_PRIVILEGE, "permission denied to access files")
                : firstLine(SqlState.INSUFFICIENT_PRIVILEGE, text);
    }

    private static ErrorInfo first(List<ErrorRule> rules, String text, SqlState otherwise) {
        for (ErrorRule rule : rules) {
            Optional<ErrorInfo> info = rule.apply(text);
            if (info.isPresent()) {
                return info.get();
            }
        }
        return firstLine(otherwise, text);
    }

    private static ErrorInfo firstLine(SqlState state, String text) {
        return ErrorInfo.error(state, line(text));
    }

    private static String line(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** The engine's nearest name, unless it is one of its own or ours. */
    private static Optional<String> suggestion(EngineException error) {
        String candidate = error.fields().get("candidates");
        if (candidate == null
                || (error.kind() == ErrorKind.BINDER && !"COLUMN_NOT_FOUND".equals(error.subtype()))
                || candidate.contains(",")
                || candidate.contains("duckdb_")
                || candidate.contains("pragma_")
                || candidate.startsWith("pg_")
                || candidate.startsWith("sqlite_")
                || candidate.contains("_schema.")
                || candidate.startsWith("main.")
                || candidate.contains(HiddenNames.CATALOG)) {
            return Optional.empty();
        }
        return Optional.of("Perhaps you meant \"" + candidate + "\".");
    }
}
