package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement asks for, as far as the gateway itself must know. Names are folded as PostgreSQL
 * folds them; parts that are SQL themselves stay spans of the client's text.
 */
public sealed interface Statement {

    /** Opens, ends or shapes a transaction. */
    sealed interface Transaction extends Statement {}

    /**
     * BEGIN or START TRANSACTION.
     *
     * @param start spelled START TRANSACTION, which is then its tag too
     */
    record Begin(boolean start, TransactionModes modes) implements Transaction {}

    /** COMMIT or END. */
    record Commit(boolean chain) implements Transaction {}

    /** ROLLBACK or ABORT. */
    record Rollback(boolean chain) implements Transaction {}

    record Savepoint(String name) implements Transaction {}

    record Release(String name) implements Transaction {}

    record RollbackTo(String name) implements Transaction {}

    /** SET [LOCAL] TRANSACTION: the modes of the current transaction. */
    record SetTransaction(TransactionModes modes) implements Transaction {}

    /** SET SESSION CHARACTERISTICS AS TRANSACTION: the modes of later transactions. */
    record SetSessionCharacteristics(TransactionModes modes) implements Transaction {}

    /**
     * SET CONSTRAINTS.
     *
     * @param names dotted; empty for ALL
     */
    record SetConstraints(List<String> names, boolean deferred) implements Transaction {}

    /** Reads or changes what belongs to the session. */
    sealed interface Session extends Statement {}

    enum Scope {
        SESSION,
        LOCAL
    }

    /**
     * SET, with its special spellings under the parameter's real name: TIME ZONE is timezone, NAMES
     * client_encoding, SCHEMA search_path, ROLE role, SESSION AUTHORIZATION session_authorization.
     *
     * @param name folded, dots included
     * @param values empty for DEFAULT; strings unquoted, names folded, numbers with their sign
     */
    record Set(Scope scope, String name, List<String> values) implements Session {
        public boolean toDefault() {
            return values.isEmpty();
        }
    }

    record Reset(String name) implements Session {}

    record ResetAll() implements Session {}

    /** SHOW of a parameter, under its real name as in {@link Set}. */
    record Show(String name) implements Session {}

    record ShowAll() implements Session {}

    enum DiscardTarget {
        ALL,
        PLANS,
        SEQUENCES,
        TEMP
    }

    record Discard(DiscardTarget target) implements Session {}

    record Listen(String channel) implements Session {}

    record Notify(String channel, @Nullable String payload) implements Session {}

    /**
     * @param channel null for {@code *}
     */
    record Unlisten(@Nullable String channel) implements Session {}

    /** Statements under a name: PREPARE and what uses it. */
    sealed interface Prepared extends Statement {}

    /**
     * @param types as written, one for each declared parameter
     */
    record Prepare(String name, List<String> types, SqlText inner) implements Prepared {}

    /**
     * @param arguments expressions, in order
     */
    record Execute(String name, List<SqlText> arguments) implements Prepared {}

    /**
     * @param name null for ALL
     */
    record Deallocate(@Nullable String name) implements Prepared {}

    /** Cursors of SQL. */
    sealed interface Cursor extends Statement {}

    enum Scroll {
        UNSPECIFIED,
        SCROLL,
        NO_SCROLL
    }

    record DeclareCursor(
            String name,
            boolean binary,
            boolean insensitive,
            Scroll scroll,
            boolean hold,
            SqlText query)
            implements Cursor {}

    enum Direction {
        FORWARD,
        BACKWARD,
        ABSOLUTE,
        RELATIVE
    }

    /**
     * FETCH or MOVE. NEXT is FORWARD 1, PRIOR is BACKWARD 1, FIRST is ABSOLUTE 1, LAST is ABSOLUTE
     * -1.
     *
     * @param count rows or position; {@link #ALL} for all
     * @param move MOVE: no rows are sent
     */
    record Fetch(Direction direction, long count, String cursor, boolean move) implements Cursor {
        public static final long ALL = Long.MAX_VALUE;
    }

    /**
     * CLOSE.
     *
     * @param name null for ALL
     */
    record CloseCursor(@Nullable String name) implements Cursor {}

    enum CopyDirection {
        FROM,
        TO
    }

    /** What COPY reads from or writes to on the side of the database. */
    sealed interface CopySource {}

    /**
     * @param name parts, folded
     * @param columns empty for all
     */
    record CopyTable(List<String> name, List<String> columns) implements CopySource {}

    record CopyQuery(SqlText query) implements CopySource {}

    /** What COPY reads from or writes to on the other side. */
    sealed interface CopyTarget {}

    /** STDIN or STDOUT: the client's connection. */
    record CopyClient() implements CopyTarget {}

    record CopyFile(String path) implements CopyTarget {}

    record CopyProgram(String command) implements CopyTarget {}

    /**
     * One option of COPY, the old spellings under their new names.
     *
     * @param name folded
     * @param values empty for an option without one; {@code *} alone for a star
     * @param list whether the values stand in brackets, or are a list by their grammar
     * @param position 1-based, in characters of the client's text
     */
    record CopyOption(String name, List<String> values, boolean list, int position) {}

    /**
     * @param where the filter of COPY FROM
     */
    record Copy(
            CopySource source,
            CopyDirection direction,
            CopyTarget target,
            List<CopyOption> options,
            @Nullable SqlText where)
            implements Statement {}

    /**
     * EXPLAIN.
     *
     * @param options as written: name, then its value or an empty text; the old spelling's ANALYZE
     *     and VERBOSE among them
     */
    record Explain(List<ExplainOption> options, SqlText inner) implements Statement {
        /** Whether the inner statement runs. */
        public boolean analyze() {
            return options.stream().anyMatch(o -> o.name().equals("analyze") && o.on());
        }
    }

    /**
     * @param name folded
     * @param value folded or unquoted; empty for none
     */
    record ExplainOption(String name, String value) {
        boolean on() {
            return !(value.equals("false") || value.equals("off") || value.equals("0"));
        }
    }

    /**
     * LOCK TABLE. The engine locks nothing: one writer's conflict fails at once, so that inside a
     * transaction the statement is accepted and does nothing, and outside it is PostgreSQL's error.
     *
     * @param tables dotted names
     * @param mode upper case, as {@code ACCESS EXCLUSIVE}
     */
    record Lock(List<String> tables, String mode, boolean nowait) implements Statement {}

    /** What the engine runs, after rewriting. */
    record Engine(Leading leading) implements Statement {}

    /** What PostgreSQL has and the engine has no object for. */
    record Refused(SqlState sqlState, String message, String hint) implements Statement {}
}
