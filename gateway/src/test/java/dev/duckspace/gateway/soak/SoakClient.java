package dev.duckspace.gateway.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireErrorException;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** One client: connects to a workspace, reads, writes, copies, cancels, leaves, and comes again. */
final class SoakClient implements Runnable {
    private static final int WORK_MAX = 20;
    private static final int ANSWER_MILLIS_MAX = 180_000;

    /** Between two statements, as people and tools do: else the clients ask for all there is. */
    private static final int THINK_MILLIS_MAX =
            Integer.getInteger("duckspace.soak.think_millis", 50);

    private final List<WireTarget> workspaces;
    private final Random random;
    private final BooleanSupplier goesOn;
    private final LongConsumer readNanos;
    private final Failures failures;

    /** What no client expects. */
    interface Failures {
        void add(String what);
    }

    SoakClient(
            List<WireTarget> workspaces,
            long seed,
            BooleanSupplier goesOn,
            LongConsumer readNanos,
            Failures failures) {
        this.workspaces = workspaces;
        this.random = new Random(seed);
        this.goesOn = goesOn;
        this.readNanos = readNanos;
        this.failures = failures;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            try {
                visit(workspaces.get(random.nextInt(workspaces.size())));
            } catch (WireErrorException e) {
                // too many at once: comes again
                if (!e.sqlState().startsWith("53")) {
                    failures.add(e.toString());
                }
            } catch (IOException e) {
                failures.add(e.toString());
            }
        }
    }

    private void visit(WireTarget target) throws IOException {
        try (WireConnection connection = WireConnection.connect(target)) {
            connection.socket().setSoTimeout(ANSWER_MILLIS_MAX);
            int work = 1 + random.nextInt(WORK_MAX);
            for (int i = 0; i < work && goesOn.getAsBoolean(); i++) {
                work(target, connection);
                LockSupport.parkNanos(random.nextInt(THINK_MILLIS_MAX + 1) * 1_000_000L);
            }
            if (random.nextBoolean()) {
                connection.send(ClientMessages.terminate());
            }
        }
    }

    private void work(WireTarget target, WireConnection connection) throws IOException {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                long begun = System.nanoTime();
                expect(connection.query("SELECT count(*), sum(id) FROM in_c_sales.orders"), "");
                readNanos.accept(System.nanoTime() - begun);
            }
            case 3 ->
                    expect(
                            connection.query(
                                    "INSERT INTO soak VALUES (%d, 'x')"
                                            .formatted(random.nextInt(1_000))),
                            "40001");
            case 4 -> expect(connection.query("DELETE FROM soak WHERE a < 1000"), "40001");
            case 5 -> copy(connection);
            case 6 -> cancel(target, connection);
            default -> expect(connection.query("SELECT 1/0"), "22012");
        }
    }

    private void copy(WireConnection connection) throws IOException {
        connection.send(
                ClientMessages.query("COPY soak FROM STDIN"),
                ClientMessages.copyData("7\tcopied\n".repeat(100).getBytes(UTF_8)),
                ClientMessages.copyDone());
        expect(connection.readUntil('Z'), "40001");
        expect(connection.query("COPY (SELECT * FROM soak LIMIT 100) TO STDOUT"), "");
    }

    private void cancel(WireTarget target, WireConnection connection) throws IOException {
        connection.send(
                ClientMessages.query(
                        "SELECT count(*) FROM range(100000000) a, range(1000) b WHERE a.range % 7 = b.range"));
        try (WireConnection canceller = WireConnection.open(target.host(), target.port())) {
            canceller.send(
                    ClientMessages.cancelRequest(connection.processId(), connection.secretKey()));
        }
        List<ServerMessage> answer = connection.readUntil('Z');
        expect(answer, "57014");
        if (answer.stream().noneMatch(message -> message.type() == 'E')) {
            failures.add("a cancel was lost");
        }
    }

    private void expect(List<ServerMessage> answer, String allowed) {
        for (ServerMessage message : answer) {
            if (message.type() == 'E') {
                String state = message.fields().getOrDefault('C', "");
                if (!state.equals(allowed) && !state.startsWith("53") && !state.equals("57014")) {
                    failures.add(message.line());
                }
            }
        }
    }
}
