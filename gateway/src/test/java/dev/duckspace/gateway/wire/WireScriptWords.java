package dev.duckspace.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a script's line. A value is {@code NULL}, {@code "text"} with backslash escapes, or
 * {@code x'hexadecimal'}; {@code value*1000} stands for a thousand of them.
 *
 * <pre>
 * Query "sql"
 * Parse "statement" "sql" 23 25*10            type OIDs
 * Bind "portal" "statement" formats=0,1 "a" x'0001' NULL "7"*100 results=1
 * Describe S "statement"                      S or P; the same for Close
 * Execute "portal" 10                         rows at most; 0 for all
 * FunctionCall 1598
 * CopyData "text"   CopyDone   CopyFail "reason"   Sync   Flush   Terminate
 * Frame y x'00'                               any type byte with any body
 * Bytes x'0000'                               anything at all
 * </pre>
 */
final class WireScriptWords {
    private final String line;
    private int at;

    WireScriptWords(String line) {
        this.line = line;
    }

    boolean atEnd() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at == line.length();
    }

    /** Up to the next blank. */
    String word() {
        if (atEnd()) {
            throw new IllegalArgumentException("the line ends too early");
        }
        int end = line.indexOf(' ', at);
        String word = line.substring(at, end < 0 ? line.length() : end);
        at += word.length();
        return word;
    }

    String text() {
        byte @Nullable [] value = value();
        if (value == null) {
            throw new IllegalArgumentException("NULL is no text");
        }
        return new String(value, UTF_8);
    }

    private byte @Nullable [] value() {
        if (atEnd()) {
            throw new IllegalArgumentException("the line ends too early");
        }
        if (line.startsWith("NULL", at)) {
            at += 4;
            return null;
        }
        if (line.startsWith("x'", at)) {
            int end = line.indexOf('\'', at + 2);
            byte[] bytes = HexFormat.of().parseHex(line.substring(at + 2, end));
            at = end + 1;
            return bytes;
        }
        if (line.charAt(at) != '"') {
            throw new IllegalArgumentException("not a value at character " + at);
        }
        return quoted().getBytes(UTF_8);
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        for (at++; line.charAt(at) != '"'; at++) {
            char c = line.charAt(at);
            if (c == '\\') {
                at++;
                c =
                        switch (line.charAt(at)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            default -> line.charAt(at);
                        };
            }
            text.append(c);
        }
        at++;
        return text.toString();
    }

    private byte[] bytes() {
        byte @Nullable [] value = value();
        return value == null ? new byte[0] : value;
    }

    private int repetitions() {
        if (at == line.length() || line.charAt(at) != '*') {
            return 1;
        }
        at++;
        return Integer.parseInt(word());
    }

    byte[] clientMessage() {
        return switch (word()) {
            case "Query" -> ClientMessages.query(text());
            case "Parse" -> ClientMessages.parse(text(), text(), typeOids());
            case "Bind" -> bind();
            case "Describe" -> ClientMessages.describe(word().charAt(0), text());
            case "Close" -> ClientMessages.close(word().charAt(0), text());
            case "Execute" -> ClientMessages.execute(text(), Integer.parseInt(word()));
            case "FunctionCall" -> ClientMessages.functionCall(Integer.parseInt(word()));
            case "CopyData" -> ClientMessages.copyData(bytes());
            case "CopyDone" -> ClientMessages.copyDone();
            case "CopyFail" -> ClientMessages.copyFail(text());
            case "Sync" -> ClientMessages.sync();
            case "Flush" -> ClientMessages.flush();
            case "Terminate" -> ClientMessages.terminate();
            case "Frame" -> ClientMessages.frame(word().charAt(0), bytes());
            case "Bytes" -> bytes();
            default -> throw new IllegalArgumentException("unknown message");
        };
    }

    private List<Integer> typeOids() {
        List<Integer> oids = new ArrayList<>();
        while (!atEnd()) {
            String[] parts = word().split("\\*");
            int count = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
            oids.addAll(Collections.nCopies(count, Integer.valueOf(parts[0])));
        }
        return oids;
    }

    private byte[] bind() {
        String portal = text();
        String statement = text();
        List<Integer> formats = List.of();
        List<Integer> resultFormats = List.of();
        List<byte @Nullable []> values = new ArrayList<>();
        while (!atEnd()) {
            if (line.startsWith("formats=", at)) {
                formats = formats(word());
            } else if (line.startsWith("results=", at)) {
                resultFormats = formats(word());
            } else {
                byte @Nullable [] value = value();
                values.addAll(Collections.nCopies(repetitions(), value));
            }
        }
        return ClientMessages.bind(portal, statement, formats, values, resultFormats);
    }

    private static List<Integer> formats(String option) {
        List<Integer> formats = new ArrayList<>();
        for (String format : option.substring(option.indexOf('=') + 1).split(",")) {
            formats.add(Integer.valueOf(format));
        }
        return formats;
    }
}
