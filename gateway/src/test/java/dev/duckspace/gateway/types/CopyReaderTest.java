package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data of COPY FROM is read as PostgreSQL reads it, wherever the messages are cut. */
class CopyReaderTest {
    private static final EnginePool POOL = new EnginePool("copied", 2, 1);
    private static final int[] PIECES = {Integer.MAX_VALUE, 1, 2, 3, 7};

    private static EngineInstance instance;
    private static EngineConnection connection;

    @BeforeAll
    static void open() {
        instance = DuckDb.load().open(null, Map.of("threads", "1"));
        connection = instance.connect();
        connection.execute("CREATE TABLE t (a INTEGER, b VARCHAR)");
    }

    @AfterAll
    static void close() {
        connection.close();
        instance.close();
    }

    static Stream<CopyCase> recorded() {
        return TsvResource.lines("copy-in.tsv").map(CopyCase::of);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void rows_and_errors_are_those_of_PostgreSQL(CopyCase recorded) {
        for (int piece : PIECES) {
            assertThat(copied(recorded, piece))
                    .as("%s bytes a message", piece)
                    .isEqualTo(expected(recorded));
        }
    }

    private static String expected(CopyCase recorded) {
        return recorded.text(1).equals("ERROR")
                ? recorded.text(2) + ": " + recorded.text(3) + " (" + recorded.text(4) + ')'
                : recorded.text(1);
    }

    private static String copied(CopyCase given, int piece) {
        connection.execute("BEGIN");
        CopyRows rows =
                new CopyRows(
                        "t",
                        List.of(column("a", TypeId.INTEGER, 0), column("b", TypeId.VARCHAR, 1)),
                        TextSettings.DEFAULT,
                        null,
                        false,
                        POOL,
                        () -> connection.appender(null, null, "t"));
        try {
            CopyReader reader = CopyReader.of(given.format(), rows);
            byte[] data = given.rest().getFirst();
            for (int at = 0; at < data.length; at += Math.min(piece, data.length - at)) {
                reader.feed(Arrays.copyOfRange(data, at, at + Math.min(piece, data.length - at)));
            }
            reader.finish();
            rows.flush();
            return stored();
        } catch (PgException e) {
            ErrorInfo info = e.info();
            String where = info.where() == null ? "" : info.where();
            return info.sqlState().code() + ": " + info.message() + " (" + where + ')';
        } finally {
            rows.close();
            connection.execute("ROLLBACK");
        }
    }

    private static CopyColumn column(String name, TypeId id, int position) {
        EngineType type = new EngineType.Scalar(id);
        return new CopyColumn(
                name, PgColumnType.of(type), type, type, false, position, false, false, false);
    }

    private static String stored() {
        StringBuilder text = new StringBuilder();
        for (List<@Nullable String> row : connection.queryText("SELECT a::VARCHAR, b FROM t")) {
            text.append(shown(row.get(0))).append('\t').append(shown(row.get(1))).append('\n');
        }
        return text.toString();
    }

    private static String shown(@Nullable String value) {
        return value == null
                ? "\\N"
                : value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\b", "\\b")
                        .replace("\f", "\\f")
                        .replace("\u000b", "\\v");
    }
}
