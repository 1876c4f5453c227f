package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.protocol.BackendMessage.CopyData;
import dev.duckspace.gateway.protocol.BackendMessage.CopyDone;
import dev.duckspace.gateway.protocol.BackendMessage.CopyOutResponse;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Leading;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.sql.Statement.Copy;
import dev.duckspace.gateway.sql.Statement.CopyQuery;
import dev.duckspace.gateway.sql.Statement.CopyTable;
import dev.duckspace.gateway.sql.StatementClassifier;
import dev.duckspace.gateway.types.CopyBinaryEncoder;
import dev.duckspace.gateway.types.CopyFormat;
import dev.duckspace.gateway.types.CopyFormat.Header;
import dev.duckspace.gateway.types.CopyTextEncoder;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** COPY ... TO STDOUT: the rows of a query, encoded chunk by chunk like any other result. */
final class CopyOut {
    private final Session session;
    private final EnginePool pool;
    private final WorkspaceConnection connection;

    CopyOut(Session session, EnginePool pool, WorkspaceConnection connection) {
        this.session = session;
        this.pool = pool;
        this.connection = connection;
    }

    /**
     * @param alone whether nothing else belongs to the statement's implicit transaction
     */
    Started run(Copy copy, CopyOptions options, boolean alone) {
        Planned planned =
                switch (copy.source()) {
                    case CopyTable table -> planTable(table, options);
                    case CopyQuery(SqlText text) ->
                            new Planned(planQuery(text), CopyProgress.to(null, null));
                };
        PreparedStatement query = planned.query;
        session.copying(planned.progress);
        try {
            List<FieldDescription> fields = query.fields();
            if (fields == null) {
                throw new PgException(
                        SqlState.FEATURE_NOT_SUPPORTED, "COPY query must have a RETURNING clause");
            }
            if (copy.source() instanceof CopyQuery) {
                requireForced(options, fields);
            }
            return send(planned, fields, options, alone);
        } finally {
            session.copying(null);
            query.release();
        }
    }

    private record Planned(PreparedStatement query, CopyProgress progress) {}

    private PreparedStatement planQuery(SqlText text) {
        Statement statement = StatementClassifier.classify(text);
        if (statement instanceof Statement.Engine(Leading leading)
                && leading == Leading.SELECT_INTO) {
            throw new PgException(
                    SqlState.FEATURE_NOT_SUPPORTED, "COPY (SELECT INTO) is not supported");
        }
        if (!(statement instanceof Statement.Engine(Leading leading)
                && StatementKinds.plannedAtOnce(leading))) {
            throw text.syntaxErrorAtStart();
        }
        return session.planner().plan(text, List.of());
    }

    private Planned planTable(CopyTable table, CopyOptions options) {
        session.turn().take();
        session.portals().freeConnection();
        CopyRelation relation =
                pool.call(() -> CopyRelation.find(connection, table.name()).orElse(null));
        if (relation != null) {
            if (!CopyOptions.isAll(options.forceQuote())) {
                relation.copied(options.forceQuote());
            }
            List<String> columns =
                    relation.copied(table.columns()).stream()
                            .map(CopyRelation.Column::name)
                            .toList();
            return new Planned(
                    plan("SELECT " + CopySql.identifiers(columns) + " FROM " + relation.quoted()),
                    CopyProgress.to(relation.schema(), relation.name()));
        }
        String name = CopySql.dotted(table.name());
        if (!table.columns().isEmpty()) {
            requireColumns(plan("SELECT * FROM " + name), table.columns(), table.name().getLast());
        }
        String columns = table.columns().isEmpty() ? "*" : CopySql.identifiers(table.columns());
        int parts = table.name().size();
        String schema = parts > 1 ? table.name().get(parts - 2) : null;
        return new Planned(
                plan("SELECT " + columns + " FROM " + name),
                CopyProgress.to(schema, table.name().getLast()));
    }

    private static void requireColumns(
            PreparedStatement whole, List<String> wanted, String relation) {
        try {
            List<FieldDescription> fields = whole.fields();
            Set<String> seen = new HashSet<>();
            for (String column : wanted) {
                if (fields == null
                        || fields.stream().noneMatch(f -> f.name().equalsIgnoreCase(column))) {
                    throw CopyRelation.noColumn(column, relation);
                }
                CopyRelation.requireNew(seen, column);
            }
        } finally {
            whole.release();
        }
    }

    /**
     * @throws PgException 42703 for columns to be quoted that a query does not have
     */
    private static void requireForced(CopyOptions options, List<FieldDescription> fields) {
        for (String column : options.forceQuote()) {
            if (!column.equals("*")
                    && fields.stream().noneMatch(f -> f.name().equalsIgnoreCase(column))) {
                throw new PgException(
                        SqlState.UNDEFINED_COLUMN, "column \"" + column + "\" does not exist");
            }
        }
    }

    /** Positions of errors are of a text that the client does not know. */
    private PreparedStatement plan(String sql) {
        try {
            SqlText text = SqlSplitter.split(sql, Integer.MAX_VALUE).getFirst();
            return session.planner().plan(text, List.of());
        } catch (PgException e) {
            throw new PgException(e.info().withPosition(0), e);
        }
    }

    private Started send(
            Planned planned, List<FieldDescription> fields, CopyOptions options, boolean alone) {
        CopyFormat format = options.format();
        List<String> names = fields.stream().map(FieldDescription::name).toList();
        boolean[] forced = forced(options.forceQuote(), names);
        RowForm plain =
                format.isBinary()
                        ? CopyBinaryEncoder::new
                        : (types, settings) -> CopyTextEncoder.of(types, format, forced, settings);
        RowForm form =
                (types, settings) -> planned.progress.counting(plain.encoder(types, settings));
        Started started = session.runner().start(planned.query, List.of(), form, alone);
        SessionOutput output = session.output();
        long sent;
        try (RowSource rows = started.rows()) {
            if (rows instanceof EngineRows engineRows) {
                engineRows.prefetch(output, Long.MAX_VALUE);
            }
            short[] formats = new short[names.size()];
            Arrays.fill(formats, (short) (format.isBinary() ? 1 : 0));
            output.send(new CopyOutResponse((short) (format.isBinary() ? 1 : 0), formats));
            if (format.header() != Header.NONE) {
                output.send(new CopyData(CopyTextEncoder.header(names, format)));
            }
            sent = rows == null ? 0 : rows.send(output, Long.MAX_VALUE);
        }
        if (format.isBinary()) {
            output.send(new CopyData(sent == 0 ? emptyBinary() : CopyBinaryEncoder.trailer()));
        }
        output.send(new CopyDone());
        session.queries().sent(sent);
        return Started.done("COPY " + sent);
    }

    private static byte[] emptyBinary() {
        byte[] header = CopyBinaryEncoder.header();
        byte[] trailer = CopyBinaryEncoder.trailer();
        byte[] whole = Arrays.copyOf(header, header.length + trailer.length);
        System.arraycopy(trailer, 0, whole, header.length, trailer.length);
        return whole;
    }

    private static boolean[] forced(List<String> forceQuote, List<String> names) {
        boolean[] forced = new boolean[names.size()];
        if (CopyOptions.isAll(forceQuote)) {
            Arrays.fill(forced, true);
            return forced;
        }
        for (String column : forceQuote) {
            forced[referenced("FORCE_QUOTE", column, names)] = true;
        }
        return forced;
    }

    /** The index of a column that an option names. */
    static int referenced(String option, String column, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        throw new PgException(
                ErrorInfo.error(
                        SqlState.INVALID_COLUMN_REFERENCE,
                        option + " column \"" + column + "\" not referenced by COPY"));
    }
}
