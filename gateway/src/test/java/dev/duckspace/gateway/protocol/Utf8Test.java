package dev.duckspace.gateway.protocol;

import static dev.duckspace.gateway.protocol.WireBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

final class Utf8Test {
    @Test
    void every_length_of_sequence_is_read() {
        assertThat(Utf8.decode(bytes("aé€😀"))).isEqualTo("aé€😀");
        assertThat(Utf8.decode(new byte[0])).isEmpty();
    }

    @Test
    void a_genuine_replacement_character_is_no_error() {
        assertThat(Utf8.decode(bytes("é", 0xef, 0xbf, 0xbd, "😀"))).isEqualTo("é\uFFFD😀");
    }

    @Test
    void the_first_bad_sequence_is_named_as_postgresql_names_it() {
        assertInvalid(" 0xff", "ok", 0xff, 0xfe);
        assertInvalid(" 0x80", 0x80);
        assertInvalid(" 0xc0 0x80", 0xc0, 0x80);
        assertInvalid(" 0xc3 0x28", "é", 0xc3, 0x28);
        assertInvalid(" 0xc3", 0xc3);
        assertInvalid(" 0xe2 0x28 0xa1", 0xe2, 0x28, 0xa1, "x");
        assertInvalid(" 0xed 0xa0 0x80", 0xed, 0xa0, 0x80);
        assertInvalid(" 0xf4 0x90 0x80 0x80", 0xf4, 0x90, 0x80, 0x80);
        assertInvalid(" 0xf0 0x9f", 0xf0, 0x9f);
    }

    private static void assertInvalid(String sequence, Object... parts) {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Utf8.decode(bytes(parts)))
                .satisfies(
                        e ->
                                assertThat(e.info())
                                        .isEqualTo(
                                                ErrorInfo.error(
                                                        SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                                                        "invalid byte sequence for encoding"
                                                                + " \"UTF8\":"
                                                                + sequence)));
    }
}
