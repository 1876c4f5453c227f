package dev.duckspace.gateway.simulation;

import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;

/**
 * One conversation with a server, from its seed: what is said, in which pieces, and how it ends.
 */
final class Simulation {
    private static final int PIECE_MAX = 400;

    private final WireTarget target;
    private final boolean lingers;
    private final Random random;
    private final List<Step> steps;

    /**
     * @param lingers whether the server reads on after its last word. PostgreSQL does not: what
     *     comes later resets the connection, and an answer on its way is lost, so that such a
     *     server gets the last message in one piece
     */
    Simulation(WireTarget target, boolean lingers, long seed) {
        this.target = target;
        this.lingers = lingers;
        this.random = new Random(~seed);
        this.steps = Conversation.of(seed);
    }

    /**
     * @throws AssertionError when the server says what PostgreSQL would not
     */
    void run() throws IOException {
        switch (random.nextInt(8)) {
            case 0 -> leaveInTheMiddle();
            case 1 -> talk(true);
            default -> talk(false);
        }
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        steps.forEach(step -> bytes.writeBytes(step.frame()));
        return bytes.toByteArray();
    }

    private void talk(boolean cancelled) throws IOException {
        try (WireConnection connection = WireConnection.connect(target)) {
            byte[] bytes = bytes();
            Thread writer = Thread.ofVirtual().start(() -> writeInPieces(connection, bytes));
            ProtocolModel model = new ProtocolModel(connection);
            int cancelAt = cancelled ? random.nextInt(steps.size()) : -1;
            for (int i = 0; i < steps.size(); i++) {
                if (i == cancelAt) {
                    cancel(connection);
                }
                model.expectAnswerTo(steps.get(i));
            }
            writer.interrupt();
        }
    }

    private void writeInPieces(WireConnection connection, byte[] bytes) {
        int whole = lingers ? 0 : steps.getLast().frame().length;
        try {
            OutputStream out = connection.socket().getOutputStream();
            Random sizes = new Random(bytes.length);
            for (int from = 0; from < bytes.length - whole; ) {
                int size = Math.min(1 + sizes.nextInt(PIECE_MAX), bytes.length - whole - from);
                out.write(bytes, from, size);
                out.flush();
                from += size;
            }
            out.write(bytes, bytes.length - whole, whole);
        } catch (IOException e) {
            // The server has ended the conversation; the reader sees why.
        }
    }

    private void cancel(WireConnection connection) throws IOException {
        try (WireConnection other = WireConnection.open(target.host(), target.port())) {
            other.send(
                    ClientMessages.cancelRequest(connection.processId(), connection.secretKey()));
        }
    }

    private void leaveInTheMiddle() throws IOException {
        try (WireConnection connection = WireConnection.connect(target)) {
            byte[] bytes = bytes();
            int said = random.nextInt(bytes.length);
            connection.socket().getOutputStream().write(bytes, 0, said);
            if (random.nextBoolean()) {
                connection.socket().setSoLinger(true, 0);
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder script = new StringBuilder();
        steps.forEach(step -> script.append("\n    ").append(step));
        return script.toString();
    }
}
