package dev.duckspace.gateway.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import java.io.EOFException;
import java.io.IOException;

/**
 * Reads a server's answers message by message, and knows which may come: one for each message, one
 * ReadyForQuery for each Sync and Query, nothing between an error and the next Sync, the state of
 * the transaction as the tags before say, and never an internal error.
 */
final class ProtocolModel {
    private static final String INTERNAL_ERROR = "XX000";

    private final WireConnection connection;
    private boolean skipping;
    private char transaction = 'I';

    ProtocolModel(WireConnection connection) {
        this.connection = connection;
    }

    /**
     * Reads all that answers the step.
     *
     * @throws AssertionError when something else comes
     */
    void expectAnswerTo(Step step) throws IOException {
        if (skipping && step.kind() != Step.Kind.SYNC && step.kind() != Step.Kind.GARBAGE) {
            return;
        }
        switch (step.kind()) {
            case PARSE -> one(step, "1");
            case BIND -> one(step, "2");
            case CLOSE -> one(step, "3");
            case DESCRIBE_STATEMENT -> {
                if (one(step, "t") == 't') {
                    one(step, "Tn");
                }
            }
            case DESCRIBE_PORTAL -> one(step, "Tn");
            case EXECUTE -> rows(step);
            case UNKNOWN_TARGET -> one(step, "");
            case FLUSH, COPY_REMAINDER -> {}
            case SYNC -> {
                skipping = false;
                ready(step);
            }
            case QUERY -> query(step);
            case FUNCTION_CALL -> {
                one(step, "V");
                skipping = false;
                ready(step);
            }
            case GARBAGE -> end(step);
        }
    }

    /** The next that is no notice; an error is always allowed here. */
    private char one(Step step, String allowed) throws IOException {
        ServerMessage message = next();
        check(step, message, allowed + "E");
        if (message.type() == 'E') {
            failed();
            skipping = true;
        }
        return message.type();
    }

    private void rows(Step step) throws IOException {
        char type;
        do {
            ServerMessage message = next();
            type = message.type();
            check(step, message, "DCIsE");
            if (type == 'C') {
                completed(message);
            }
        } while (type == 'D');
        if (type == 'E') {
            failed();
            skipping = true;
        }
    }

    private void query(Step step) throws IOException {
        boolean error = false;
        while (true) {
            ServerMessage message = next();
            check(step, message, error ? "Z" : "TDCIEZ");
            switch (message.type()) {
                case 'C' -> completed(message);
                case 'E' -> {
                    failed();
                    error = true;
                }
                case 'Z' -> {
                    status(step, message);
                    return;
                }
                default -> {
                    // rows and their description
                }
            }
        }
    }

    private void ready(Step step) throws IOException {
        ServerMessage message = next();
        check(step, message, "Z");
        status(step, message);
    }

    private void status(Step step, ServerMessage ready) {
        if (ready.body()[0] != transaction) {
            throw new AssertionError(
                    "after %s: ReadyForQuery %c, not %c"
                            .formatted(step, (char) ready.body()[0], transaction));
        }
    }

    /** A fatal error that says why, then nothing more. */
    private void end(Step step) throws IOException {
        ServerMessage message = next();
        check(step, message, "E");
        if (!"FATAL".equals(message.fields().get('V'))) {
            throw new AssertionError("after " + step + ": " + message.line());
        }
        connection
                .read()
                .ifPresent(
                        more -> {
                            throw new AssertionError("after the end: " + more.line());
                        });
    }

    private ServerMessage next() throws IOException {
        while (true) {
            ServerMessage message =
                    connection.read().orElseThrow(() -> new EOFException("the server is gone"));
            if ("NSA".indexOf(message.type()) < 0) {
                return message;
            }
        }
    }

    private static void check(Step step, ServerMessage message, String allowed) {
        boolean internal =
                message.type() == 'E' && INTERNAL_ERROR.equals(message.fields().get('C'));
        if (allowed.indexOf(message.type()) < 0 || internal) {
            throw new AssertionError(
                    "after %s: %s, not one of %s".formatted(step, message.line(), allowed));
        }
    }

    private void completed(ServerMessage message) {
        String tag = new String(message.body(), 0, message.body().length - 1, UTF_8);
        if (tag.equals("BEGIN")) {
            transaction = 'T';
        } else if (tag.equals("COMMIT") || tag.equals("ROLLBACK")) {
            transaction = 'I';
        }
    }

    private void failed() {
        if (transaction == 'T') {
            transaction = 'E';
        }
    }
}
