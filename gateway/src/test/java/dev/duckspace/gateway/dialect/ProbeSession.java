package dev.duckspace.gateway.dialect;

import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One session after another: what ends a session is followed by a new one. */
final class ProbeSession implements AutoCloseable {
    private static final Pattern USER_TYPE = Pattern.compile(":(\\d{5,})(?=,|$)");
    private static final int FIRST_USER_OID = 16_384;

    private final WireTarget target;
    private WireConnection connection;

    ProbeSession(WireTarget target) throws IOException {
        this.target = target;
        this.connection = WireConnection.connect(target);
    }

    Answer answer(String statement) throws IOException {
        return answer(statement, Answer::of);
    }

    Answer answer(String statement, Function<List<ServerMessage>, Answer> reading)
            throws IOException {
        try {
            connection.send(ClientMessages.query(statement));
            return named(reading.apply(messages()));
        } catch (EOFException e) {
            close();
            connection = WireConnection.connect(target);
            return new Answer("ERROR closed", "");
        }
    }

    /** With the names of users' types: their OIDs are each server's own. */
    private Answer named(Answer answer) throws IOException {
        Matcher types = USER_TYPE.matcher(answer.columns());
        StringBuilder columns = new StringBuilder();
        while (types.find()) {
            int oid = Integer.parseInt(types.group(1));
            types.appendReplacement(
                    columns,
                    ':' + Matcher.quoteReplacement(oid < FIRST_USER_OID ? "" + oid : name(oid)));
        }
        return new Answer(answer.text(), types.appendTail(columns).toString());
    }

    private String name(int oid) throws IOException {
        connection.send(ClientMessages.query("select format_type(" + oid + ", null)"));
        return Answer.of(messages()).text().replaceAll("^OK \\((.*)\\)$", "$1");
    }

    private List<ServerMessage> messages() throws IOException {
        List<ServerMessage> messages = new ArrayList<>();
        do {
            ServerMessage next = connection.readMessage();
            if (next.type() == 'G') {
                connection.send(ClientMessages.copyFail("a probe brings no data"));
            }
            messages.add(next);
        } while (messages.getLast().type() != 'Z');
        return messages;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
