package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.engine.ChunkAppender;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from bytes at once is what the slow way reads, values and errors. */
class FieldReaderTest {
    private static final int MANY = 20_000;

    private static EngineInstance instance;
    private static EngineConnection connection;

    @BeforeAll
    static void open() {
        instance = DuckDb.load().open(null, Map.of("threads", "1"));
        connection = instance.connect();
    }

    @AfterAll
    static void close() {
        connection.close();
        instance.close();
    }

    @FunctionalInterface
    private interface Reading {
        void into(FieldReader reader, WritableVector vector);
    }

    /** The value as the engine prints it, or the error. */
    private static String read(EngineType type, String sqlType, Reading reading) {
        connection.execute("CREATE OR REPLACE TABLE t (v " + sqlType + ")");
        try (ChunkAppender appender = connection.appender(null, null, "t")) {
            PgType named = PgColumnType.of(type).type();
            reading.into(FieldReader.of(type, named, TextSettings.DEFAULT), appender.column(0));
            appender.append(1);
            appender.flush();
            List<?> row = connection.queryText("SELECT v::VARCHAR FROM t").getFirst();
            return String.valueOf(row.getFirst());
        } catch (PgException e) {
            return e.info().sqlState().code() + ' ' + e.info().message();
        }
    }

    private static void assertBinary(EngineType type, String sqlType, String hex) {
        byte[] value = HexFormat.of().parseHex(hex);
        byte[] around = new byte[value.length + 4];
        Arrays.fill(around, (byte) 0x31);
        System.arraycopy(value, 0, around, 2, value.length);
        assertThat(
                        read(
                                type,
                                sqlType,
                                (reader, vector) ->
                                        reader.readBinary(around, 2, 2 + value.length, vector, 0)))
                .as("%s of %s", hex, sqlType)
                .isEqualTo(
                        read(
                                type,
                                sqlType,
                                (reader, vector) ->
                                        reader.binarySlowly(value, 0, value.length, vector, 0)));
    }

    private static EngineType.Scalar scalar(TypeId id) {
        return new EngineType.Scalar(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "0001",
                "ffff8000",
                "7fffffff",
                "80000000",
                "00000000000000ff",
                "7fffffffffffffff",
                "8000000000000000",
                "3ff8000000000000",
                "7ff8000000000000",
                "fff0000000000000",
                "00001e61",
                "fffb0000",
                "0001d7a2b3c4d5e6",
                "e29c93",
                "61c3",
                "610062",
            })
    void binary_forms_of_scalars(String hex) {
        assertBinary(scalar(TypeId.SMALLINT), "SMALLINT", hex);
        assertBinary(scalar(TypeId.INTEGER), "INTEGER", hex);
        assertBinary(scalar(TypeId.BIGINT), "BIGINT", hex);
        assertBinary(scalar(TypeId.FLOAT), "FLOAT", hex);
        assertBinary(scalar(TypeId.DOUBLE), "DOUBLE", hex);
        assertBinary(scalar(TypeId.BOOLEAN), "BOOLEAN", hex);
        assertBinary(scalar(TypeId.DATE), "DATE", hex);
        assertBinary(scalar(TypeId.TIMESTAMP), "TIMESTAMP", hex);
        assertBinary(scalar(TypeId.TIMESTAMPTZ), "TIMESTAMPTZ", hex);
        assertBinary(scalar(TypeId.VARCHAR), "VARCHAR", hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000", // 0
                "0001000000000000" + "0001", // 1
                "0001000040000000" + "270f", // -9999
                "0002000000000002" + "04d2162e", // 1234.5678 shown as 1234.56
                "0002000000000004" + "04d2162e",
                "0002000000000002" + "04d20b54", // 1234.29 and no more
                "0001ffff00000002" + "0064", // 0.01
                "0001fffe00000008" + "0001", // 0.00000001
                "0003000200000000" + "000100000000", // 100000000
                "0004000300000000" + "270f270f270f270f", // too great
                "0005000400000000" + "00010000000000000000",
                "00010000c0000000" + "0000", // NaN
                "0001000012340000" + "0001", // no sign
                "0001000000000000" + "2710", // no digit
                "0001000000004000" + "0001", // no scale
                "0001000000000000", // cut off
                "000100000000000000010001", // too long
                "0001000900000000" + "0001", // 10^36
                "0001fff000000010" + "0001",
            })
    void binary_forms_of_numerics(String hex) {
        assertBinary(new EngineType.Decimal(12, 2), "DECIMAL(12,2)", hex);
        assertBinary(new EngineType.Decimal(4, 0), "DECIMAL(4,0)", hex);
        assertBinary(new EngineType.Decimal(18, 10), "DECIMAL(18,10)", hex);
        assertBinary(new EngineType.Decimal(38, 10), "DECIMAL(38,10)", hex);
    }

    @Test
    void binary_numerics_of_any_groups() {
        Random random = new Random(20261130);
        HexFormat hex = HexFormat.of();
        for (int i = 0; i < MANY / 20; i++) {
            int groups = random.nextInt(5);
            ByteBuffer form = ByteBuffer.allocate(8 + 2 * groups);
            form.putShort((short) groups).putShort((short) (random.nextInt(6) - 3));
            form.putShort((short) (random.nextBoolean() ? 0x4000 : 0));
            form.putShort((short) random.nextInt(10));
            for (int group = 0; group < groups; group++) {
                form.putShort((short) (random.nextInt(3) == 0 ? 0 : random.nextInt(100) * 100));
            }
            assertBinary(
                    new EngineType.Decimal(12, 2), "DECIMAL(12,2)", hex.formatHex(form.array()));
        }
    }

    private static void assertText(EngineType type, String sqlType, String text) {
        byte[] bytes = ("1" + text + "1").getBytes(StandardCharsets.UTF_8);
        assertThat(
                        read(
                                type,
                                sqlType,
                                (reader, vector) ->
                                        reader.read(bytes, 1, bytes.length - 1, vector, 0)))
                .as("%s of %s", text, sqlType)
                .isEqualTo(
                        read(
                                type,
                                sqlType,
                                (reader, vector) ->
                                        reader.slowly(bytes, 1, bytes.length - 1, vector, 0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                "1.",
                ".5",
                "-0",
                "1e5",
                "1E+5",
                "1e-05",
                "1e",
                "1e+",
                "1.5e300",
                "1e309",
                "1e-400",
                "4.9e-324",
                "1..2",
                "1.2.3",
                "1x",
                "0x10",
                "12345678901234567890",
                "0.1428571428571428571428",
                "142857.57142857142",
                "9007199254740993",
                "18446744073709551615",
                "99999999999999999999",
                "1e0005",
                "1 ",
                "NaN",
                "-Infinity",
            })
    void texts_of_doubles(String text) {
        assertText(scalar(TypeId.DOUBLE), "DOUBLE", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29 12:34:56+00",
                "2024-02-29 12:34:56.5+02",
                "2024-02-29 12:34:56.123456-08",
                "2024-02-29T12:34:56-14",
                "2024-02-29 12:34:56+15",
                "2024-02-29 12:34:56+16",
                "2024-02-30 12:34:56+00",
                "2024-02-29 12:34:56",
                "2024-02-29 12:34:56+0",
                "2024-02-29 12:34:56+05:30",
                "2024-02-29 24:00:00+00",
                "2024-02-29 12:34+00",
                "0001-01-01 00:00:00+14",
                "infinity",
            })
    void texts_of_timestamps_with_time_zone(String text) {
        assertText(scalar(TypeId.TIMESTAMPTZ), "TIMESTAMPTZ", text);
    }
}
