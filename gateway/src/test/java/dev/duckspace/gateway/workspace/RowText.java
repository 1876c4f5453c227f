package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as texts, for the few types that these tests select. */
final class RowText {
    private RowText() {}

    static List<@Nullable String> of(Chunk chunk, int row) {
        List<@Nullable String> values = new ArrayList<>();
        for (int column = 0; column < chunk.columnCount(); column++) {
            values.add(text(chunk.column(column), row));
        }
        return values;
    }

    private static @Nullable String text(ColumnVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        EngineType type = vector.type();
        return switch (type.id()) {
            case BOOLEAN -> vector.byteAt(row) == 0 ? "false" : "true";
            case TINYINT -> Byte.toString(vector.byteAt(row));
            case SMALLINT -> Short.toString(vector.shortAt(row));
            case INTEGER -> Integer.toString(vector.intAt(row));
            case BIGINT -> Long.toString(vector.longAt(row));
            case HUGEINT -> Long.toString(vector.lowLongAt(row));
            case DOUBLE -> Double.toString(vector.doubleAt(row));
            case VARCHAR -> new String(vector.bytesAt(row), StandardCharsets.UTF_8);
            default -> type.toString();
        };
    }
}
