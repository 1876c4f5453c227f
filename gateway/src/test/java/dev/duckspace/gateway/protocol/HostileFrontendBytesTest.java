package dev.duckspace.gateway.protocol;

import static dev.duckspace.gateway.protocol.WireBytes.bytes;
import static dev.duckspace.gateway.protocol.WireBytes.decode;
import static dev.duckspace.gateway.protocol.WireBytes.decodeStartup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a client may send that no client should. */
final class HostileFrontendBytesTest {
    /** One valid body of each type whose body has an inner structure. */
    private static final Map<Character, byte[]> VALID =
            Map.of(
                    'Q', bytes("select 1", 0),
                    'P', bytes("s", 0, "select $1", 0, 0, 1, 0, 0, 0, 23),
                    'B', bytes("p", 0, "s", 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 2, 0, 1, 0, 1),
                    'D', bytes("Ss", 0),
                    'E', bytes("p", 0, 0, 0, 0, 5),
                    'C', bytes("Pp", 0),
                    'f', bytes("why", 0));

    private static final byte[] VALID_STARTUP =
            bytes(0, 3, 0, 0, "user", 0, "x", 0, "database", 0, "y", 0, 0);

    @Test
    void each_message_truncated_at_every_offset_is_refused() {
        VALID.forEach(
                (type, body) -> {
                    for (int length = 0; length < body.length; length++) {
                        byte[] truncated = Arrays.copyOf(body, length);
                        assertError(SqlState.PROTOCOL_VIOLATION, () -> decode(type, truncated));
                    }
                });
    }

    @Test
    void a_startup_message_truncated_at_every_offset_is_fatal() {
        for (int length = 0; length < VALID_STARTUP.length; length++) {
            byte[] truncated = Arrays.copyOf(VALID_STARTUP, length);
            assertFatal(SqlState.PROTOCOL_VIOLATION, () -> decodeStartup(truncated));
        }
    }

    @Test
    void trailing_garbage_is_refused() {
        VALID.forEach(
                (type, body) ->
                        assertError(SqlState.PROTOCOL_VIOLATION, () -> decode(type, body, 0)));
        for (char type : new char[] {'H', 'S', 'X', 'c'}) {
            assertError(SqlState.PROTOCOL_VIOLATION, () -> decode(type, 0))
                    .isEqualTo("invalid message format");
        }
        assertFatal(SqlState.PROTOCOL_VIOLATION, () -> decodeStartup(VALID_STARTUP, 0))
                .isEqualTo("invalid startup packet layout: expected terminator as last byte");
        assertFatal(SqlState.PROTOCOL_VIOLATION, () -> decodeStartup(0x04, 0xd2, 0x16, 0x2f, 0))
                .isEqualTo("invalid length of startup packet");
    }

    @Test
    void counts_that_promise_more_than_there_is_are_refused_before_they_are_believed() {
        String insufficient = "insufficient data left in message";
        assertError(SqlState.PROTOCOL_VIOLATION, () -> decode('P', 0, 0, 0xff, 0xff, 0, 0, 0, 23))
                .isEqualTo(insufficient);
        assertError(SqlState.PROTOCOL_VIOLATION, () -> decode('B', 0, 0, 0xff, 0xff, 0, 0))
                .isEqualTo(insufficient);
        assertError(SqlState.PROTOCOL_VIOLATION, () -> decode('B', 0, 0, 0, 0, 0xff, 0xff, 0, 0))
                .isEqualTo(insufficient);
    }

    @Test
    void value_lengths_that_lie_are_refused() {
        byte[][] lengths = {
            {0, 0, 0, 3}, {0x7f, -1, -1, -1}, {-1, -1, -1, -2}, {(byte) 0x80, 0, 0, 0}
        };
        for (byte[] length : lengths) {
            assertError(
                            SqlState.PROTOCOL_VIOLATION,
                            () -> decode('B', 0, 0, 0, 0, 0, 1, length, "a", 0))
                    .isEqualTo("insufficient data left in message");
        }
    }

    @Test
    void parameter_formats_must_fit_the_parameters() {
        assertError(
                        SqlState.PROTOCOL_VIOLATION,
                        () -> decode('B', 0, 0, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0))
                .isEqualTo("bind message has 2 parameter formats but 1 parameters");
    }

    @Test
    void an_unknown_format_code_is_refused() {
        assertError(
                        SqlState.INVALID_PARAMETER_VALUE,
                        () -> decode('B', 0, 0, 0, 0, 0, 0, 0, 1, 0, 2))
                .isEqualTo("unsupported format code: 2");
    }

    @Test
    void an_unknown_target_is_refused() {
        assertError(SqlState.PROTOCOL_VIOLATION, () -> decode('D', "X", 0))
                .isEqualTo("invalid DESCRIBE message subtype 88");
        assertError(SqlState.PROTOCOL_VIOLATION, () -> decode('C', 0, 0))
                .isEqualTo("invalid CLOSE message subtype 0");
    }

    @Test
    void text_without_its_zero_byte_is_refused() {
        assertError(SqlState.PROTOCOL_VIOLATION, () -> decode('Q', "select 1"))
                .isEqualTo("invalid string in message");
    }

    @Test
    void text_that_is_not_utf8_is_refused_with_its_bytes() {
        assertError(SqlState.CHARACTER_NOT_IN_REPERTOIRE, () -> decode('Q', "'", 0xff, "'", 0))
                .isEqualTo("invalid byte sequence for encoding \"UTF8\": 0xff");
        assertFatal(
                        SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                        () -> decodeStartup(0, 3, 0, 0, "user", 0, 0xc3, 0x28, 0, 0))
                .isEqualTo("invalid byte sequence for encoding \"UTF8\": 0xc3 0x28");
    }

    @Test
    void an_unknown_type_is_fatal() {
        assertFatal(SqlState.PROTOCOL_VIOLATION, () -> decode('!'))
                .isEqualTo("invalid frontend message type 33");
        assertFatal(SqlState.PROTOCOL_VIOLATION, () -> decode('\u00ff'))
                .isEqualTo("invalid frontend message type 255");
    }

    @Test
    void a_cancel_key_of_no_known_length_is_fatal() {
        for (int length : new int[] {0, 3, 257}) {
            assertFatal(
                            SqlState.PROTOCOL_VIOLATION,
                            () ->
                                    decodeStartup(
                                            0x04, 0xd2, 0x16, 0x2e, 0, 0, 0, 1, new byte[length]))
                    .isEqualTo("invalid length of query cancel packet");
        }
    }

    @Test
    void other_major_versions_are_fatal() {
        assertFatal(SqlState.FEATURE_NOT_SUPPORTED, () -> decodeStartup(0, 4, 0, 0, 0))
                .isEqualTo("unsupported frontend protocol 4.0: server supports 3.0 to 3.2");
        assertFatal(SqlState.FEATURE_NOT_SUPPORTED, () -> decodeStartup(0, 2, 0, 0, 0))
                .isEqualTo("unsupported frontend protocol 2.0: server supports 3.0 to 3.2");
        assertFatal(SqlState.FEATURE_NOT_SUPPORTED, () -> decodeStartup("GET / HTTP/1.1\r\n"))
                .isEqualTo("unsupported frontend protocol 18245.21536: server supports 3.0 to 3.2");
    }

    @Test
    void random_bytes_end_in_a_message_or_a_protocol_error_and_nothing_else() {
        long seed = 20_260_101L;
        Random random = new Random(seed);
        byte[] types = bytes("QPBDECHSXdcfFp");
        for (int round = 0; round < 40_000; round++) {
            byte[] body = randomBody(random);
            byte type =
                    random.nextInt(10) == 0
                            ? (byte) random.nextInt(256)
                            : types[random.nextInt(types.length)];
            String replay = "seed %d, round %d".formatted(seed, round);
            survives(replay, body, buffer -> FrontendDecoder.decode(type, buffer));
            survives(replay, body, FrontendDecoder::decodeStartup);
            survives(replay, body, _ -> FrontendDecoder.decodeSaslInitialResponse(body));
        }
    }

    @Test
    void valid_messages_with_a_few_bytes_changed_end_no_worse() {
        long seed = 4_711L;
        Random random = new Random(seed);
        for (int round = 0; round < 4_000; round++) {
            String replay = "seed %d, round %d".formatted(seed, round);
            VALID.forEach(
                    (type, body) ->
                            survives(
                                    replay,
                                    mutated(body, random),
                                    buffer ->
                                            FrontendDecoder.decode(
                                                    (byte) type.charValue(), buffer)));
            survives(replay, mutated(VALID_STARTUP, random), FrontendDecoder::decodeStartup);
        }
    }

    /** Mostly small numbers and zeros, which is what lengths and ends of strings look like. */
    private static byte[] randomBody(Random random) {
        byte[] body = new byte[random.nextInt(48)];
        for (int index = 0; index < body.length; index++) {
            body[index] = (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt(256));
        }
        return body;
    }

    private static byte[] mutated(byte[] body, Random random) {
        byte[] changed = body.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private interface Decoding {
        Object decode(ByteBuf buffer);
    }

    private static void survives(String replay, byte[] body, Decoding decoding) {
        try {
            assertThat(decoding.decode(Unpooled.wrappedBuffer(body))).isNotNull();
        } catch (PgException e) {
            assertThat(e.info().message()).as(replay).isNotEmpty();
        } catch (RuntimeException e) {
            throw new AssertionError(replay + ": " + Arrays.toString(body), e);
        }
    }

    private static AbstractStringAssert<?> assertError(
            SqlState sqlState, ThrowingCallable decoding) {
        return assertRefused(Severity.ERROR, sqlState, decoding);
    }

    private static AbstractStringAssert<?> assertFatal(
            SqlState sqlState, ThrowingCallable decoding) {
        return assertRefused(Severity.FATAL, sqlState, decoding);
    }

    private static AbstractStringAssert<?> assertRefused(
            Severity severity, SqlState sqlState, ThrowingCallable decoding) {
        PgException refusal =
                assertThatExceptionOfType(PgException.class).isThrownBy(decoding).actual();
        assertThat(refusal.info().severity()).isEqualTo(severity);
        assertThat(refusal.sqlState()).isEqualTo(sqlState);
        return assertThat(refusal.info().message());
    }
}
