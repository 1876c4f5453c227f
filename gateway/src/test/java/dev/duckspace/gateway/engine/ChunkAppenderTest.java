package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChunkAppenderTest {
    private final EngineFixture fixture = new EngineFixture();
    private final EngineConnection connection = fixture.connection;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void every_scalar_type_can_be_appended() {
        connection.execute(
                """
                CREATE TABLE t (
                    a BOOLEAN, b TINYINT, c SMALLINT, d INTEGER, e BIGINT, f HUGEINT, g FLOAT,
                    h DOUBLE, i VARCHAR, j BLOB, k DATE, l TIMESTAMP, m INTERVAL, n UUID,
                    o DECIMAL(4, 1), p DECIMAL(9, 2), q DECIMAL(18, 3), r DECIMAL(38, 4),
                    s ENUM('sad', 'happy'), t TIMETZ)
                """);
        byte[] text = "ein längerer Text".getBytes(StandardCharsets.UTF_8);
        try (ChunkAppender appender = connection.appender(null, null, "t", List.of())) {
            assertThat(appender.types()).hasSize(20);
            appender.column(0).setByte(0, (byte) 1);
            appender.column(1).setByte(0, (byte) -1);
            appender.column(2).setShort(0, (short) -2);
            appender.column(3).setInt(0, -3);
            appender.column(4).setLong(0, -4);
            appender.column(5).setLongs(0, -5, -1);
            appender.column(6).setFloat(0, 1.5f);
            appender.column(7).setDouble(0, 2.5);
            appender.column(8).setString(0, text, 0, text.length);
            appender.column(9).setString(0, new byte[] {0, 1, -1}, 1, 2);
            appender.column(10).setInt(0, 1);
            appender.column(11).setLong(0, 1_000_000);
            appender.column(12).setLongs(0, 2L << 32 | 1, 3);
            appender.column(13).setLongs(0, 7, Long.MIN_VALUE);
            for (int i = 14; i < 18; i++) {
                appender.column(i).setUnscaled(0, -123);
            }
            appender.column(18).setEnumIndex(0, 1);
            appender.column(19).setLong(0, Values.timeTz(5, 3600));
            appender.append(1);
            for (int i = 0; i < 20; i++) {
                appender.column(i).setNull(0);
            }
            appender.append(1);
            appender.flush();
        }
        List<List<EngineValue>> rows = fixture.rows("SELECT * EXCLUDE j FROM t");
        assertThat(rows.getFirst())
                .containsExactly(
                        new EngineValue.Bool(true),
                        new EngineValue.Int(-1),
                        new EngineValue.Int(-2),
                        new EngineValue.Int(-3),
                        new EngineValue.Int(-4),
                        new EngineValue.Hugeint(BigInteger.valueOf(-5)),
                        new EngineValue.Float32(1.5f),
                        new EngineValue.Float64(2.5),
                        new EngineValue.Text("ein längerer Text"),
                        new EngineValue.Date(1),
                        new EngineValue.Timestamp(1_000_000),
                        new EngineValue.Interval(1, 2, 3),
                        new EngineValue.Uuid(0, 7),
                        new EngineValue.Decimal(new BigDecimal("-12.3")),
                        new EngineValue.Decimal(new BigDecimal("-1.23")),
                        new EngineValue.Decimal(new BigDecimal("-0.123")),
                        new EngineValue.Decimal(new BigDecimal("-0.0123")),
                        new EngineValue.Text("happy"),
                        new EngineValue.TimeTz(5, 3600));
        assertThat(rows.get(1)).containsOnly(new EngineValue.Null());
        assertThat(connection.queryText("SELECT hex(j) FROM t").getFirst()).containsExactly("01FF");
    }

    @Test
    void many_chunks_with_nulls_arrive_whole() {
        connection.execute("CREATE TABLE t (i BIGINT, s VARCHAR)");
        try (ChunkAppender appender = connection.appender("memory", "main", "t", List.of())) {
            for (int chunk = 0; chunk < 100; chunk++) {
                for (int row = 0; row < ChunkAppender.CAPACITY; row++) {
                    long i = (long) chunk * ChunkAppender.CAPACITY + row;
                    appender.column(0).setLong(row, i);
                    if (i % 3 == 0) {
                        appender.column(1).setNull(row);
                    } else {
                        byte[] text = ("value number " + i).getBytes(StandardCharsets.UTF_8);
                        appender.column(1).setString(row, text, 0, text.length);
                    }
                }
                appender.append(ChunkAppender.CAPACITY);
            }
            appender.flush();
        }
        assertThat(
                        connection.queryText(
                                "SELECT count(*), count(s), count(*) FILTER (s = 'value number ' || i),"
                                        + " sum(i) FROM t"))
                .containsExactly(List.of("204800", "136533", "136533", "20971417600"));
    }

    @Test
    void what_is_not_flushed_is_dropped_and_a_rollback_takes_the_rest() {
        connection.execute("CREATE TABLE t (i BIGINT); BEGIN");
        try (ChunkAppender appender = connection.appender(null, null, "t", List.of())) {
            appender.column(0).setLong(0, 1);
            appender.append(1);
            appender.flush();
            appender.column(0).setLong(0, 2);
            appender.append(1);
        }
        assertThat(fixture.value("SELECT count(*) FROM t")).isEqualTo(new EngineValue.Int(1));
        connection.execute("ROLLBACK");
        assertThat(fixture.value("SELECT count(*) FROM t")).isEqualTo(new EngineValue.Int(0));
    }

    @Test
    void a_broken_constraint_is_an_error_of_its_kind() {
        connection.execute("CREATE TABLE t (i BIGINT PRIMARY KEY)");
        try (ChunkAppender appender = connection.appender(null, null, "t", List.of())) {
            appender.column(0).setLong(0, 1);
            appender.column(0).setLong(1, 1);
            appender.append(2);
            assertThatThrownBy(appender::flush)
                    .isInstanceOfSatisfying(
                            EngineException.class,
                            e -> {
                                assertThat(e.kind()).isEqualTo(ErrorKind.CONSTRAINT);
                                assertThat(e.rawMessage()).startsWith("PRIMARY KEY or UNIQUE");
                            });
        }
        assertThat(fixture.value("SELECT count(*) FROM t")).isEqualTo(new EngineValue.Int(0));
    }

    @Test
    void columns_that_are_not_named_get_their_defaults() {
        connection.execute(
                "CREATE TABLE t (i BIGINT, n INTEGER DEFAULT 5, s VARCHAR,"
                        + " g BIGINT GENERATED ALWAYS AS (i + 1))");
        try (ChunkAppender appender = connection.appender(null, null, "t", List.of("s", "i"))) {
            assertThat(appender.types())
                    .containsExactly(
                            new EngineType.Scalar(TypeId.VARCHAR),
                            new EngineType.Scalar(TypeId.BIGINT));
            appender.column(0).setString(0, new byte[] {'x'}, 0, 1);
            appender.column(1).setLong(0, 7);
            appender.append(1);
            appender.flush();
        }
        assertThat(connection.queryText("FROM t")).containsExactly(List.of("7", "5", "x", "8"));
        assertThatThrownBy(() -> connection.appender(null, null, "t", List.of("nope")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("must exist");
        assertThat(connection.queryText("SELECT 1")).hasSize(1);
    }

    @Test
    void a_missing_table_is_a_catalog_error() {
        assertThatThrownBy(() -> connection.appender(null, null, "missing", List.of()))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(ErrorKind.CATALOG);
                            assertThat(e).hasMessageContaining("missing");
                        });
    }

    @Test
    void a_closed_appender_refuses_rows() {
        connection.execute("CREATE TABLE t (i BIGINT)");
        ChunkAppender appender = connection.appender(null, null, "t", List.of());
        WritableVector column = appender.column(0);
        connection.close();
        assertThatIllegalStateException().isThrownBy(() -> column.setLong(0, 1));
        assertThatIllegalStateException().isThrownBy(() -> appender.append(0));
        appender.close();
    }
}
