package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.types.CopyColumn;
import dev.duckspace.gateway.types.CopyReader;
import dev.duckspace.gateway.types.CopyRows;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One COPY FROM at work. All methods belong on an engine thread. */
final class CopyLoad implements AutoCloseable {
    private final CopyReader reader;
    private final CopyRows rows;
    private final CopyTarget target;

    private CopyLoad(CopyReader reader, CopyRows rows, CopyTarget target) {
        this.reader = reader;
        this.rows = rows;
        this.target = target;
    }

    /** Within a transaction. */
    static CopyLoad open(
            Session session,
            WorkspaceConnection connection,
            EnginePool pool,
            CopyRelation relation,
            List<CopyRelation.Column> copied,
            CopyOptions options,
            @Nullable SqlText where) {
        relation.announce(connection);
        List<EngineType> types = types(connection, relation, copied);
        List<CopyColumn> columns = columns(relation, copied, types, options, where == null);
        boolean straight = where == null && columns.stream().noneMatch(CopyColumn::byCast);
        List<String> names = copied.stream().map(CopyRelation.Column::name).toList();
        CopyTarget target =
                straight
                        ? new CopyStraight(connection.engine(), relation, names)
                        : CopyStaging.create(session, connection, relation, copied, columns, where);
        CopyRows rows =
                new CopyRows(
                        relation.name(),
                        columns,
                        session.textSettings(),
                        alwaysNull(relation, names),
                        !straight,
                        pool,
                        target::open);
        return new CopyLoad(CopyReader.of(options.format(), rows), rows, target);
    }

    /** The first column that is left out though it needs a value and has no default. */
    private static @Nullable String alwaysNull(CopyRelation relation, List<String> names) {
        return relation.columns().stream()
                .filter(column -> !column.nullable() && !column.generated())
                .filter(column -> column.defaultSql() == null && !names.contains(column.name()))
                .map(CopyRelation.Column::name)
                .findFirst()
                .orElse(null);
    }

    private static List<EngineType> types(
            WorkspaceConnection connection,
            CopyRelation relation,
            List<CopyRelation.Column> copied) {
        List<String> names = copied.stream().map(CopyRelation.Column::name).toList();
        try (EngineStatement statement =
                connection
                        .engine()
                        .prepare(
                                "SELECT "
                                        + CopySql.identifiers(names)
                                        + " FROM "
                                        + relation.quoted())) {
            return statement.columns().stream().map(EngineColumn::type).toList();
        }
    }

    private static List<CopyColumn> columns(
            CopyRelation relation,
            List<CopyRelation.Column> copied,
            List<EngineType> types,
            CopyOptions options,
            boolean checkNulls) {
        List<String> names = copied.stream().map(CopyRelation.Column::name).toList();
        Set<Integer> neverNull =
                referenced(relation, "FORCE_NOT_NULL", options.forceNotNull(), names);
        Set<Integer> alsoQuoted = referenced(relation, "FORCE_NULL", options.forceNull(), names);
        List<CopyColumn> columns = new ArrayList<>();
        for (int i = 0; i < copied.size(); i++) {
            CopyRelation.Column column = copied.get(i);
            boolean byCast = !CopyRows.canAppend(types.get(i));
            columns.add(
                    new CopyColumn(
                            column.name(),
                            PgColumnType.of(types.get(i)),
                            types.get(i),
                            byCast ? new EngineType.Scalar(TypeId.VARCHAR) : types.get(i),
                            byCast,
                            relation.columns().indexOf(column),
                            checkNulls && !column.nullable(),
                            neverNull.contains(i),
                            alsoQuoted.contains(i)));
        }
        return columns;
    }

    private static Set<Integer> referenced(
            CopyRelation relation, String option, List<String> columns, List<String> names) {
        relation.copied(columns);
        Set<Integer> indexes = new HashSet<>();
        for (String column : columns) {
            indexes.add(CopyOut.referenced(option, column, names));
        }
        return indexes;
    }

    void feed(byte[] data) {
        read(() -> reader.feed(data));
    }

    private void read(Runnable reading) {
        try {
            reading.run();
        } catch (PgException e) {
            target.requireEarlier(rows);
            throw e;
        }
    }

    /** How many rows have been read. */
    long rows() {
        return rows.count();
    }

    /** After the last piece: how many rows the table has got. */
    long finish() {
        read(reader::finish);
        return target.finish(rows);
    }

    @Override
    public void close() {
        rows.close();
        target.close();
    }
}
