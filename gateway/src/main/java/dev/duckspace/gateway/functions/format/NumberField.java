package dev.duckspace.gateway.functions.format;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template of numbers may hold; upper or lower case mean the same but in RN and TH. */
enum NumberField {
    COMMA,
    POINT,
    ZERO,
    NINE,
    BLANK,
    CENTURY,
    LOCAL_POINT,
    EXPONENT,
    FILL,
    GROUP,
    CURRENCY,
    MINUS,
    PLUS,
    BRACKETS,
    ROMAN,
    LOWER_ROMAN,
    SIGN_HERE,
    SPELL,
    SIGN,
    UPPER_ORDINAL,
    LOWER_ORDINAL,
    SHIFT;

    private static final Map<Character, List<Map.Entry<String, NumberField>>> BY_FIRST =
            Map.ofEntries(
                    Map.entry(',', List.of(Map.entry(",", COMMA))),
                    Map.entry('.', List.of(Map.entry(".", POINT))),
                    Map.entry('0', List.of(Map.entry("0", ZERO))),
                    Map.entry('9', List.of(Map.entry("9", NINE))),
                    Map.entry('B', List.of(Map.entry("B", BLANK))),
                    Map.entry('C', List.of(Map.entry("C", CENTURY))),
                    Map.entry('D', List.of(Map.entry("D", LOCAL_POINT))),
                    Map.entry('E', List.of(Map.entry("EEEE", EXPONENT))),
                    Map.entry('F', List.of(Map.entry("FM", FILL))),
                    Map.entry('G', List.of(Map.entry("G", GROUP))),
                    Map.entry('L', List.of(Map.entry("L", CURRENCY))),
                    Map.entry('M', List.of(Map.entry("MI", MINUS))),
                    Map.entry('P', List.of(Map.entry("PL", PLUS), Map.entry("PR", BRACKETS))),
                    Map.entry('R', List.of(Map.entry("RN", ROMAN))),
                    Map.entry(
                            'S',
                            List.of(
                                    Map.entry("SG", SIGN_HERE),
                                    Map.entry("SP", SPELL),
                                    Map.entry("S", SIGN))),
                    Map.entry('T', List.of(Map.entry("TH", UPPER_ORDINAL))),
                    Map.entry('V', List.of(Map.entry("V", SHIFT))),
                    Map.entry('b', List.of(Map.entry("b", BLANK))),
                    Map.entry('c', List.of(Map.entry("c", CENTURY))),
                    Map.entry('d', List.of(Map.entry("d", LOCAL_POINT))),
                    Map.entry('e', List.of(Map.entry("eeee", EXPONENT))),
                    Map.entry('f', List.of(Map.entry("fm", FILL))),
                    Map.entry('g', List.of(Map.entry("g", GROUP))),
                    Map.entry('l', List.of(Map.entry("l", CURRENCY))),
                    Map.entry('m', List.of(Map.entry("mi", MINUS))),
                    Map.entry('p', List.of(Map.entry("pl", PLUS), Map.entry("pr", BRACKETS))),
                    Map.entry('r', List.of(Map.entry("rn", LOWER_ROMAN))),
                    Map.entry(
                            's',
                            List.of(
                                    Map.entry("sg", SIGN_HERE),
                                    Map.entry("sp", SPELL),
                                    Map.entry("s", SIGN))),
                    Map.entry('t', List.of(Map.entry("th", LOWER_ORDINAL))),
                    Map.entry('v', List.of(Map.entry("v", SHIFT))));

    /** The field that begins at a place and how it is written, or null. */
    static Map.@Nullable Entry<String, NumberField> at(String template, int place) {
        for (Map.Entry<String, NumberField> entry :
                BY_FIRST.getOrDefault(template.charAt(place), List.of())) {
            if (template.startsWith(entry.getKey(), place)) {
                return entry;
            }
        }
        return null;
    }
}
