package dev.duckspace.gateway.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.duckspace.gateway.wire.ServerMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server says to one statement.
 *
 * @param text {@code OK}, {@code OK} and the rows, or {@code ERROR} and the SQLSTATE
 * @param columns {@code label:type OID} of each column, with commas between; empty without rows
 */
record Answer(String text, String columns) {
    private static final String ERROR = "ERROR ";
    private static final String NOT_SUPPORTED = "0A000";

    private static final String NUMERIC = ":1700";

    static Answer of(List<ServerMessage> messages) {
        return of(messages, false);
    }

    /** With numerics without zeros at their end: the engine has one scale for a whole column. */
    static Answer withShortNumerics(List<ServerMessage> messages) {
        return of(messages, true);
    }

    private static Answer of(List<ServerMessage> messages, boolean shortNumerics) {
        String columns = "";
        StringBuilder rows = new StringBuilder("OK");
        for (ServerMessage message : messages) {
            switch (message.type()) {
                case 'E' -> {
                    return new Answer(ERROR + message.fields().get('C'), "");
                }
                case 'T' -> columns = columns(ByteBuffer.wrap(message.body()));
                case 'D' -> {
                    String[] types = shortNumerics ? columns.split(",") : new String[0];
                    rows.append(" (").append(row(message, types)).append(')');
                }
                default -> {
                    // tags, notices and the like
                }
            }
        }
        return new Answer(rows.toString(), columns);
    }

    /** That rows came, and of which columns, whatever they are. */
    Answer withoutRows() {
        return new Answer("OK", columns);
    }

    boolean isError() {
        return text.startsWith(ERROR);
    }

    boolean isRefusal() {
        return text.equals(ERROR + NOT_SUPPORTED);
    }

    private static String row(ServerMessage message, String[] types) {
        List<String> values = new ArrayList<>();
        for (byte @Nullable [] value : message.values()) {
            boolean numeric =
                    value != null
                            && values.size() < types.length
                            && types[values.size()].endsWith(NUMERIC);
            values.add(numeric ? shortened(value(value)) : value(value));
        }
        return String.join("|", values);
    }

    private static String shortened(String numeric) {
        return numeric.indexOf('.') < 0 ? numeric : numeric.replaceAll("\\.?0+$", "");
    }

    private static String value(byte @Nullable [] value) {
        return value == null ? "NULL" : new String(value, UTF_8);
    }

    private static String columns(ByteBuffer body) {
        int count = Short.toUnsignedInt(body.getShort());
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String label = label(body);
            body.position(body.position() + Integer.BYTES + Short.BYTES);
            columns.add(label + ':' + body.getInt());
            body.position(body.position() + Short.BYTES + Integer.BYTES + Short.BYTES);
        }
        return String.join(",", columns);
    }

    private static String label(ByteBuffer body) {
        ByteArrayOutputStream label = new ByteArrayOutputStream();
        for (byte next = body.get(); next != 0; next = body.get()) {
            label.write(next);
        }
        return label.toString(UTF_8);
    }
}
