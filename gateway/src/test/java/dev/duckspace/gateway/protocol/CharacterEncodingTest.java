package dev.duckspace.gateway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Other encodings than UTF-8, character by character as PostgreSQL 15 has them. */
class CharacterEncodingTest {
    private static final String REFUSED = "\ufffe";

    /**
     * Digests of what PostgreSQL's convert_from makes of every byte from 80 up, or of every pair
     * from 81 30 up, with U+FFFE for each that it refuses. (UHC has one more there: A2 E8.)
     */
    @ParameterizedTest
    @CsvSource({
        "LATIN1, 96bf4cbcfe6fe5e9",
        "LATIN2, da4d3b2f8f06435d",
        "LATIN3, 73d552e31fe7cc44",
        "LATIN4, 54140e6e75ba62ce",
        "LATIN5, 6151de5d23a50ac9",
        "LATIN7, 20a9bcd406361c31",
        "LATIN9, b9a4a2394ee58552",
        "LATIN10, c2bb18a77fe0cd90",
        "WIN1256, ae636a90722c9d75",
        "WIN1258, fef186eefc6d9c35",
        "WIN866, 2e3f89d51df1d1b9",
        "WIN874, 57ca6a9815e5532c",
        "KOI8R, 25a9da95cf2db39e",
        "WIN1251, 25283df965a080bd",
        "WIN1252, b9105f9a996eaf37",
        "ISO_8859_5, 5372981566958051",
        "ISO_8859_6, 43c9b6c54683cf77",
        "ISO_8859_7, da71864aa7942b73",
        "ISO_8859_8, c787876eb51178e2",
        "WIN1250, 640d0a4f3c3e6163",
        "WIN1253, 0b76de9183626af6",
        "WIN1254, 7463ad104bd6f882",
        "WIN1255, afdb8ab9f22748ab",
        "WIN1257, 4b914eba1c583c96",
        "KOI8U, 543936a11ff3c9ef",
        "EUC_CN, 7fb8c7dda0c77154",
        "EUC_KR, ff5820f6e879d9c6",
        "SJIS, 5fff465e69d3d2d0",
        "GBK, 3abc5955b6253cb1",
        "UHC, 10f2634a61b390ea",
    })
    void all_characters_are_those_of_PostgreSQL(CharacterEncoding encoding, String digest)
            throws NoSuchAlgorithmException {
        StringBuilder all = new StringBuilder();
        if (encoding.length(new byte[] {(byte) 0xB0, (byte) 0xB0}, 0) == 1
                && encoding != CharacterEncoding.SJIS) {
            for (int first = 0x80; first <= 0xFF; first++) {
                all.append(decoded(encoding, first));
            }
        } else {
            for (int first = 0x81; first <= 0xFE; first++) {
                for (int second = 0x30; second <= 0xFE; second++) {
                    all.append(decoded(encoding, first, second));
                }
            }
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(UTF_8));
        assertThat(HexFormat.of().formatHex(hash)).startsWith(digest);
    }

    private static String decoded(CharacterEncoding encoding, int... bytes) {
        byte[] given = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            given[i] = (byte) bytes[i];
        }
        StringBuilder text = new StringBuilder();
        try {
            new EncodedTextDecoder(encoding, 8).decode(given, true, text::append);
            return text.toString();
        } catch (PgException e) {
            return REFUSED;
        }
    }

    /** But of SJIS, in which two of a look become one, in PostgreSQL too. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SJIS")
    void what_is_decoded_is_encoded_to_bytes_that_are_decoded_to_it(CharacterEncoding encoding) {
        EncodedTextEncoder encoder;
        try {
            encoder = new EncodedTextEncoder(encoding);
        } catch (PgException e) {
            assertThat(e.info().sqlState()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
            return;
        }
        EncodedTextDecoder decoder = new EncodedTextDecoder(encoding, 8);
        for (char c = 1; c < '\ud800'; c++) {
            String text = String.valueOf(c);
            byte[] bytes;
            try {
                bytes = encoder.encode(text);
            } catch (PgException e) {
                assertThat(e.info().sqlState()).isEqualTo(SqlState.UNTRANSLATABLE_CHARACTER);
                continue;
            }
            StringBuilder back = new StringBuilder();
            decoder.decode(bytes, false, back::append);
            assertThat(back.toString()).isEqualTo(text);
        }
    }

    @Test
    void SJIS_writes_no_character_that_PostgreSQL_writes_otherwise() {
        EncodedTextEncoder encoder = new EncodedTextEncoder(CharacterEncoding.SJIS);
        assertThat(encoder.encode("日本")).isEqualTo(new byte[] {-109, -6, -106, 123});
        assertThatThrownBy(() -> encoder.encode("\u2116"))
                .hasMessage(
                        "character with byte sequence 0xe2 0x84 0x96 in encoding \"UTF8\" has no"
                                + " equivalent in encoding \"SJIS\"");
    }

    @Test
    void encodings_have_PostgreSQLs_names_and_numbers() {
        assertThat(CharacterEncoding.named("iso 8859-1")).contains(CharacterEncoding.LATIN1);
        assertThat(CharacterEncoding.named("Windows-1252")).contains(CharacterEncoding.WIN1252);
        assertThat(CharacterEncoding.named("utf-8")).contains(CharacterEncoding.UTF8);
        assertThat(CharacterEncoding.named("utf-9")).isEmpty();
        assertThat(CharacterEncoding.SJIS.number()).isEqualTo(35);
    }
}
