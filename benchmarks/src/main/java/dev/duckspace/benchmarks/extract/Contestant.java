package dev.duckspace.benchmarks.extract;

import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * A server to read from.
 *
 * @param process whose processor time counts; empty for that which serves the session
 */
record Contestant(String name, WireTarget target, OptionalLong process) {
    boolean isGateway() {
        return target.kind() == WireTarget.Kind.DUCKSPACE;
    }

    /** Runs statements for their effect, however long they take. */
    void execute(List<String> statements) throws IOException {
        try (WireConnection connection = WireConnection.connect(target)) {
            connection.socket().setSoTimeout(0);
            for (String statement : statements) {
                for (ServerMessage message : connection.query(statement)) {
                    if (message.type() == 'E') {
                        throw new IOException(name + ": " + message.line() + "\n" + statement);
                    }
                }
            }
            connection.send(ClientMessages.terminate());
        }
    }

    void create(ExtractTable table) throws IOException {
        execute(
                isGateway()
                        ? List.of(table.createStatement())
                        // Else the first reader would write the hint bits, and pay for it.
                        : List.of(
                                table.createStatement(),
                                "VACUUM (FREEZE, ANALYZE) " + table.name(),
                                "CHECKPOINT"));
    }

    Pass read(ExtractTable table, ReadFormat format, TlsEngine readerTls) throws IOException {
        try (RawReader reader = RawReader.connect(target, readerTls)) {
            return reader.read(
                    table.query(), format, new CpuClock(process.orElse(reader.serverProcess())));
        }
    }
}
