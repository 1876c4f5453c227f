package dev.duckspace.gateway.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An instance in memory with one connection, and short ways to run queries on it. */
final class EngineFixture implements AutoCloseable {
    final EngineInstance instance = DuckDb.load().open(null, Map.of("threads", "2"));
    final EngineConnection connection = instance.connect();

    /** Binds values, runs the query and reads all of it. */
    List<List<EngineValue>> rows(String sql, EngineValue... values) {
        try (EngineStatement statement = connection.prepare(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.bind(i + 1, values[i]);
            }
            try (EngineResult result = statement.execute()) {
                return rows(result);
            }
        }
    }

    static List<List<EngineValue>> rows(EngineResult result) {
        List<List<EngineValue>> rows = new ArrayList<>();
        for (Chunk chunk = result.fetch(); chunk != null; chunk = result.fetch()) {
            for (int row = 0; row < chunk.size(); row++) {
                List<EngineValue> values = new ArrayList<>();
                for (int column = 0; column < chunk.columnCount(); column++) {
                    values.add(chunk.column(column).valueAt(row));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    /** Runs a query and only counts its rows, keeping none. */
    long rowsCounted(String sql) {
        return rowsCounted(connection, sql);
    }

    long rowsCounted(EngineConnection on, String sql) {
        try (EngineStatement statement = on.prepare(sql);
                EngineResult result = statement.execute()) {
            return count(result);
        }
    }

    long count(EngineResult result) {
        long rows = 0;
        for (Chunk chunk = result.fetch(); chunk != null; chunk = result.fetch()) {
            rows += chunk.size();
        }
        return rows;
    }

    EngineValue value(String sql, EngineValue... values) {
        return rows(sql, values).getFirst().getFirst();
    }

    @Override
    public void close() {
        instance.close();
    }
}
