package dev.duckspace.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A backend message as read from the wire: its type byte, and its body without the length. */
public record ServerMessage(char type, byte[] body) {
    /** What an error is about, in the order in which a line tells it. */
    private static final Map<Character, String> OBJECT_FIELDS =
            new TreeMap<>(Map.of('s', "schema", 't', "table", 'c', "column", 'n', "constraint"));

    /** The message's name in PostgreSQL's manual. */
    public String name() {
        return switch (type) {
            case 'R' -> "Authentication";
            case 'K' -> "BackendKeyData";
            case 'v' -> "NegotiateProtocolVersion";
            case 'S' -> "ParameterStatus";
            case 'Z' -> "ReadyForQuery";
            case 'T' -> "RowDescription";
            case 'D' -> "DataRow";
            case 'C' -> "CommandComplete";
            case 'I' -> "EmptyQueryResponse";
            case 'E' -> "ErrorResponse";
            case 'N' -> "NoticeResponse";
            case '1' -> "ParseComplete";
            case '2' -> "BindComplete";
            case '3' -> "CloseComplete";
            case 'n' -> "NoData";
            case 's' -> "PortalSuspended";
            case 't' -> "ParameterDescription";
            case 'G' -> "CopyInResponse";
            case 'H' -> "CopyOutResponse";
            case 'd' -> "CopyData";
            case 'c' -> "CopyDone";
            case 'A' -> "NotificationResponse";
            case 'V' -> "FunctionCallResponse";
            default -> "Unknown(" + type + ")";
        };
    }

    /**
     * The message as a line of a wire script. Left out, since it differs from run to run: table
     * OIDs, column numbers, and an error's file, line and routine.
     */
    public String line() {
        return switch (type) {
            case 'Z' -> "ReadyForQuery " + (char) body[0];
            case 'C' -> "CommandComplete " + quoted(cString(buffer()));
            case 'S' -> parameterStatusLine();
            case 'T' -> rowDescriptionLine();
            case 'D' -> dataRowLine();
            case 't' -> parameterDescriptionLine();
            case 'E', 'N' -> errorLine();
            case 'd' -> "CopyData " + value(body);
            case 'A' -> notificationLine();
            case 'G', 'H' -> copyResponseLine();
            default -> name();
        };
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(body);
    }

    /** Of ParameterStatus: name and value. */
    public Map.Entry<String, String> parameterStatus() {
        ByteBuffer buffer = buffer();
        return Map.entry(cString(buffer), cString(buffer));
    }

    /** Of DataRow: the values; null is SQL NULL. */
    public List<byte @Nullable []> values() {
        ByteBuffer buffer = buffer();
        int columns = buffer.getShort();
        List<byte @Nullable []> values = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            int length = buffer.getInt();
            byte @Nullable [] value = null;
            if (length >= 0) {
                value = new byte[length];
                buffer.get(value);
            }
            values.add(value);
        }
        return values;
    }

    /** Of ErrorResponse and NoticeResponse: field code to text. */
    public Map<Character, String> fields() {
        ByteBuffer buffer = buffer();
        Map<Character, String> fields = new LinkedHashMap<>();
        for (byte code = buffer.get(); code != 0; code = buffer.get()) {
            fields.put((char) code, cString(buffer));
        }
        return fields;
    }

    private String parameterStatusLine() {
        Map.Entry<String, String> parameter = parameterStatus();
        return "ParameterStatus " + parameter.getKey() + "=" + quoted(parameter.getValue());
    }

    private String rowDescriptionLine() {
        ByteBuffer buffer = buffer();
        int columns = buffer.getShort();
        StringBuilder line = new StringBuilder("RowDescription");
        for (int i = 0; i < columns; i++) {
            line.append(' ').append(quoted(cString(buffer)));
            buffer.getInt();
            buffer.getShort();
            line.append(':').append(buffer.getInt());
            buffer.getShort();
            buffer.getInt();
            line.append(buffer.getShort() == 0 ? "" : ":binary");
        }
        return line.toString();
    }

    private String dataRowLine() {
        StringBuilder line = new StringBuilder("DataRow");
        for (byte @Nullable [] value : values()) {
            line.append(' ').append(value(value));
        }
        return line.toString();
    }

    private String parameterDescriptionLine() {
        ByteBuffer buffer = buffer();
        int count = Short.toUnsignedInt(buffer.getShort());
        StringBuilder line = new StringBuilder("ParameterDescription");
        for (int first = 0; first < count; ) {
            int oid = buffer.getInt();
            int next = first + 1;
            while (next < count && buffer.getInt(buffer.position()) == oid) {
                buffer.getInt();
                next++;
            }
            line.append(' ').append(oid);
            if (next - first > 1) {
                line.append('*').append(next - first);
            }
            first = next;
        }
        return line.toString();
    }

    private String errorLine() {
        Map<Character, String> fields = fields();
        StringBuilder line = new StringBuilder(name());
        line.append(' ').append(fields.get('V')).append(' ').append(fields.get('C'));
        line.append(' ').append(quoted(fields.getOrDefault('M', "")));
        if (fields.containsKey('P')) {
            line.append(" position=").append(fields.get('P'));
        }
        OBJECT_FIELDS.forEach(
                (field, word) -> {
                    if (fields.containsKey(field)) {
                        line.append(' ').append(word).append('=').append(fields.get(field));
                    }
                });
        String detail = fields.get('D');
        if (detail != null) {
            line.append(" detail=").append(quoted(detail));
        }
        return line.toString();
    }

    private String notificationLine() {
        ByteBuffer buffer = buffer();
        buffer.getInt();
        return "NotificationResponse " + quoted(cString(buffer)) + " " + quoted(cString(buffer));
    }

    private String copyResponseLine() {
        ByteBuffer buffer = buffer();
        StringBuilder line = new StringBuilder(name());
        line.append(' ').append(buffer.get());
        int columns = buffer.getShort();
        for (int i = 0; i < columns; i++) {
            line.append(' ').append(buffer.getShort());
        }
        return line.toString();
    }

    private static String cString(ByteBuffer buffer) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (byte b = buffer.get(); b != 0; b = buffer.get()) {
            text.write(b);
        }
        return text.toString(UTF_8);
    }

    /** NULL, a quoted text, or x'hexadecimal' when the bytes are no readable text. */
    private static String value(byte @Nullable [] value) {
        if (value == null) {
            return "NULL";
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            if (text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
                return quoted(text);
            }
        } catch (CharacterCodingException e) {
            // not a text: shown as bytes
        }
        return "x'" + HexFormat.of().formatHex(value) + "'";
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }
}
