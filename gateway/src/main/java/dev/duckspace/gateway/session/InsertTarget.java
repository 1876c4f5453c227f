package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.InsertCells;
import dev.duckspace.gateway.sql.InsertRows;
import dev.duckspace.gateway.types.LiteralColumn;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table and the columns of it that an INSERT gives values for, as far as rows can be appended to
 * it instead.
 *
 * @param columns those that are given, in the order of the values
 * @param writers one for each of them
 */
record InsertTarget(
        CopyRelation relation, List<CopyRelation.Column> columns, List<LiteralColumn> writers) {
    /** The default of a column that takes no values of the user's. */
    private static final String ALWAYS = "pg_always(";

    /** On an engine thread. Empty for what the engine has to do, or to refuse. */
    static Optional<InsertTarget> find(
            WorkspaceConnection connection, InsertRows insert, TextSettings settings) {
        CopyRelation relation = CopyRelation.find(connection, insert.table()).orElse(null);
        if (relation == null) {
            return Optional.empty();
        }
        List<CopyRelation.Column> columns = columns(relation, insert);
        if (columns.isEmpty() || leavesOutRequired(relation, columns)) {
            return Optional.empty();
        }
        List<LiteralColumn> writers = new ArrayList<>();
        for (EngineColumn column : engineColumns(connection, relation, columns)) {
            LiteralColumn writer = LiteralColumn.of(column.type(), settings).orElse(null);
            if (writer == null) {
                return Optional.empty();
            }
            writers.add(writer);
        }
        return Optional.of(new InsertTarget(relation, columns, List.copyOf(writers)));
    }

    private static List<CopyRelation.Column> columns(CopyRelation relation, InsertRows insert) {
        List<CopyRelation.Column> columns;
        try {
            columns = relation.copied(insert.columns());
        } catch (PgException wrongNames) {
            return List.of();
        }
        boolean always = columns.stream().anyMatch(InsertTarget::isAlways);
        if (always || insert.width() > columns.size()) {
            return List.of();
        }
        // Fewer values than columns are those of the first columns.
        return columns.subList(0, insert.width());
    }

    private static boolean isAlways(CopyRelation.Column column) {
        String expression = column.defaultSql();
        return expression != null && expression.startsWith(ALWAYS);
    }

    private static boolean leavesOutRequired(
            CopyRelation relation, List<CopyRelation.Column> given) {
        return relation.columns().stream()
                .filter(column -> !column.nullable() && !column.generated())
                .anyMatch(column -> column.defaultSql() == null && !given.contains(column));
    }

    private static List<EngineColumn> engineColumns(
            WorkspaceConnection connection,
            CopyRelation relation,
            List<CopyRelation.Column> columns) {
        List<String> names = columns.stream().map(CopyRelation.Column::name).toList();
        try (EngineStatement statement =
                connection
                        .engine()
                        .prepare(
                                "SELECT "
                                        + CopySql.identifiers(names)
                                        + " FROM "
                                        + relation.quoted())) {
            return statement.columns();
        }
    }

    /** Of the columns, as the engine has them. */
    List<EngineType> types() {
        return writers.stream().map(LiteralColumn::type).toList();
    }

    /** Whether all values are of kinds that their columns take as PostgreSQL does. */
    boolean takes(InsertRows insert) {
        if (insert.width() != writers.size()) {
            return false;
        }
        for (int i = 0; i < writers.size(); i++) {
            if (!takes(writers.get(i), insert.values().get(i))) {
                return false;
            }
        }
        return !mayLeaveSome(insert) || !leavesSome(insert);
    }

    /** Whether the strings have to be looked at one by one. */
    private boolean mayLeaveSome(InsertRows insert) {
        for (int i = 0; i < writers.size(); i++) {
            InsertRows.Values values = insert.values().get(i);
            boolean strings = values.has(InsertCells.Kind.STRING);
            LiteralColumn writer = writers.get(i);
            if (strings && writer.leavesSome() && (writer.isEnum() || values.mayHaveWords())) {
                return true;
            }
        }
        return false;
    }

    private static boolean takes(LiteralColumn writer, InsertRows.Values values) {
        for (String cast : values.casts()) {
            PgType type = PgType.ofName(cast).orElse(null);
            if (type == null || !writer.takesCast(type.oid())) {
                return false;
            }
        }
        boolean numbers =
                values.has(InsertCells.Kind.INTEGER) || values.has(InsertCells.Kind.NUMERIC);
        boolean booleans = values.has(InsertCells.Kind.TRUE) || values.has(InsertCells.Kind.FALSE);
        return (!numbers || writer.takesNumbers()) && (!booleans || writer.takesBooleans());
    }

    /** Whether a string is one that its column leaves to the engine. */
    private boolean leavesSome(InsertRows insert) {
        InsertCells cells = insert.cells();
        int column = 0;
        while (!cells.atEnd() && cells.next()) {
            LiteralColumn writer = writers.get(column);
            if (cells.kind() == InsertCells.Kind.STRING
                    && writer.leavesSome()
                    && (writer.isEnum()
                            ? !writer.hasLabel(cells.string())
                            : cells.mentionsAny(LiteralColumn.WORDS))) {
                return true;
            }
            column = cells.rowEnded() ? 0 : column + 1;
        }
        return false;
    }

    /**
     * The types of an INSERT's parameters, from the first on; null when they are not known, or of
     * types that their columns do not take as they are.
     *
     * @param declared by the client, 0 for those it leaves open
     */
    @Nullable List<PgType> parameterTypes(InsertRows insert, List<Integer> declared) {
        if (!insert.hasParameters()) {
            return List.of();
        }
        Map<Integer, PgType> types = new HashMap<>();
        InsertCells cells = insert.cells();
        int column = 0;
        while (!cells.atEnd() && cells.next()) {
            if (cells.kind() == InsertCells.Kind.PARAMETER) {
                int number = cells.parameter();
                PgType type = type(cells, number, declared, writers.get(column));
                if (type == null || !writers.get(column).takes(type.oid())) {
                    return null;
                }
                PgType known = types.putIfAbsent(number, type);
                if (known != null && known.oid() != type.oid()) {
                    return null;
                }
            }
            column = cells.rowEnded() ? 0 : column + 1;
        }
        List<PgType> all = new ArrayList<>(types.size());
        for (int number = 1; number <= types.size(); number++) {
            PgType type = types.get(number);
            if (type == null) {
                return null;
            }
            all.add(type);
        }
        return all;
    }

    /** Null for a type that is not PostgreSQL's own. */
    private static @Nullable PgType type(
            InsertCells cells, int number, List<Integer> declared, LiteralColumn column) {
        int given = number <= declared.size() ? declared.get(number - 1) : 0;
        if (given != 0 && given != PgType.UNKNOWN.oid()) {
            return PgType.ofOid(given).orElse(null);
        }
        String cast = cells.cast();
        return cast == null ? column.named() : PgType.ofName(cast).orElse(null);
    }
}
