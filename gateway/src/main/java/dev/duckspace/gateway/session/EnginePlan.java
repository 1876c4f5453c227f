package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.sql.RewrittenSql;
import dev.duckspace.gateway.sql.SqlText;
import java.util.Map;

/**
 * A statement as the engine has prepared it, the text that it was given, and the client's.
 *
 * @param positions the engine's number of each parameter that the text has, by the client's
 */
record EnginePlan(
        EngineStatement statement,
        RewrittenSql rewritten,
        SqlText text,
        Map<Integer, Integer> positions) {

    /** The engine's number of the client's parameter; 0 when the text does not have it. */
    int position(int parameter) {
        return positions.getOrDefault(parameter, 0);
    }
}
