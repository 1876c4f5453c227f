package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.sql.RewrittenSql;
import dev.duckspace.gateway.sql.SqlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A statement as the engine has prepared it, the text that it was given, and the client's.
 *
 * @param columns of its rows; see {@link EngineStatement#columns}
 * @param inferred what each parameter is taken for, by the engine's number less one
 * @param positions the engine's number of each parameter that the text has, by the client's
 */
record EnginePlan(
        EngineStatement statement,
        List<EngineColumn> columns,
        List<Optional<EngineType>> inferred,
        RewrittenSql rewritten,
        SqlText text,
        Map<Integer, Integer> positions) {
    /** On an engine thread, which asks for all at once. */
    static EnginePlan of(
            EngineStatement statement,
            RewrittenSql rewritten,
            SqlText text,
            Map<Integer, Integer> positions) {
        try {
            return new EnginePlan(
                    statement,
                    statement.columns(),
                    IntStream.rangeClosed(1, statement.parameterCount())
                            .mapToObj(i -> Optional.ofNullable(statement.parameterType(i)))
                            .toList(),
                    rewritten,
                    text,
                    positions);
        } catch (RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** The engine's number of the client's parameter; 0 when the text does not have it. */
    int position(int parameter) {
        return positions.getOrDefault(parameter, 0);
    }
}
