package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations;
import dev.duckspace.gateway.sql.Relations.Sequence;
import dev.duckspace.gateway.sql.SequenceValues;
import java.util.ArrayList;
import java.util.List;

/** What setval has asked for, as statements for the engine. */
final class SequencePositions {
    private SequencePositions() {}

    static List<String> statements(Relations relations, List<SessionState.Position> positions) {
        List<String> statements = new ArrayList<>();
        for (SessionState.Position position : positions) {
            List<String> name = SequenceValues.name(position.sequence());
            Sequence sequence =
                    relations
                            .sequence(name)
                            .orElseThrow(
                                    () ->
                                            new PgException(
                                                    SqlState.UNDEFINED_TABLE,
                                                    "relation \"%s\" does not exist"
                                                            .formatted(String.join(".", name))));
            if (position.value() < sequence.min() || position.value() > sequence.max()) {
                throw new PgException(
                        SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                        "setval: value %d is out of bounds for sequence \"%s\" (%d..%d)"
                                .formatted(
                                        position.value(),
                                        sequence.relation().name(),
                                        sequence.min(),
                                        sequence.max()));
            }
            statements.addAll(
                    SequenceValues.positioned(sequence, position.value(), position.called()));
        }
        return statements;
    }
}
