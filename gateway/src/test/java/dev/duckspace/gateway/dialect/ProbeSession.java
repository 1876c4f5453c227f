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

/** One session after another: what ends a session is followed by a new one. */
final class ProbeSession implements AutoCloseable {
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
            return reading.apply(messages());
        } catch (EOFException e) {
            close();
            connection = WireConnection.connect(target);
            return new Answer("ERROR closed", "");
        }
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
