package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.AssignedValues;
import dev.duckspace.gateway.sql.ColumnLabels;
import dev.duckspace.gateway.sql.InsertRows;
import dev.duckspace.gateway.sql.Leading;
import dev.duckspace.gateway.sql.RewriteContext;
import dev.duckspace.gateway.sql.Rewriter;
import dev.duckspace.gateway.sql.RewrittenSql;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.sql.StatementClassifier;
import dev.duckspace.gateway.types.EngineTypeNames;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns one statement of a text into something that can be described and run. */
final class StatementPlanner {
    /** Errors of statements that may be right once their tables are known. */
    private static final Set<SqlState> TABLES_MATTER =
            EnumSet.of(
                    SqlState.SYNTAX_ERROR,
                    SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                    SqlState.GROUPING_ERROR,
                    SqlState.CANNOT_COERCE,
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    SqlState.DATATYPE_MISMATCH,
                    SqlState.UNDEFINED_COLUMN,
                    SqlState.UNDEFINED_TABLE,
                    SqlState.UNDEFINED_FUNCTION,
                    SqlState.FEATURE_NOT_SUPPORTED);

    /** What a RowDescription can count. PostgreSQL stops at 1,664, the engine nowhere. */
    private static final int MAX_COLUMNS = Short.MAX_VALUE;

    /** The class of errors about values. */
    private static final String DATA_EXCEPTION = "22";

    private final Session session;
    private final EnginePool pool;
    private final WorkspaceConnection connection;
    private final ColumnDescriptions descriptions;
    private final ParameterTypes parameterTypes;

    StatementPlanner(Session session, EnginePool pool, WorkspaceConnection connection) {
        this.session = session;
        this.pool = pool;
        this.connection = connection;
        this.descriptions = new ColumnDescriptions(pool, connection);
        this.parameterTypes = new ParameterTypes(this);
    }

    /**
     * Several statements of one Query: PostgreSQL parses the whole text before it runs any of it.
     */
    void requireWellFormed(List<SqlText> statements) {
        for (SqlText text : statements) {
            if (StatementClassifier.classify(text) instanceof Statement.Engine
                    && InsertRows.of(text).isEmpty()) {
                requireParsable(text);
            }
        }
    }

    private void requireParsable(SqlText text) {
        session.turn().take();
        RewrittenSql rewritten;
        try {
            rewritten = Rewriter.rewrite(text, session.rewriteContext(Map.of(), Map.of()));
        } catch (PgException e) {
            if (e.info().sqlState() == SqlState.SYNTAX_ERROR) {
                throw e;
            }
            // It speaks of objects, which may be others when the statement's turn comes.
            return;
        }
        try {
            pool.call(() -> connection.engine().countStatements(rewritten.text()));
        } catch (EngineException e) {
            throw ErrorReports.inClientText(connection.translated(e), rewritten, text);
        }
    }

    /**
     * As {@link #plan}, for a statement that the runner gets: it may have no plan where it needs
     * none.
     */
    PreparedStatement planToRun(SqlText text, List<Integer> declaredTypes) {
        InsertRows insert = InsertRows.of(text).orElse(null);
        if (insert != null && !session.transaction().failed()) {
            Statement statement = StatementClassifier.classify(text);
            PreparedStatement planned =
                    session.inserts().plan(text, statement, insert, declaredTypes);
            if (planned != null) {
                return planned;
            }
        }
        return plan(text, declaredTypes);
    }

    /**
     * @param declaredTypes OIDs that the client declares for the first parameters, 0 for those it
     *     leaves open
     */
    PreparedStatement plan(SqlText text, List<Integer> declaredTypes) {
        Statement statement = StatementClassifier.classify(text);
        if (!StatementKinds.endsTransaction(statement)) {
            requireUsable(text, statement);
        }
        if (statement instanceof Statement.Engine(Leading leading)
                && StatementKinds.plannedAtOnce(leading)) {
            return planInEngine(text, statement, leading, declaredTypes);
        }
        return PreparedStatement.unplanned(
                text,
                statement,
                unplannedTypes(text, statement, declaredTypes),
                fieldsOf(statement));
    }

    private List<PgType> unplannedTypes(
            SqlText text, Statement statement, List<Integer> declaredTypes) {
        if (statement instanceof Statement.Prepare) {
            return List.of(); // its parameters are those of EXECUTE
        }
        return statement instanceof Statement.DeclareCursor declare && text.parameterCount() > 0
                ? typesWithin(declare.query(), declaredTypes)
                : unplannedTypes(text, declaredTypes);
    }

    private List<PgType> typesWithin(SqlText query, List<Integer> declaredTypes) {
        PreparedStatement planned = plan(query, declaredTypes);
        try {
            return planned.parameterTypes();
        } finally {
            planned.release();
        }
    }

    /** A syntax error comes before that of the aborted transaction. */
    private void requireUsable(SqlText text, Statement statement) {
        if (session.transaction().failed() && statement instanceof Statement.Engine) {
            requireParsable(text);
        }
        session.transaction().requireUsable();
    }

    private List<PgType> unplannedTypes(SqlText text, List<Integer> declaredTypes) {
        List<PgType> types = new ArrayList<>();
        for (int i = 0; i < requireParameterCount(text, declaredTypes); i++) {
            int declared = i < declaredTypes.size() ? declaredTypes.get(i) : 0;
            types.add(declared == 0 ? PgType.TEXT : typeOf(declared));
        }
        return types;
    }

    /** Also of parameters that are declared and do not occur. */
    private static int requireParameterCount(SqlText text, List<Integer> declaredTypes) {
        int count = Math.max(text.parameterCount(), declaredTypes.size());
        if (count > 65_535) {
            throw new PgException(SqlState.UNDEFINED_PARAMETER, "there is no parameter $" + count);
        }
        return count;
    }

    private @Nullable List<FieldDescription> fieldsOf(Statement statement) {
        return switch (statement) {
            case Statement.Show show ->
                    TextRows.fields(
                            List.of(SessionCommands.columnName(session.settings(), show.name())));
            case Statement.ShowAll _ -> TextRows.fields(List.of("name", "setting", "description"));
            case Statement.Explain explain -> Explainer.fields(ExplainOptions.of(explain));
            case Statement.Execute execute -> {
                PreparedStatement inner = session.statements().find(execute.name());
                yield inner == null ? null : inner.fields();
            }
            case Statement.Fetch fetch -> session.cursors().fieldsOf(fetch);
            case Statement.Transaction _,
                    Statement.Session _,
                    Statement.Prepared _,
                    Statement.Cursor _,
                    Statement.Copy _,
                    Statement.Lock _,
                    Statement.Engine _,
                    Statement.Refused _ ->
                    null;
        };
    }

    private PreparedStatement planInEngine(
            SqlText text, Statement statement, Leading leading, List<Integer> declaredTypes) {
        int count = requireParameterCount(text, declaredTypes);
        Map<Integer, PgType> types = new HashMap<>();
        for (int i = 0; i < declaredTypes.size(); i++) {
            if (declaredTypes.get(i) != 0 && declaredTypes.get(i) != PgType.UNKNOWN.oid()) {
                types.put(i + 1, typeOf(declaredTypes.get(i)));
            }
        }
        text.parameterCasts()
                .forEach(
                        (number, name) ->
                                PgType.ofName(name)
                                        .ifPresent(type -> types.putIfAbsent(number, type)));
        session.turn().take();
        session.portals().freeConnection();
        session.applyEngineSettings(text);
        types.putAll(parameterTypes.ofLists(text, types));
        EnginePlan plan = parameterTypes.complete(text, types, count);
        List<PgType> parameters = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            parameters.add(types.getOrDefault(i, PgType.TEXT));
        }
        EnginePlan chosen = plan;
        try {
            List<EngineColumn> columns = columns(chosen, types);
            List<FieldDescription> fields = null;
            if (StatementKinds.returnsRows(leading, text)) {
                fields =
                        hasNoColumns(columns)
                                ? List.of()
                                : descriptions.of(
                                        text,
                                        columns,
                                        labelled(fields(columns), ColumnLabels.of(text)));
            }
            EnginePlan running = withoutInexactCasts(chosen, text, types);
            return PreparedStatement.planned(
                    text,
                    statement,
                    parameters,
                    fields,
                    running,
                    () -> close(running),
                    leading == Leading.INSERT ? InsertRows.of(text).orElse(null) : null);
        } catch (RuntimeException e) {
            close(chosen);
            throw e;
        }
    }

    /**
     * The columns of the plan's rows. Where one of a few functions has a parameter in its
     * arguments, such as the length of a list, the engine knows no column before it runs; a null of
     * the parameter's type in its place leads to the same columns.
     */
    private List<EngineColumn> columns(EnginePlan plan, Map<Integer, PgType> types) {
        List<EngineColumn> columns = plan.columns();
        boolean known =
                columns.size() != 1
                        || !columns.getFirst().type().equals(new EngineType.Scalar(TypeId.UNKNOWN));
        if (known || plan.positions().isEmpty()) {
            return columns;
        }
        Map<Integer, Integer> nulls = new HashMap<>();
        plan.positions().keySet().forEach(number -> nulls.put(number, 0));
        RewriteContext context = session.rewriteContext(casts(types), nulls);
        EnginePlan described = prepare(Rewriter.rewrite(plan.text(), context), plan.text());
        try {
            return described.columns();
        } finally {
            close(described);
        }
    }

    /**
     * What is described under a cast must not run under it where that would change values: a
     * numeric parameter keeps its own scale, an array its own dimensions. The engine takes the
     * value's type when it is bound.
     */
    private EnginePlan withoutInexactCasts(
            EnginePlan described, SqlText text, Map<Integer, PgType> types) {
        Map<Integer, PgType> exact = new HashMap<>(types);
        exact.values()
                .removeIf(
                        type -> type.equals(PgType.NUMERIC) || (type.isArray() && !type.isEnum()));
        if (exact.size() == types.size()) {
            return described;
        }
        EnginePlan running = prepare(text, exact);
        close(described);
        return running;
    }

    /** A select list without items: the engine has one column in its place. */
    private static boolean hasNoColumns(List<EngineColumn> columns) {
        return columns.size() == 1 && columns.getFirst().name().equals(ColumnLabels.NO_COLUMN);
    }

    Optional<PgType> userTypeNamed(String name) {
        return pool.call(() -> connection.typeNamed(name));
    }

    private PgType typeOf(int oid) {
        return PgType.ofOid(oid)
                .or(() -> pool.call(() -> connection.typeOfOid(oid)))
                .orElseThrow(
                        () ->
                                new PgException(
                                        SqlState.UNDEFINED_OBJECT,
                                        "type with OID " + oid + " does not exist"));
    }

    EnginePlan prepare(SqlText text, Map<Integer, PgType> types) {
        RewriteContext context = session.rewriteContext(casts(types), positions(text));
        return prepare(text, context, rewritten -> rewritten);
    }

    /** The same for a text that stands in another, without parameters of known types. */
    EnginePlan prepareWithin(SqlText text, UnaryOperator<RewrittenSql> form) {
        return prepare(text, session.rewriteContext(Map.of(), Map.of()), form);
    }

    private EnginePlan prepare(
            SqlText text, RewriteContext context, UnaryOperator<RewrittenSql> form) {
        RewrittenSql rewritten = Rewriter.rewrite(text, context);
        try {
            return prepare(form.apply(rewritten), text);
        } catch (PgException e) {
            if (!TABLES_MATTER.contains(e.sqlState())) {
                throw e;
            }
            RewrittenSql again = Rewriter.rewrite(text, context.thoroughly());
            if (again.text().equals(rewritten.text())) {
                throw e;
            }
            return prepare(form.apply(again), text);
        }
    }

    private static Map<Integer, String> casts(Map<Integer, PgType> types) {
        Map<Integer, String> casts = new HashMap<>();
        types.forEach(
                (number, type) -> {
                    String name = EngineTypeNames.sqlName(type);
                    casts.put(number, name.isEmpty() ? "VARCHAR" : name);
                });
        return casts;
    }

    /** The engine numbers the parameters that a text has without gaps. */
    private static Map<Integer, Integer> positions(SqlText text) {
        Map<Integer, Integer> positions = new HashMap<>();
        for (int number : text.parameters()) {
            positions.put(number, positions.size() + 1);
        }
        return positions;
    }

    /** Prepares a text that has been rewritten already. */
    EnginePlan prepare(RewrittenSql rewritten, SqlText text) {
        EnginePlan plan;
        try {
            plan =
                    pool.call(
                            () ->
                                    EnginePlan.of(
                                            connection.prepare(rewritten.text()),
                                            rewritten,
                                            text,
                                            positions(text)));
        } catch (PgException e) {
            if (e.sqlState().code().startsWith(DATA_EXCEPTION)) {
                // A constant that the engine could not convert.
                requireAssignable(rewritten);
            }
            PgException whole =
                    new UndefinedFunction(e, rewritten.text()).withArguments(this::prepareAndClose);
            throw ErrorReports.inClientText(whole, rewritten, text);
        }
        try {
            requireAssignable(rewritten);
            return plan;
        } catch (RuntimeException e) {
            close(plan);
            throw e;
        }
    }

    /** Of what the engine can bind: what it names is there, and allowed. */
    private void requireAssignable(RewrittenSql rewritten) {
        for (AssignedValues assigned : rewritten.assigned()) {
            assigned.require(pool.call(() -> connection.relations().types(assigned.query())));
        }
    }

    private void prepareAndClose(String sql) {
        pool.callSurely(
                () -> {
                    connection.prepare(sql).close();
                    return true;
                });
    }

    void close(EnginePlan plan) {
        if (!connection.giveBack(plan.statement())) {
            pool.runSurely(plan.statement()::close);
        }
    }

    /** PostgreSQL names a column without an alias otherwise than the engine. */
    private static List<FieldDescription> labelled(
            List<FieldDescription> fields, ColumnLabels labels) {
        List<String> names = labels.apply(fields.stream().map(FieldDescription::name).toList());
        List<FieldDescription> labelled = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            labelled.add(fields.get(i).withName(names.get(i)));
        }
        return List.copyOf(labelled);
    }

    static List<FieldDescription> fields(List<EngineColumn> columns) {
        if (columns.size() > MAX_COLUMNS) {
            throw new PgException(
                    SqlState.TOO_MANY_COLUMNS,
                    "target lists can have at most " + MAX_COLUMNS + " entries");
        }
        List<FieldDescription> fields = new ArrayList<>(columns.size());
        for (EngineColumn column : columns) {
            PgColumnType type = PgColumnType.of(column.type());
            fields.add(
                    new FieldDescription(
                            column.name(),
                            0,
                            (short) 0,
                            type.type().oid(),
                            type.type().size(),
                            type.typmod(),
                            (short) 0));
        }
        return List.copyOf(fields);
    }
}
