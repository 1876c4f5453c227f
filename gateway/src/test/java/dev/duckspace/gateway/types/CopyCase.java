package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.CharacterEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A line of copy-in.tsv or copy-out.tsv: how rows are spelled, and what PostgreSQL made of it.
 *
 * @param rest the fields behind the format, unescaped
 */
record CopyCase(String line, CopyFormat format, List<byte[]> rest) {
    private static final int FORMAT_FIELDS = 6;

    static CopyCase of(String[] fields) {
        CopyFormat format =
                new CopyFormat(
                        CopyFormat.Kind.valueOf(fields[0].toUpperCase(Locale.ROOT)),
                        oneByte(fields[1]),
                        new String(unescaped(fields[2]), StandardCharsets.UTF_8),
                        CopyFormat.Header.valueOf(fields[3].toUpperCase(Locale.ROOT)),
                        oneByte(fields[4]),
                        oneByte(fields[5]),
                        CharacterEncoding.UTF8);
        List<byte[]> rest =
                Arrays.stream(fields).skip(FORMAT_FIELDS).map(CopyCase::unescaped).toList();
        return new CopyCase(String.join(" | ", fields), format, rest);
    }

    String text(int index) {
        return new String(rest.get(index), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return line;
    }

    private static byte oneByte(String field) {
        byte[] bytes = unescaped(field);
        return bytes.length == 0 ? 0 : bytes[0];
    }

    static byte[] unescaped(String field) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\') {
                bytes.write(c);
                continue;
            }
            char letter = field.charAt(++i);
            switch (letter) {
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case 'x' -> {
                    bytes.write(Integer.parseInt(field, i + 1, i + 3, 16));
                    i += 2;
                }
                default -> bytes.write(letter);
            }
        }
        return bytes.toByteArray();
    }
}
