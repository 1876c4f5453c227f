package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.sql.SqlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The WHERE of a COPY FROM, which is checked within an INSERT that the client does not know. */
final class CopyCondition {
    private static final String OPEN = " WHERE (";
    private static final String CLOSE = "\n)";

    private CopyCondition() {}

    /** The end of a query. */
    static String clause(SqlText where) {
        return OPEN + where.text() + CLOSE;
    }

    /**
     * On an engine thread. The rows' texts become values by casts, which would take more than the
     * table's own columns do: of those the condition must be one as well.
     *
     * @throws PgException 0A000 for what PostgreSQL does not let such a condition have, or as a
     *     query of the table with this condition
     */
    static void require(Session session, CopyRelation relation, SqlText where) {
        requireNoSets(where);
        String query =
                "SELECT 1 FROM %s AS %s%s"
                        .formatted(
                                relation.quoted(),
                                CopySql.identifier(relation.name()),
                                clause(where));
        try {
            SqlText text = SqlSplitter.split(query, Integer.MAX_VALUE).getFirst();
            session.planner().plan(text, List.of()).release();
        } catch (PgException e) {
            throw new PgException(told(e.info(), query, where), e);
        }
    }

    private static void requireNoSets(SqlText where) {
        refuse(where, "select", "cannot use subquery in COPY FROM WHERE condition");
        String sets = "set-returning functions are not allowed in COPY FROM WHERE conditions";
        refuse(where, "generate_series", sets);
        refuse(where, "unnest", sets);
    }

    private static void refuse(SqlText where, String word, String message) {
        where.positionOf(word)
                .ifPresent(
                        position -> {
                            throw new PgException(
                                    ErrorInfo.error(SqlState.FEATURE_NOT_SUPPORTED, message)
                                            .withPosition(position));
                        });
    }

    /**
     * An error in the INSERT as one of the COPY: its position is in the condition, or of no use.
     *
     * @param insert ends with the {@link #clause}
     */
    static ErrorInfo told(ErrorInfo info, String insert, @Nullable SqlText where) {
        if (where == null) {
            return info.withPosition(0);
        }
        int begin = insert.length() - CLOSE.length() - where.text().length();
        int offset = info.position() == 0 ? -1 : offset(insert, info.position()) - begin;
        int position =
                offset < 0 || offset > where.text().length()
                        ? 0
                        : where.source().codePointCount(0, where.start() + offset) + 1;
        return info.withMessage(
                        info.message()
                                .replace(
                                        "are not allowed in WHERE",
                                        "are not allowed in COPY FROM WHERE conditions"))
                .withPosition(position);
    }

    private static int offset(String text, int position) {
        return text.offsetByCodePoints(
                0, Math.min(position - 1, text.codePointCount(0, text.length())));
    }
}
