package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.sql.InsertRows;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.types.PgType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One statement of the client's, parsed and described.
 *
 * <p>A statement that reads or writes rows is prepared in the engine at once, as PostgreSQL
 * analyses it at Parse; definitions and session statements are not, since they may name what only
 * an earlier statement makes. Portals keep their statement alive after it is closed or replaced.
 */
final class PreparedStatement {
    private final @Nullable SqlText text;
    private final @Nullable Statement statement;
    private final List<PgType> parameterTypes;
    private final @Nullable List<FieldDescription> fields;
    private final @Nullable EnginePlan plan;
    private final Runnable closePlan;
    private final @Nullable InsertRows insertRows;
    private int holders = 1;

    private PreparedStatement(
            @Nullable SqlText text,
            @Nullable Statement statement,
            List<PgType> parameterTypes,
            @Nullable List<FieldDescription> fields,
            @Nullable EnginePlan plan,
            Runnable closePlan,
            @Nullable InsertRows insertRows) {
        this.text = text;
        this.statement = statement;
        this.parameterTypes = List.copyOf(parameterTypes);
        this.fields = fields;
        this.plan = plan;
        this.closePlan = closePlan;
        this.insertRows = insertRows;
    }

    /** A text without any statement, which PostgreSQL prepares and runs as well. */
    static PreparedStatement empty() {
        return new PreparedStatement(null, null, List.of(), null, null, () -> {}, null);
    }

    /** A statement that the engine sees only when it runs, or never. */
    static PreparedStatement unplanned(
            SqlText text,
            Statement statement,
            List<PgType> parameterTypes,
            @Nullable List<FieldDescription> fields) {
        return new PreparedStatement(text, statement, parameterTypes, fields, null, () -> {}, null);
    }

    /** An INSERT that is run without a plan, if the table is still as it was then. */
    static PreparedStatement inserting(
            SqlText text, Statement statement, List<PgType> parameterTypes, InsertRows insert) {
        return new PreparedStatement(text, statement, parameterTypes, null, null, () -> {}, insert);
    }

    /**
     * @param fields null for a statement that returns no rows
     * @param closePlan lets go of the plan when nobody holds the statement any more
     * @param insert of an INSERT of rows, which may also be run without the plan
     */
    static PreparedStatement planned(
            SqlText text,
            Statement statement,
            List<PgType> parameterTypes,
            @Nullable List<FieldDescription> fields,
            EnginePlan plan,
            Runnable closePlan,
            @Nullable InsertRows insert) {
        return new PreparedStatement(
                text, statement, parameterTypes, fields, plan, closePlan, insert);
    }

    boolean isEmpty() {
        return statement == null;
    }

    SqlText text() {
        return Objects.requireNonNull(text, "an empty statement has no text");
    }

    Statement statement() {
        return Objects.requireNonNull(statement, "the statement is empty");
    }

    /** Whether it may run in an aborted transaction. */
    boolean endsTransaction() {
        return statement != null && StatementKinds.endsTransaction(statement);
    }

    /** One for each parameter. */
    List<PgType> parameterTypes() {
        return parameterTypes;
    }

    /** The columns of its rows, in text format; null when it returns none. */
    @Nullable List<FieldDescription> fields() {
        return fields;
    }

    @Nullable EnginePlan plan() {
        return plan;
    }

    /** Null for all but an INSERT of literals and parameters. */
    @Nullable InsertRows insertRows() {
        return insertRows;
    }

    PreparedStatement retain() {
        holders++;
        return this;
    }

    void release() {
        if (--holders == 0) {
            closePlan.run();
        }
    }
}
