package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind RETURNS.
 *
 * @param type as written; record for a table
 * @param columns of rows; empty when they are those of a table, or of the query
 * @param table whether it is RETURNS TABLE
 * @param past the first token behind it
 */
record FunctionResult(
        String type, boolean set, List<FunctionArgument> columns, boolean table, int past) {

    static FunctionResult of(Rewrite rewrite, int at, String function) {
        if (rewrite.is(at, Keyword.TABLE) && rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            int past = rewrite.pastGroup(at + 1);
            List<FunctionArgument> columns = new ArrayList<>();
            for (SqlText column : rewrite.text().part(at + 2, past - 1).splitAtCommas()) {
                columns.add(FunctionArgument.of(rewrite, column));
            }
            String type = columns.size() == 1 ? columns.getFirst().type() : "record";
            return new FunctionResult(type, true, List.copyOf(columns), true, past);
        }
        boolean set = rewrite.tokens().isWord(at, "setof");
        int first = set ? at + 1 : at;
        if (!set) {
            int past = TypeNames.pastType(rewrite, first);
            return new FunctionResult(rewrite.source(first, past), false, List.of(), false, past);
        }
        if (rewrite.tokens().isWord(first, "record")) {
            return new FunctionResult("record", true, List.of(), false, first + 1);
        }
        Optional<Relations.Relation> relation =
                rewrite.isName(first)
                        ? rewrite.context().relations().find(Names.parts(rewrite, first))
                        : Optional.empty();
        if (relation.isPresent()) {
            List<FunctionArgument> columns = new ArrayList<>();
            for (Column column : rewrite.context().relations().columns(relation.get())) {
                columns.add(new FunctionArgument(column.name(), column.type(), Optional.empty()));
            }
            int past = rewrite.pastName(first);
            return new FunctionResult(
                    rewrite.source(first, past), true, List.copyOf(columns), false, past);
        }
        int past = TypeNames.pastType(rewrite, first);
        String type = rewrite.source(first, past);
        if (type.isEmpty()) {
            throw Names.undefined(SqlState.SYNTAX_ERROR, "syntax error: no type to return");
        }
        return new FunctionResult(
                type,
                true,
                List.of(new FunctionArgument(function, type, Optional.empty())),
                false,
                past);
    }
}
