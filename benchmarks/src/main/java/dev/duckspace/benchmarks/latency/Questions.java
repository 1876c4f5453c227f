package dev.duckspace.benchmarks.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.duckspace.benchmarks.wire.PlainAnswer;
import dev.duckspace.benchmarks.wire.RawClient;
import dev.duckspace.gateway.wire.ClientMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions of one session that are answered by one row. */
public final class Questions {
    private final RawClient client;

    public Questions(RawClient client) {
        this.client = client;
    }

    public void simple(String sql) throws IOException {
        one(client.query(sql));
    }

    public void prepare(String name, String sql) throws IOException {
        ask(ClientMessages.parse(name, sql, List.of()));
    }

    public void run(String name, long... parameters) throws IOException {
        List<byte @Nullable []> values =
                Arrays.stream(parameters)
                        .<byte @Nullable []>mapToObj(value -> Long.toString(value).getBytes(UTF_8))
                        .toList();
        one(
                ask(
                        ClientMessages.bind("", name, List.of(), values, List.of()),
                        ClientMessages.execute("", 0)));
    }

    private PlainAnswer ask(byte[]... messages) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.writeBytes(message);
        }
        all.writeBytes(ClientMessages.sync());
        PlainAnswer answer = new PlainAnswer();
        client.ask(all.toByteArray(), answer);
        return answer;
    }

    private static void one(PlainAnswer answer) throws IOException {
        if (answer.rows() != 1) {
            throw new IOException(answer.rows() + " rows instead of one");
        }
    }
}
