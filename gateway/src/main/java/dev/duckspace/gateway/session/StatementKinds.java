package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.StatementType;
import dev.duckspace.gateway.sql.Leading;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.sql.WithClause;
import java.util.EnumSet;
import java.util.Set;

/** What the session must know of a kind of statement before it runs. */
final class StatementKinds {
    private static final Set<Leading> QUERIES =
            EnumSet.of(
                    Leading.SELECT,
                    Leading.VALUES,
                    Leading.TABLE,
                    Leading.FROM,
                    Leading.PIVOT,
                    Leading.UNPIVOT,
                    Leading.DESCRIBE,
                    Leading.SUMMARIZE,
                    Leading.SHOW,
                    Leading.CALL,
                    Leading.PRAGMA,
                    Leading.UNKNOWN);

    private static final Set<Leading> CHANGES =
            EnumSet.of(Leading.INSERT, Leading.UPDATE, Leading.DELETE, Leading.MERGE);

    private static final Set<Leading> TABLES_FROM_QUERIES =
            EnumSet.of(Leading.SELECT_INTO, Leading.CREATE_TABLE_AS, Leading.CREATE_TABLE_AS_EMPTY);

    private static final Set<StatementType> READS =
            EnumSet.of(StatementType.SELECT, StatementType.EXPLAIN, StatementType.RELATION);

    private static final Set<String> ACTING =
            Set.of(
                    "setval",
                    "pg_advisory_lock",
                    "pg_advisory_lock_shared",
                    "pg_advisory_xact_lock",
                    "pg_advisory_xact_lock_shared");

    private StatementKinds() {}

    /** Whether the engine analyses it at Parse; definitions wait until they run. */
    static boolean plannedAtOnce(Leading leading) {
        return QUERIES.contains(leading)
                || CHANGES.contains(leading)
                || TABLES_FROM_QUERIES.contains(leading);
    }

    static boolean returnsRows(Leading leading, SqlText text) {
        return QUERIES.contains(leading) || (CHANGES.contains(leading) && text.hasReturning());
    }

    static boolean isQuery(Leading leading) {
        return QUERIES.contains(leading);
    }

    /** Whether it takes locks that others may hold, or sets sequences. */
    static boolean actsOnSession(SqlText text) {
        return text.mentionsAny(ACTING);
    }

    /** Whether it may run in an aborted transaction. */
    static boolean endsTransaction(Statement statement) {
        return statement instanceof Statement.Commit
                || statement instanceof Statement.Rollback
                || statement instanceof Statement.RollbackTo;
    }

    /** Whether it may change data or definitions. */
    static boolean writes(StatementType type, Leading leading, SqlText text) {
        return !READS.contains(type) || changesData(leading, text);
    }

    /** Whether it changes rows, itself or in its WITH clause. */
    static boolean changesData(Leading leading, SqlText text) {
        return CHANGES.contains(leading)
                || TABLES_FROM_QUERIES.contains(leading)
                || WithClause.changesData(text);
    }
}
