package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's encodings by name. */
final class CharacterSets {
    private static final Map<String, String> CHARSETS =
            Map.ofEntries(
                    Map.entry("UTF8", "UTF-8"),
                    Map.entry("UNICODE", "UTF-8"),
                    Map.entry("SQLASCII", "US-ASCII"),
                    Map.entry("LATIN1", "ISO-8859-1"),
                    Map.entry("ISO88591", "ISO-8859-1"),
                    Map.entry("LATIN2", "ISO-8859-2"),
                    Map.entry("ISO88592", "ISO-8859-2"),
                    Map.entry("LATIN3", "ISO-8859-3"),
                    Map.entry("LATIN4", "ISO-8859-4"),
                    Map.entry("LATIN5", "ISO-8859-9"),
                    Map.entry("LATIN7", "ISO-8859-13"),
                    Map.entry("LATIN9", "ISO-8859-15"),
                    Map.entry("ISO88595", "ISO-8859-5"),
                    Map.entry("ISO88596", "ISO-8859-6"),
                    Map.entry("ISO88597", "ISO-8859-7"),
                    Map.entry("ISO88598", "ISO-8859-8"),
                    Map.entry("KOI8", "KOI8-R"),
                    Map.entry("KOI8R", "KOI8-R"),
                    Map.entry("KOI8U", "KOI8-U"),
                    Map.entry("WIN866", "IBM866"),
                    Map.entry("WIN1250", "windows-1250"),
                    Map.entry("WIN1251", "windows-1251"),
                    Map.entry("WIN1252", "windows-1252"),
                    Map.entry("WIN1253", "windows-1253"),
                    Map.entry("WIN1254", "windows-1254"),
                    Map.entry("WIN1255", "windows-1255"),
                    Map.entry("WIN1256", "windows-1256"),
                    Map.entry("WIN1257", "windows-1257"),
                    Map.entry("WIN1258", "windows-1258"),
                    Map.entry("EUCJP", "EUC-JP"),
                    Map.entry("EUCKR", "EUC-KR"),
                    Map.entry("EUCCN", "GB2312"),
                    Map.entry("SJIS", "Shift_JIS"),
                    Map.entry("BIG5", "Big5"),
                    Map.entry("GBK", "GBK"),
                    Map.entry("GB18030", "GB18030"),
                    Map.entry("UHC", "x-windows-949"));

    private CharacterSets() {}

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static Charset charset(String name, String role) {
        String charset = CHARSETS.get(key(name));
        if (charset == null || !Charset.isSupported(charset)) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "invalid %s encoding name \"%s\"".formatted(role, name));
        }
        return Charset.forName(charset);
    }

    /**
     * @throws PgException 22021 for bytes that are no text, 22023 for an unknown encoding
     */
    static String decode(byte[] bytes, String encoding, String role) {
        Charset charset = charset(encoding, role);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int zero = indexOfZero(bytes);
        try {
            String text =
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(in)
                            .toString();
            if (zero < 0) {
                return text;
            }
            throw invalid(encoding, bytes, zero);
        } catch (CharacterCodingException e) {
            throw invalid(
                    encoding,
                    bytes,
                    zero >= 0 && zero < in.position() ? zero : badByte(bytes, charset));
        }
    }

    private static int indexOfZero(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The first byte that does not begin a character. */
    private static int badByte(byte[] bytes, Charset charset) {
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        return in.position();
    }

    private static PgException invalid(String encoding, byte[] bytes, int at) {
        int length = 1;
        if (key(encoding).equals("UTF8") || key(encoding).equals("UNICODE")) {
            int first = bytes[at] & 0xFF;
            length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
        }
        StringBuilder shown = new StringBuilder();
        for (int i = at; i < Math.min(bytes.length, at + length); i++) {
            shown.append(shown.isEmpty() ? "0x" : " 0x")
                    .append(HexFormat.of().toHexDigits(bytes[i]));
        }
        String name = key(encoding).equals("UNICODE") ? "UTF8" : key(encoding);
        return new PgException(
                SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                "invalid byte sequence for encoding \"%s\": %s".formatted(name, shown));
    }

    /**
     * @throws PgException 22P05 for a character that the encoding lacks
     */
    static byte[] encode(String text, String encoding) {
        Charset charset = charset(encoding, "destination");
        if (charset.equals(StandardCharsets.US_ASCII)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            ByteBuffer out =
                    charset.newEncoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[out.remaining()];
            out.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw unmappable(text, encoding, charset);
        }
    }

    private static PgException unmappable(String text, String encoding, Charset charset) {
        String character =
                text.codePoints()
                        .mapToObj(Character::toString)
                        .filter(each -> !charset.newEncoder().canEncode(each))
                        .findFirst()
                        .orElse("");
        StringBuilder shown = new StringBuilder();
        for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
            shown.append(shown.isEmpty() ? "0x" : " 0x").append(HexFormat.of().toHexDigits(each));
        }
        return new PgException(
                SqlState.UNTRANSLATABLE_CHARACTER,
                "character with byte sequence %s in encoding \"UTF8\" has no equivalent in encoding \"%s\""
                        .formatted(shown, key(encoding)));
    }

    /** PostgreSQL's number of an encoding that a server may have; -1 for another name. */
    static int number(@Nullable String name) {
        String key = name == null ? "" : key(name);
        return switch (key) {
            case "UTF8", "UNICODE" -> 6;
            case "SQLASCII" -> 0;
            default ->
                    NUMBERS.indexOf(
                            key.startsWith("ISO8859") ? key.replace("ISO8859", "ISO8859") : key);
        };
    }

    private static final java.util.List<String> NUMBERS =
            java.util.List.of(
                    "SQLASCII",
                    "EUCJP",
                    "EUCCN",
                    "EUCKR",
                    "EUCTW",
                    "EUCJIS2004",
                    "UTF8",
                    "MULEINTERNAL",
                    "LATIN1",
                    "LATIN2",
                    "LATIN3",
                    "LATIN4",
                    "LATIN5",
                    "LATIN6",
                    "LATIN7",
                    "LATIN8",
                    "LATIN9",
                    "LATIN10",
                    "WIN1256",
                    "WIN1258",
                    "WIN866",
                    "WIN874",
                    "KOI8R",
                    "WIN1251",
                    "WIN1252",
                    "ISO88595",
                    "ISO88596",
                    "ISO88597",
                    "ISO88598",
                    "WIN1250",
                    "WIN1253",
                    "WIN1254",
                    "WIN1255",
                    "WIN1257",
                    "KOI8U",
                    "SJIS",
                    "BIG5",
                    "GBK",
                    "UHC",
                    "GB18030",
                    "JOHAB",
                    "SHIFTJIS2004");

    private static final java.util.List<String> NAMES =
            java.util.List.of(
                    "SQL_ASCII",
                    "EUC_JP",
                    "EUC_CN",
                    "EUC_KR",
                    "EUC_TW",
                    "EUC_JIS_2004",
                    "UTF8",
                    "MULE_INTERNAL",
                    "LATIN1",
                    "LATIN2",
                    "LATIN3",
                    "LATIN4",
                    "LATIN5",
                    "LATIN6",
                    "LATIN7",
                    "LATIN8",
                    "LATIN9",
                    "LATIN10",
                    "WIN1256",
                    "WIN1258",
                    "WIN866",
                    "WIN874",
                    "KOI8R",
                    "WIN1251",
                    "WIN1252",
                    "ISO_8859_5",
                    "ISO_8859_6",
                    "ISO_8859_7",
                    "ISO_8859_8",
                    "WIN1250",
                    "WIN1253",
                    "WIN1254",
                    "WIN1255",
                    "WIN1257",
                    "KOI8U",
                    "SJIS",
                    "BIG5",
                    "GBK",
                    "UHC",
                    "GB18030",
                    "JOHAB",
                    "SHIFT_JIS_2004");

    /** Empty for a number that is none. */
    static String name(int number) {
        return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "";
    }
}
