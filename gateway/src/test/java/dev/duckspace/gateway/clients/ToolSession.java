package dev.duckspace.gateway.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a tool's questions in one session, and tells the answers as lines under their labels. */
final class ToolSession implements AutoCloseable {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");

    private static final Map<String, Integer> TYPES =
            Map.of(
                    "unknown", 0, "bool", 16, "name", 19, "int8", 20, "int2", 21, "int4", 23,
                    "text", 25, "oid", 26, "varchar", 1043, "numeric", 1700);

    private final WireTarget target;
    private final WireConnection connection;
    private final ObjectNames names;

    ToolSession(WireTarget target) throws IOException {
        this.target = target;
        this.connection = WireConnection.connect(target);
        this.names = names();
    }

    private ObjectNames names() throws IOException {
        Map<String, String> byOid = new LinkedHashMap<>();
        for (List<String> row : rows(connection.query(ObjectNames.QUESTION))) {
            byOid.put(row.get(0), row.get(1));
        }
        return new ObjectNames(byOid);
    }

    /**
     * What a question is answered; by the extended protocol too, where that says something else.
     */
    List<String> answers(ToolQuestion question) throws IOException {
        String sql = filled(question.sql());
        if (!question.parameters().isEmpty()) {
            return lines(question, question.label(), extended(sql, question.parameters()));
        }
        List<ServerMessage> simple = connection.query(sql);
        List<String> lines = new ArrayList<>(lines(question, question.label(), simple));
        if (simple.stream().filter(message -> message.type() == 'C').count() == 1) {
            List<String> again = lines(question, question.label(), extended(sql, List.of()));
            if (!again.equals(lines)) {
                lines.addAll(
                        lines(question, question.label() + ", extended", extended(sql, List.of())));
            }
        }
        return lines;
    }

    private List<ServerMessage> extended(String sql, List<ToolQuestion.Parameter> parameters)
            throws IOException {
        List<Integer> types = parameters.stream().map(p -> TYPES.get(p.type())).toList();
        List<byte[]> values = new ArrayList<>();
        for (ToolQuestion.Parameter parameter : parameters) {
            values.add(filled(parameter.value()).getBytes(UTF_8));
        }
        connection.send(
                ClientMessages.parse("", sql, types),
                ClientMessages.bind("", "", List.of(), values, List.of()),
                ClientMessages.describe('P', ""),
                ClientMessages.execute("", 0),
                ClientMessages.sync());
        return connection.readUntil('Z');
    }

    private String filled(String text) throws IOException {
        Matcher matcher = EXPRESSION.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            List<List<String>> rows = rows(connection.query("select " + matcher.group(1)));
            if (rows.isEmpty()) {
                throw new IllegalStateException("no value of " + matcher.group(1));
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(rows.getFirst().getFirst()));
        }
        return matcher.appendTail(filled).toString();
    }

    private List<String> lines(ToolQuestion question, String label, List<ServerMessage> messages) {
        List<String> lines = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        List<String> columns = List.of();
        for (ServerMessage message : messages) {
            switch (message.type()) {
                case 'T' -> {
                    columns = columns(message);
                    lines.add(label + ": columns " + String.join(", ", columns));
                }
                case 'D' -> rows.add(label + ": " + row(question, columns, message));
                case 'E' -> lines.add(label + ": error " + message.fields().get('C'));
                case 'C' -> {
                    if (!question.isOrdered()) {
                        Collections.sort(rows);
                    }
                    lines.addAll(rows);
                    rows.clear();
                }
                default -> {
                    // tags, notices and the like
                }
            }
        }
        return lines;
    }

    private List<String> columns(ServerMessage description) {
        ByteBuffer body = ByteBuffer.wrap(description.body());
        List<String> columns = new ArrayList<>();
        for (int left = body.getShort(); left > 0; left--) {
            int start = body.position();
            while (body.get() != 0) {
                // to the end of the name
            }
            String name = new String(body.array(), start, body.position() - start - 1, UTF_8);
            body.position(body.position() + Integer.BYTES + Short.BYTES);
            String type = names.in(Integer.toString(body.getInt()));
            body.position(body.position() + Short.BYTES + Integer.BYTES + Short.BYTES);
            columns.add(name + ":" + type);
        }
        return columns;
    }

    private String row(ToolQuestion question, List<String> columns, ServerMessage message) {
        List<String> values = values(message);
        for (int i = 0; i < values.size(); i++) {
            String column = columns.get(i).replaceFirst(":.*", "");
            if (question.varying().contains(column) && !values.get(i).equals("NULL")) {
                values.set(i, "...");
            }
        }
        return names.in(String.join("|", values))
                .replace(target.user(), "USER")
                .replace(target.database(), "DATABASE")
                .replace("\n", "\\n");
    }

    private static List<List<String>> rows(List<ServerMessage> messages) {
        return messages.stream()
                .filter(message -> message.type() == 'D')
                .map(ToolSession::values)
                .toList();
    }

    private static List<String> values(ServerMessage row) {
        List<String> values = new ArrayList<>();
        for (byte[] value : row.values()) {
            values.add(value == null ? "NULL" : new String(value, UTF_8));
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
