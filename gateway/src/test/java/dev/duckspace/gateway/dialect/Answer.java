package dev.duckspace.gateway.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.duckspace.gateway.wire.ServerMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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

    static Answer of(List<ServerMessage> messages) {
        String columns = "";
        StringBuilder rows = new StringBuilder("OK");
        for (ServerMessage message : messages) {
            switch (message.type()) {
                case 'E' -> {
                    return new Answer(ERROR + message.fields().get('C'), "");
                }
                case 'T' -> columns = columns(ByteBuffer.wrap(message.body()));
                case 'D' -> rows.append(" (").append(row(message)).append(')');
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

    private static String row(ServerMessage message) {
        return message.values().stream().map(Answer::value).collect(Collectors.joining("|"));
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
