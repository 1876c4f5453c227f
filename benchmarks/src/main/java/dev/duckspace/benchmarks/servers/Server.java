package dev.duckspace.benchmarks.servers;

import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.wire.RawClient;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * A server to connect to.
 *
 * @param process whose processor time counts; empty for that which serves the session
 */
public record Server(String name, Contestant contestant, WireTarget target, OptionalLong process) {

    public boolean isGateway() {
        return contestant == Contestant.GATEWAY;
    }

    /** A new session over TLS. */
    public RawClient connect() throws IOException {
        return RawClient.connect(target);
    }

    /** Runs statements for their effect, however long they take. */
    public void execute(List<String> statements) throws IOException {
        try (RawClient client = connect()) {
            for (String statement : statements) {
                client.query(statement);
            }
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes that the first reader of a table need not write the hint bits, and pay for it, and that
     * PostgreSQL plans with what it holds.
     */
    public void settle(String table) throws IOException {
        if (!isGateway()) {
            execute(List.of("VACUUM (FREEZE, ANALYZE) " + table, "CHECKPOINT"));
        }
    }
}
