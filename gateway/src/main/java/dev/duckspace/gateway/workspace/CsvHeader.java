package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names in the first line of a CSV file. */
final class CsvHeader {
    private static final int BYTES_MAX = 1 << 20;
    private static final int NAME_LENGTH_MAX = 255;

    /** As many as a table of PostgreSQL can have. */
    private static final int COLUMNS_MAX = 1_600;

    private CsvHeader() {}

    /**
     * @throws PgException 22P04 for a header that cannot be that of a table
     */
    static List<String> read(Path file, CsvFormat format) throws IOException {
        List<String> names = fields(start(file), format);
        if (names.size() > COLUMNS_MAX) {
            throw wrong("the header names " + names.size() + " columns, more than " + COLUMNS_MAX);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank()
                    || name.length() > NAME_LENGTH_MAX
                    || name.codePoints().anyMatch(Character::isISOControl)) {
                throw wrong(
                        "column %d has no name of 1 to %d characters in the header line"
                                .formatted(i + 1, NAME_LENGTH_MAX));
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw wrong("the header names column \"" + name + "\" twice");
            }
        }
        return names;
    }

    /** As much text as a header may have, without a byte order mark. */
    private static String start(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(BYTES_MAX);
            if (bytes.length == 0) {
                throw wrong("the body is empty; send a header line at least");
            }
            CharsetDecoder decoder =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT);
            CharBuffer text = CharBuffer.allocate(bytes.length);
            CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, false);
            text.flip();
            boolean lineEnds = text.chars().anyMatch(c -> c == '\n' || c == '\r');
            if (result.isError() && !lineEnds) {
                throw wrong("line 1 is not UTF-8");
            }
            String decoded = text.toString();
            return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        }
    }

    private static List<String> fields(String text, CsvFormat format) {
        char delimiter = format.delimiter().charAt(0);
        int quote = format.quote().isEmpty() ? -1 : format.quote().charAt(0);
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote && quoted && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                field.append(c);
                i++;
            } else if (c == quote && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (quoted) {
                field.append(c);
            } else if (c == delimiter) {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n' || c == '\r') {
                fields.add(field.toString());
                return fields;
            } else {
                field.append(c);
            }
        }
        if (quoted || text.length() >= BYTES_MAX - 4) {
            throw wrong("the header line does not end, or is longer than " + BYTES_MAX + " bytes");
        }
        fields.add(field.toString());
        return fields;
    }

    private static PgException wrong(String message) {
        return new PgException(SqlState.BAD_COPY_FILE_FORMAT, message);
    }
}
