package dev.duckspace.gateway.session.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** client_encoding: text crosses the wire as UTF-8 only; other encodings are refused by name. */
public final class ClientEncoding {
    static final String UTF8 = "UTF8";

    /** No conversion: the client gets the server's own bytes, which are UTF-8. */
    static final String SQL_ASCII = "SQL_ASCII";

    private static final List<String> NAMES =
            List.of(
                    """
                    SQL_ASCII EUC_JP EUC_CN EUC_KR EUC_TW EUC_JIS_2004 UTF8 MULE_INTERNAL LATIN1
                    LATIN2 LATIN3 LATIN4 LATIN5 LATIN6 LATIN7 LATIN8 LATIN9 LATIN10 WIN1256 WIN1258
                    WIN866 WIN874 KOI8R WIN1251 WIN1252 ISO_8859_5 ISO_8859_6 ISO_8859_7 ISO_8859_8
                    WIN1250 WIN1253 WIN1254 WIN1255 WIN1257 KOI8U SJIS BIG5 GBK UHC GB18030 JOHAB
                    SHIFT_JIS_2004"""
                            .split("\\s+"));

    private static final Map<String, String> FURTHER_SPELLINGS =
            Map.ofEntries(
                    Map.entry("unicode", UTF8),
                    Map.entry("iso88591", "LATIN1"),
                    Map.entry("iso88592", "LATIN2"),
                    Map.entry("iso88593", "LATIN3"),
                    Map.entry("iso88594", "LATIN4"),
                    Map.entry("iso88599", "LATIN5"),
                    Map.entry("iso885910", "LATIN6"),
                    Map.entry("iso885913", "LATIN7"),
                    Map.entry("iso885914", "LATIN8"),
                    Map.entry("iso885915", "LATIN9"),
                    Map.entry("iso885916", "LATIN10"),
                    Map.entry("win", "WIN1251"),
                    Map.entry("koi8", "KOI8R"),
                    Map.entry("abc", "WIN1258"),
                    Map.entry("tcvn", "WIN1258"),
                    Map.entry("tcvn5712", "WIN1258"),
                    Map.entry("vscii", "WIN1258"),
                    Map.entry("alt", "WIN866"),
                    Map.entry("mskanji", "SJIS"),
                    Map.entry("shiftjis", "SJIS"),
                    Map.entry("win932", "SJIS"),
                    Map.entry("windows932", "SJIS"),
                    Map.entry("win936", "GBK"),
                    Map.entry("windows936", "GBK"),
                    Map.entry("win949", "UHC"),
                    Map.entry("windows949", "UHC"),
                    Map.entry("win950", "BIG5"),
                    Map.entry("windows950", "BIG5"));

    private static final Map<String, String> BY_SPELLING = spellings();

    private ClientEncoding() {}

    static String check(SettingDefinition definition, String text) {
        String name = BY_SPELLING.get(key(text));
        if (name == null) {
            throw SettingErrors.invalid(definition, text);
        }
        if (isPassedOn(name)) {
            return name;
        }
        throw SettingErrors.notSupported(
                definition,
                text,
                "Conversion between " + name + " and UTF8 is not supported.",
                "Use client_encoding UTF8.");
    }

    /** PostgreSQL's name of an encoding in any of its spellings. */
    public static Optional<String> named(String text) {
        return Optional.ofNullable(BY_SPELLING.get(key(text)));
    }

    /** Whether the bytes of an encoding, by its own name, are what crosses the wire. */
    public static boolean isPassedOn(String name) {
        return name.equals(UTF8) || name.equals(SQL_ASCII);
    }

    /** PostgreSQL looks at letters and digits only. */
    private static String key(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> spellings() {
        Map<String, String> spellings = new HashMap<>(FURTHER_SPELLINGS);
        for (String name : NAMES) {
            String key = key(name);
            spellings.put(key, name);
            if (key.startsWith("win")) {
                spellings.put("windows" + key.substring("win".length()), name);
            }
        }
        return Map.copyOf(spellings);
    }
}
