package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * Batches of rows that clients store and remove in one workspace, and what they were told of it:
 * each batch is there as a whole or not at all, and as it was acknowledged.
 */
final class CrashWriter {
    private static final int BATCH = 100;

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, State> batches = new ConcurrentHashMap<>();

    private enum State {
        THERE,
        GONE,
        EITHER
    }

    @FunctionalInterface
    private interface Change {
        void make(Connection connection, int batch) throws SQLException, IOException;
    }

    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS batches (batch int, n int, t text)");
        }
    }

    /** One way of storing after the other. */
    void storeByInsert(Connection connection) throws SQLException, IOException {
        store(connection, CrashWriter::insert);
    }

    void storeByCopy(Connection connection) throws SQLException, IOException {
        store(connection, CrashWriter::copy);
    }

    void storeInTransaction(Connection connection) throws SQLException, IOException {
        store(connection, CrashWriter::inTransaction);
    }

    private void store(Connection connection, Change change) throws SQLException, IOException {
        int batch = numbers.incrementAndGet();
        batches.put(batch, State.EITHER);
        change.make(connection, batch);
        batches.put(batch, State.THERE);
    }

    /** Takes one away that is surely there, if there is one. */
    synchronized void remove(Connection connection) throws SQLException {
        for (Map.Entry<Integer, State> each : batches.entrySet()) {
            if (each.getValue() == State.THERE) {
                batches.put(each.getKey(), State.EITHER);
                execute(connection, "DELETE FROM batches WHERE batch = " + each.getKey());
                batches.put(each.getKey(), State.GONE);
                return;
            }
        }
    }

    private static void insert(Connection connection, int batch) throws SQLException {
        execute(connection, rows(batch, 0, BATCH));
    }

    private static void inTransaction(Connection connection, int batch) throws SQLException {
        execute(connection, "BEGIN");
        execute(connection, rows(batch, 0, BATCH / 2));
        execute(connection, rows(batch, BATCH / 2, BATCH));
        execute(connection, "COMMIT");
    }

    private static String rows(int batch, int from, int to) {
        return "INSERT INTO batches SELECT %d, i, 'text ' || i FROM generate_series(%d, %d) AS g(i)"
                .formatted(batch, from, to - 1);
    }

    private static void copy(Connection connection, int batch) throws SQLException, IOException {
        String text =
                IntStream.range(0, BATCH)
                        .mapToObj(i -> batch + "\t" + i + "\ttext " + i + "\n")
                        .collect(Collectors.joining());
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY batches FROM STDIN", new StringReader(text));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** After a start; from now on each batch is as it is now. */
    void verify(Connection connection) throws SQLException {
        Map<Integer, Integer> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT batch, count(DISTINCT n), count(t) FROM batches GROUP BY batch")) {
            while (rows.next()) {
                assertThat(rows.getInt(3)).as("batch " + rows.getInt(1)).isEqualTo(BATCH);
                found.put(rows.getInt(1), rows.getInt(2));
            }
        }
        assertThat(Set.copyOf(found.values())).isSubsetOf(Set.of(BATCH));
        for (Map.Entry<Integer, State> each : batches.entrySet()) {
            boolean there = found.containsKey(each.getKey());
            State state = each.getValue();
            assertThat(state == State.EITHER || there == (state == State.THERE))
                    .as("batch %d was %s, is there: %s", each.getKey(), state, there)
                    .isTrue();
            each.setValue(there ? State.THERE : State.GONE);
        }
        assertThat(batches.keySet()).containsAll(found.keySet());
    }
}
