package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.BackendMessage.CommandComplete;
import dev.duckspace.gateway.protocol.BackendMessage.EmptyQueryResponse;
import dev.duckspace.gateway.protocol.BackendMessage.RowDescription;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement;
import java.util.List;

/**
 * Answers Query: a text of any number of statements, which together are one implicit transaction
 * unless they say BEGIN or COMMIT themselves. Rows are sent as text.
 */
final class SimpleQueryHandler {
    private static final RowForm ALL_AS_TEXT = RowForm.dataRows(new short[0], Long.MAX_VALUE);

    private final Session session;
    private final SessionOutput output;

    SimpleQueryHandler(Session session) {
        this.session = session;
        this.output = session.output();
    }

    void run(String sql) {
        session.nowActive(sql);
        session.queries().begins();
        session.statements().close("");
        session.portals().close("");
        List<SqlText> statements = SqlSplitter.split(sql, session.limits().maxSqlChars());
        if (statements.isEmpty()) {
            session.queries().pauses();
            output.send(new EmptyQueryResponse());
            return;
        }
        if (statements.size() > 1) {
            session.planner().requireWellFormed(statements);
        }
        boolean alone = statements.size() == 1;
        for (int i = 0; i < statements.size(); i++) {
            runOne(statements.get(i), alone, i == statements.size() - 1);
        }
    }

    private void runOne(SqlText text, boolean alone, boolean last) {
        session.queries().begins();
        session.startStatement();
        try {
            session.transaction().enterImplicit();
            PreparedStatement statement = session.planner().planToRun(text, List.of());
            session.queries().is(statement.statement());
            try {
                if (!(statement.statement() instanceof Statement.Prepare)) {
                    text.requireNoParameters();
                }
                execute(statement, alone, last);
            } finally {
                statement.release();
            }
        } finally {
            session.finishStatement();
        }
    }

    private void execute(PreparedStatement statement, boolean alone, boolean last) {
        Started started = session.runner().start(statement, List.of(), ALL_AS_TEXT, alone);
        long rows = started.changedRows();
        RowSource source = started.rows();
        if (source != null) {
            try (source) {
                output.send(new RowDescription(started.fields()));
                rows = source.send(output, Long.MAX_VALUE);
            }
            session.queries().sent(rows);
        } else {
            session.queries().changed(rows);
        }
        if (last) {
            session.transaction().leaveImplicit();
        }
        output.send(new CommandComplete(started.tag().of(rows)));
        session.queries().succeeded();
    }
}
