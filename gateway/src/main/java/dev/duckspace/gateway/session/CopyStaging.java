package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.ChunkAppender;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.types.CopyColumn;
import dev.duckspace.gateway.types.CopyRows;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows go by way of a temporary table, where the engine has to make values of texts by its casts,
 * or to leave out the rows that a WHERE refuses: one INSERT at the end moves them.
 */
final class CopyStaging implements CopyTarget {
    private static final String TABLE = "__copied_rows";
    private static final String QUALIFIED = "temp.main." + TABLE;
    private static final String LINE = "line";

    private final WorkspaceConnection connection;
    private final EngineConnection engine;
    private final CopyRelation relation;
    private final List<CopyRelation.Column> copied;
    private final List<CopyColumn> columns;
    private final PreparedStatement insert;

    private CopyStaging(
            WorkspaceConnection connection,
            CopyRelation relation,
            List<CopyRelation.Column> copied,
            List<CopyColumn> columns,
            PreparedStatement insert) {
        this.connection = connection;
        this.engine = connection.engine();
        this.relation = relation;
        this.copied = copied;
        this.columns = columns;
        this.insert = insert;
    }

    /**
     * Makes the table; on an engine thread.
     *
     * @throws PgException 0A000, 42803, 42703... for a WHERE that cannot be
     */
    static CopyStaging create(
            Session session,
            WorkspaceConnection connection,
            CopyRelation relation,
            List<CopyRelation.Column> copied,
            List<CopyColumn> columns,
            @Nullable SqlText where) {
        if (where != null) {
            CopyCondition.require(session, relation, where);
        }
        connection.engine().execute(definition(copied, columns));
        String text = insertion(relation, copied, columns, where);
        SqlText insert = SqlSplitter.split(text, Integer.MAX_VALUE).getFirst();
        try {
            return new CopyStaging(
                    connection,
                    relation,
                    copied,
                    columns,
                    session.planner().plan(insert, List.of()));
        } catch (PgException e) {
            throw new PgException(CopyCondition.told(e.info(), text, where), e);
        }
    }

    private static String definition(List<CopyRelation.Column> copied, List<CopyColumn> columns) {
        StringBuilder sql = new StringBuilder("CREATE OR REPLACE TEMP TABLE ").append(TABLE);
        sql.append(" (");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(staged(i))
                    .append(' ')
                    .append(
                            columns.get(i).byCast()
                                    ? "VARCHAR"
                                    : castName(columns.get(i).cast(), copied.get(i).typeSql()))
                    .append(", ");
        }
        return sql.append(LINE).append(" BIGINT)").toString();
    }

    private static String insertion(
            CopyRelation relation,
            List<CopyRelation.Column> copied,
            List<CopyColumn> columns,
            @Nullable SqlText where) {
        List<String> names = copied.stream().map(CopyRelation.Column::name).toList();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < copied.size(); i++) {
            values.add(
                    "CAST("
                            + staged(i)
                            + " AS "
                            + castName(columns.get(i).cast(), copied.get(i).typeSql())
                            + ") AS "
                            + CopySql.identifier(names.get(i)));
        }
        if (where != null) {
            for (CopyRelation.Column column : relation.columns()) {
                if (!column.generated() && !names.contains(column.name())) {
                    String value = column.defaultSql() == null ? "NULL" : column.defaultSql();
                    values.add(
                            "CAST(%s AS %s) AS %s"
                                    .formatted(
                                            value,
                                            column.typeSql(),
                                            CopySql.identifier(column.name())));
                }
            }
        }
        String filled =
                where == null
                        ? CopySql.identifiers(names)
                        : CopySql.identifiers(
                                relation.columns().stream()
                                        .filter(column -> !column.generated())
                                        .map(CopyRelation.Column::name)
                                        .toList());
        return "INSERT INTO %s (%s) SELECT %s FROM (SELECT %s FROM %s) AS %s%s"
                .formatted(
                        relation.quoted(),
                        filled,
                        filled,
                        String.join(", ", values),
                        QUALIFIED,
                        CopySql.identifier(relation.name()),
                        where == null ? "" : CopyCondition.clause(where));
    }

    private static String staged(int column) {
        return "c" + column;
    }

    @Override
    public ChunkAppender open() {
        return engine.appender("temp", "main", TABLE);
    }

    @Override
    public long finish(CopyRows rows) {
        rows.flush();
        requireCasts();
        EnginePlan plan = insert.plan();
        if (plan == null) {
            throw new IllegalStateException("an INSERT is planned at once");
        }
        try (EngineResult result = connection.execute(plan.statement())) {
            return result.rowsChanged();
        }
    }

    @Override
    public void requireEarlier(CopyRows rows) {
        rows.flush();
        requireCasts();
    }

    /**
     * A column's type by the engine's own name of it: what PostgreSQL calls it would be a cast that
     * cuts values off.
     */
    private static String castName(EngineType type, String otherwise) {
        String alias = type.alias();
        if (alias != null) {
            return CopySql.identifier(alias);
        }
        return type instanceof EngineType.ListOf list
                ? castName(list.element(), otherwise.replaceFirst("\\[]$", "")) + "[]"
                : otherwise;
    }

    /** A text that is no value of its column's type. */
    private record Refused(long line, int column, String text) {}

    /**
     * The first text that is no value of its column's type is told with its line. Values must fit
     * as those of an INSERT must: a cast in the statement that moves them would cut them off.
     */
    private void requireCasts() {
        engine.storing(true);
        Refused first = null;
        for (int i = 0; i < columns.size(); i++) {
            Refused refused = columns.get(i).byCast() ? firstRefused(i) : null;
            if (refused != null && (first == null || refused.line < first.line)) {
                first = refused;
            }
        }
        if (first != null) {
            throw told(first);
        }
    }

    private @Nullable Refused firstRefused(int column) {
        List<List<@Nullable String>> refused =
                engine.queryText(
                        """
                        SELECT %1$s::VARCHAR, %2$s FROM %3$s
                        WHERE %2$s IS NOT NULL AND TRY_CAST(%2$s AS %4$s) IS NULL
                        ORDER BY %1$s LIMIT 1"""
                                .formatted(
                                        LINE,
                                        staged(column),
                                        QUALIFIED,
                                        castName(
                                                columns.get(column).cast(),
                                                copied.get(column).typeSql())));
        return refused.isEmpty()
                ? null
                : new Refused(
                        Long.parseLong(String.valueOf(refused.getFirst().get(0))),
                        column,
                        String.valueOf(refused.getFirst().get(1)));
    }

    private PgException told(Refused refused) {
        String where =
                CopyRows.inColumn(
                        relation.name(),
                        Long.toString(refused.line),
                        columns.get(refused.column).name(),
                        refused.text);
        try {
            engine.execute(
                    "SELECT CAST(%s AS %s)"
                            .formatted(
                                    CopySql.literal(refused.text),
                                    castName(
                                            columns.get(refused.column).cast(),
                                            copied.get(refused.column).typeSql())));
        } catch (EngineException e) {
            return new PgException(
                    connection.translated(e).info().withPosition(0).withWhere(where), e);
        }
        return new PgException(
                ErrorInfo.error(
                                SqlState.INVALID_TEXT_REPRESENTATION,
                                "invalid input: \"" + refused.text + '"')
                        .withWhere(where));
    }

    @Override
    public void close() {
        insert.release();
        try {
            engine.execute("DROP TABLE IF EXISTS " + QUALIFIED);
        } catch (EngineException e) {
            // The transaction is aborted, and takes the table with it.
            return;
        }
    }
}
