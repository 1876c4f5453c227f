package dev.duckspace.gateway.functions.regex;

import java.util.HashMap;
import java.util.Map;

/** POSIX's names of characters, for {@code [[.hyphen.]]}. */
final class ElementNames {
    private static final Map<String, Integer> BY_NAME = names();

    private ElementNames() {}

    /** The character, or -1 when there is none of this name. */
    static int find(String name) {
        return BY_NAME.getOrDefault(name, -1);
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>();
        String controls =
                "NUL SOH STX ETX EOT ENQ ACK BEL,alert BS,backspace HT,tab LF,newline"
                        + " VT,vertical-tab FF,form-feed CR,carriage-return SO SI DLE DC1 DC2 DC3"
                        + " DC4 NAK SYN ETB CAN EM SUB ESC IS4,FS IS3,GS IS2,RS IS1,US";
        put(names, 0, controls);
        put(
                names,
                ' ',
                "space exclamation-mark quotation-mark number-sign dollar-sign percent-sign"
                        + " ampersand apostrophe left-parenthesis right-parenthesis asterisk"
                        + " plus-sign comma hyphen,hyphen-minus period,full-stop slash,solidus"
                        + " zero one two three four five six seven eight nine colon semicolon"
                        + " less-than-sign equals-sign greater-than-sign question-mark"
                        + " commercial-at");
        put(
                names,
                '[',
                "left-square-bracket backslash,reverse-solidus right-square-bracket"
                        + " circumflex,circumflex-accent underscore,low-line grave-accent");
        put(
                names,
                '{',
                "left-brace,left-curly-bracket vertical-line right-brace,right-curly-bracket tilde DEL");
        return Map.copyOf(names);
    }

    private static void put(Map<String, Integer> names, int first, String text) {
        int character = first;
        for (String alike : text.split(" ")) {
            for (String name : alike.split(",")) {
                names.put(name, character);
            }
            character++;
        }
    }
}
