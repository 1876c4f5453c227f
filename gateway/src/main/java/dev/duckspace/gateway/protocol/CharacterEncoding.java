package dev.duckspace.gateway.protocol;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL's character encodings, in the order of their numbers. Those that Java lacks, or has
 * with other characters in some places, are not converted: no character is to change on its way.
 */
public enum CharacterEncoding {
    /** No conversion: the server's own bytes, which are UTF-8. */
    SQL_ASCII("UTF-8"),
    EUC_JP(""),
    EUC_CN("GB2312"),
    EUC_KR("EUC-KR"),
    EUC_TW(""),
    EUC_JIS_2004(""),
    UTF8("UTF-8"),
    MULE_INTERNAL(""),
    LATIN1("ISO-8859-1"),
    LATIN2("ISO-8859-2"),
    LATIN3("ISO-8859-3"),
    LATIN4("ISO-8859-4"),
    LATIN5("ISO-8859-9"),
    LATIN6(""),
    LATIN7("ISO-8859-13"),
    LATIN8(""),
    LATIN9("ISO-8859-15"),
    LATIN10("ISO-8859-16"),
    WIN1256("windows-1256"),
    WIN1258("windows-1258"),
    WIN866("IBM866"),
    WIN874("x-windows-874"),
    KOI8R("KOI8-R"),
    WIN1251("windows-1251"),
    WIN1252("windows-1252"),
    ISO_8859_5("ISO-8859-5"),
    ISO_8859_6("ISO-8859-6"),
    ISO_8859_7("ISO-8859-7"),
    ISO_8859_8("ISO-8859-8"),
    WIN1250("windows-1250"),
    WIN1253("windows-1253"),
    WIN1254("windows-1254"),
    WIN1255("windows-1255"),
    WIN1257("windows-1257"),
    KOI8U("KOI8-U"),
    SJIS("windows-31j"),
    BIG5(""),
    GBK("x-mswin-936"),
    UHC("x-windows-949"),
    GB18030(""),
    JOHAB(""),
    SHIFT_JIS_2004("");

    private static final Map<String, CharacterEncoding> BY_SPELLING = spellings();

    /** What PostgreSQL writes with other bytes than Java, or not at all. */
    private static final String SJIS_ELSEWHERE =
            "\u00ab\u00af\u00b5\u00b7\u00b8\u00bb\u2116\u2121\u2160\u2161\u2162\u2163\u2164\u2165"
                    + "\u2166\u2167\u2168\u2169\u3094\u3231";

    private final String charset;

    CharacterEncoding(String charset) {
        this.charset = charset;
    }

    /** An encoding in any of its spellings, of which letters and digits count. */
    public static Optional<CharacterEncoding> named(String text) {
        return Optional.ofNullable(BY_SPELLING.get(key(text)));
    }

    /** Whether its bytes are UTF-8 and need no conversion. */
    public boolean isUtf8() {
        return this == UTF8 || this == SQL_ASCII;
    }

    /**
     * @throws PgException 0A000 where there is no conversion
     */
    public Charset charset() {
        if (charset.isEmpty() || !Charset.isSupported(charset)) {
            throw PgException.notSupported(
                    "conversion between " + name() + " and UTF8 is not supported",
                    "Convert the data to UTF-8.");
        }
        return Charset.forName(charset);
    }

    /** Whether PostgreSQL has no such character in it, though Java reads and writes one. */
    boolean lacks(char c) {
        return (this == SJIS || this == GBK) && c >= '\ue000' && c <= '\uf8ff';
    }

    /** Whether it is not to be written. */
    boolean refuses(char c) {
        return lacks(c) || (this == SJIS && SJIS_ELSEWHERE.indexOf(c) >= 0);
    }

    /** PostgreSQL's number of it. */
    @SuppressWarnings("EnumOrdinal") // in the order of these numbers
    public int number() {
        return ordinal();
    }

    /** How many bytes the character has that begins there, as far as the first ones tell. */
    int length(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        return switch (this) {
            case SQL_ASCII, UTF8 -> first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
            case EUC_JP, EUC_JIS_2004, EUC_KR, JOHAB -> first == 0x8F ? 3 : 2;
            case EUC_TW -> first == 0x8E ? 4 : first == 0x8F ? 3 : 2;
            case EUC_CN, BIG5, GBK, UHC -> 2;
            case SJIS, SHIFT_JIS_2004 -> first >= 0xA1 && first <= 0xDF ? 1 : 2;
            case GB18030 -> at + 1 < bytes.length && isDigit(bytes[at + 1]) ? 4 : 2;
            case MULE_INTERNAL,
                    LATIN1,
                    LATIN2,
                    LATIN3,
                    LATIN4,
                    LATIN5,
                    LATIN6,
                    LATIN7,
                    LATIN8,
                    LATIN9,
                    LATIN10,
                    WIN1256,
                    WIN1258,
                    WIN866,
                    WIN874,
                    KOI8R,
                    WIN1251,
                    WIN1252,
                    ISO_8859_5,
                    ISO_8859_6,
                    ISO_8859_7,
                    ISO_8859_8,
                    WIN1250,
                    WIN1253,
                    WIN1254,
                    WIN1255,
                    WIN1257,
                    KOI8U ->
                    1;
        };
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static String key(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, CharacterEncoding> spellings() {
        Map<String, CharacterEncoding> spellings =
                new HashMap<>(
                        Map.ofEntries(
                                Map.entry("unicode", UTF8),
                                Map.entry("iso88591", LATIN1),
                                Map.entry("iso88592", LATIN2),
                                Map.entry("iso88593", LATIN3),
                                Map.entry("iso88594", LATIN4),
                                Map.entry("iso88599", LATIN5),
                                Map.entry("iso885910", LATIN6),
                                Map.entry("iso885913", LATIN7),
                                Map.entry("iso885914", LATIN8),
                                Map.entry("iso885915", LATIN9),
                                Map.entry("iso885916", LATIN10),
                                Map.entry("win", WIN1251),
                                Map.entry("koi8", KOI8R),
                                Map.entry("abc", WIN1258),
                                Map.entry("tcvn", WIN1258),
                                Map.entry("tcvn5712", WIN1258),
                                Map.entry("vscii", WIN1258),
                                Map.entry("alt", WIN866),
                                Map.entry("mskanji", SJIS),
                                Map.entry("shiftjis", SJIS),
                                Map.entry("win932", SJIS),
                                Map.entry("windows932", SJIS),
                                Map.entry("win936", GBK),
                                Map.entry("windows936", GBK),
                                Map.entry("win949", UHC),
                                Map.entry("windows949", UHC),
                                Map.entry("win950", BIG5),
                                Map.entry("windows950", BIG5)));
        for (CharacterEncoding encoding : values()) {
            String key = key(encoding.name());
            spellings.put(key, encoding);
            if (key.startsWith("win")) {
                spellings.put("windows" + key.substring("win".length()), encoding);
            }
        }
        return Map.copyOf(spellings);
    }
}
