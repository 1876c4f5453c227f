package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Target;
import java.util.List;
import java.util.Set;

/**
 * What a statement stores whose types only the engine knows: PostgreSQL assigns only what its casts
 * allow, where the engine takes every value that it can convert.
 *
 * @param query whose columns are the values, in the engine's words; it is prepared and never run
 * @param values what is said of each column; one beyond the query's columns says nothing
 */
public record AssignedValues(String query, List<Value> values) {
    /** What the engine stores in a string without looking at the length of its text. */
    private static final Set<String> UNMEASURED = Set.of("numeric", "time", "timetz");

    public AssignedValues {
        values = List.copyOf(values);
    }

    /**
     * @param column of the query, counted from 0
     * @param position PostgreSQL's position of the expression
     */
    record Value(int column, Target target, int position) {}

    /**
     * @param types PostgreSQL's own names of the types of the query's columns; empty where one is
     *     not known
     * @throws PgException 42804 for the first value that its column does not take
     */
    public void require(List<String> types) {
        for (Value value : values) {
            if (value.column < types.size()) {
                String type = types.get(value.column);
                if (AssignmentCasts.refuses(type, value.target.type())) {
                    throw mismatch(type, value.target, value.position);
                }
                if (value.target.limited() && UNMEASURED.contains(type)) {
                    throw unmeasured(type, value.target, value.position);
                }
            }
        }
    }

    private static PgException unmeasured(String type, Target target, int position) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "column \"%s\" has a length and takes no expression of type %s"
                                        .formatted(target.column(), AssignmentCasts.shown(type)))
                        .withHint("Cast the expression to text.")
                        .withPosition(position));
    }

    static PgException mismatch(String type, Target target, int position) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.DATATYPE_MISMATCH,
                                "column \"%s\" is of type %s but expression is of type %s"
                                        .formatted(
                                                target.column(),
                                                AssignmentCasts.shown(target.type()),
                                                AssignmentCasts.shown(type)))
                        .withHint("You will need to rewrite or cast the expression.")
                        .withPosition(position));
    }
}
