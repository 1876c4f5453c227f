package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are no value must end in an answer, never in another exception. */
final class HostileParametersTest {
    private static final long SEED = 42;
    private static final int ROUNDS = 200;
    private static final String ALPHABET = "0123456789-+:./ {}[],\"\\'eETZPYMDHSabcx=@\u0000ä";

    @Test
    void any_bytes_give_a_value_or_an_error_for_the_client() {
        Random random = new Random(SEED);
        for (ParameterProbe probe : ParameterProbe.all()) {
            byte[] valid =
                    probe.outcome().equals("OK")
                            ? HexFormat.of().parseHex(probe.detail())
                            : new byte[random.nextInt(20)];
            for (int i = 0; i < 20; i++) {
                decode(probe.type(), EncodedQuery.BINARY, damaged(valid, random));
                decode(
                        probe.type(),
                        EncodedQuery.TEXT,
                        damaged(probe.input().getBytes(StandardCharsets.UTF_8), random));
            }
        }
    }

    @Test
    void any_text_gives_a_value_or_an_error_for_the_client() {
        Random random = new Random(SEED);
        List<PgType> types =
                ParameterProbe.all().stream().map(ParameterProbe::type).distinct().toList();
        for (PgType type : types) {
            for (int i = 0; i < ROUNDS; i++) {
                StringBuilder text = new StringBuilder();
                for (int length = random.nextInt(30); length > 0; length--) {
                    text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                }
                decode(type, EncodedQuery.TEXT, text.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void decode(PgType type, short format, byte[] value) {
        try {
            ParameterDecoder.decode(type, format, value, TextSettings.DEFAULT, 1);
        } catch (PgException e) {
            assertThat(e.sqlState()).isNotEqualTo(SqlState.SYSTEM_ERROR);
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "%s, format %d: %s '%s', seed %d"
                            .formatted(
                                    type.name(),
                                    format,
                                    HexFormat.of().formatHex(value),
                                    new String(value, StandardCharsets.UTF_8),
                                    SEED),
                    e);
        }
    }

    private static byte[] damaged(byte[] valid, Random random) {
        byte[] bytes = Arrays.copyOf(valid, Math.max(0, valid.length + random.nextInt(5) - 2));
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int4 | 0000 | 08P01 | insufficient data left in message",
                "int4 | 0000000000 | 22P03 | incorrect binary data format in bind parameter 3",
                "bool | 0101 | 22P03 | incorrect binary data format in bind parameter 3",
                "numeric | 0001000000010000000a | 22P03 | invalid sign in external \"numeric\" value",
                "numeric | 0001000000000000ffff | 22P03 | invalid digit in external \"numeric\" value",
                "numeric | 00000000c0000000 | 0A000"
                        + " | NaN and infinity are not supported for type numeric",
                "date | 80000001 | 22008 | date out of range",
                "timestamp | 8000000000000001 | 22008 | timestamp out of range",
                "time | 00000014997000ff | 22008 | time out of range",
                "jsonb | 027b7d | XX000 | unsupported jsonb version number 2",
                "varbit | 00000009ff | 22P03 | invalid length in external bit string",
                "text | 6100 | 22021 | invalid byte sequence for encoding \"UTF8\": 0x00",
                "text | ff | 22021 | invalid byte sequence for encoding \"UTF8\": 0xff",
                "inet | 01 | 22P03 | invalid external \"inet\" value",
                "_int4 | 000000070000000000000017 | 22P03 | invalid number of dimensions: 7",
                "_int4 | 000000010000000000000019 0000000100000001 | 42804"
                        + " | binary data has array element type 25 instead of expected 23",
                "_int4 | 000000010000000000000017 7fffffff00000001 | 08P01"
                        + " | insufficient data left in message",
                "_int4 | 000000010000000000000017 0000000100000000 | 0A000"
                        + " | arrays with a lower bound other than 1 are not supported",
            })
    void impossible_binary_forms_are_named(
            String typeName, String hex, String sqlState, String message) {
        PgType type =
                typeName.startsWith("_")
                        ? PgType.INT4.array()
                        : List.of(
                                        PgType.INT4,
                                        PgType.BOOL,
                                        PgType.NUMERIC,
                                        PgType.DATE,
                                        PgType.TIMESTAMP,
                                        PgType.TIME,
                                        PgType.JSONB,
                                        PgType.VARBIT,
                                        PgType.TEXT,
                                        PgType.INET)
                                .stream()
                                .filter(known -> known.name().equals(typeName))
                                .findFirst()
                                .orElseThrow();
        byte[] value = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(
                        () ->
                                ParameterDecoder.decode(
                                        type, EncodedQuery.BINARY, value, TextSettings.DEFAULT, 3))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> assertThat(e.sqlState().code()).isEqualTo(sqlState));
    }

    @Test
    void numbers_beyond_38_digits_are_refused_quickly() {
        for (String text :
                List.of(
                        "1e38",
                        "1e999999999",
                        "1e-999999999",
                        "1".repeat(39),
                        "9".repeat(100_000))) {
            assertThatThrownBy(() -> text(PgType.NUMERIC, text))
                    .hasMessage("numeric field overflow");
        }
        assertThat(text(PgType.NUMERIC, "0e999999999")).isEqualTo(text(PgType.NUMERIC, "0"));
        assertThatThrownBy(() -> text(PgType.NUMERIC, "Infinity"))
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> assertThat(e.sqlState()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED));
    }

    private static Object text(PgType type, String text) {
        return ParameterDecoder.decodeText(type, text, TextSettings.DEFAULT);
    }
}
