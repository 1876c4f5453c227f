package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.types.ParameterDecoder;
import dev.duckspace.gateway.types.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL's PREPARE, EXECUTE and DEALLOCATE, over the same statements as the protocol's Parse. */
final class NamedStatements {
    private final Session session;

    NamedStatements(Session session) {
        this.session = session;
    }

    Started run(Statement.Prepared statement, SqlText text, RowForm form, boolean alone) {
        return switch (statement) {
            case Statement.Prepare prepare -> prepare(prepare, text.source());
            case Statement.Execute execute -> execute(execute, form, alone);
            case Statement.Deallocate deallocate -> deallocate(deallocate);
        };
    }

    private Started prepare(Statement.Prepare prepare, String source) {
        session.statements().requireFree(prepare.name());
        List<Integer> types = new ArrayList<>();
        for (String name : prepare.types()) {
            types.add(typeNamed(name).oid());
        }
        PreparedStatement inner = session.planner().plan(prepare.inner(), types);
        session.statements().put(prepare.name(), inner, source, true);
        return Started.done("PREPARE");
    }

    private PgType typeNamed(String name) {
        Optional<PgType> type = PgType.ofName(name).or(() -> session.planner().userTypeNamed(name));
        return type.orElseThrow(
                () ->
                        new PgException(
                                SqlState.UNDEFINED_OBJECT, "type \"" + name + "\" does not exist"));
    }

    private Started execute(Statement.Execute execute, RowForm form, boolean alone) {
        PreparedStatement inner = session.statements().require(execute.name()).retain();
        try {
            List<PgType> types = inner.parameterTypes();
            if (types.size() != execute.arguments().size()) {
                throw new PgException(
                        SqlState.SYNTAX_ERROR,
                        "wrong number of parameters for prepared statement \""
                                + execute.name()
                                + "\"");
            }
            boolean single = alone && types.isEmpty();
            List<EngineValue> values = types.isEmpty() ? List.of() : evaluate(execute, types);
            return session.runner().start(inner, values, form, single);
        } finally {
            inner.release();
        }
    }

    /**
     * The arguments are expressions: the engine evaluates them once, as the types they stand for.
     */
    private List<EngineValue> evaluate(Statement.Execute execute, List<PgType> types) {
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int i = 0; i < types.size(); i++) {
            SqlText argument = execute.arguments().get(i);
            sql.append(i == 0 ? "" : ", ")
                    .append("CAST((")
                    .append(argument.text())
                    .append("\n) AS ")
                    .append(types.get(i).sqlName())
                    .append(')');
        }
        SqlText query =
                SqlSplitter.split(sql.toString(), session.limits().maxSqlChars()).getFirst();
        PreparedStatement statement = session.planner().plan(query, List.of());
        try {
            Started started =
                    session.runner()
                            .start(statement, List.of(), RowForm.dataRows(new short[0], 0), false);
            List<byte @Nullable []> row = RowCapture.all(started, session.output()).getFirst();
            List<EngineValue> values = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                values.add(
                        ParameterDecoder.decode(
                                types.get(i),
                                (short) 0,
                                row.get(i),
                                session.textSettings(),
                                i + 1));
            }
            return values;
        } finally {
            statement.release();
        }
    }

    private Started deallocate(Statement.Deallocate deallocate) {
        String name = deallocate.name();
        if (name == null) {
            session.statements().closeAll();
            return Started.done("DEALLOCATE ALL");
        }
        session.statements().require(name);
        session.statements().close(name);
        return Started.done("DEALLOCATE");
    }
}
