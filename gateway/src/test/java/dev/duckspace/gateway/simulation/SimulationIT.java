package dev.duckspace.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.PostgresServer;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The gateway answers any conversation as the protocol says, and so does PostgreSQL. */
class SimulationIT {
    private static final int CONVERSATIONS =
            Integer.getInteger("duckspace.simulation.conversations", 2000);
    private static final int OF_POSTGRES = 300;
    private static final int AT_A_TIME = 8;

    @Test
    void the_gateway_keeps_to_the_protocol_whatever_is_said()
            throws IOException, ExecutionException, InterruptedException {
        try (GatewayUnderTest gateway = GatewayUnderTest.start()) {
            WireTarget target = gateway.workspace();
            simulate(target, true, CONVERSATIONS);
            try (WireConnection after = WireConnection.connect(target)) {
                assertThat(after.query("SELECT 1")).extracting(m -> m.type()).contains('D');
            }
        }
    }

    @Test
    void the_model_of_the_protocol_is_postgresqls()
            throws IOException, ExecutionException, InterruptedException {
        try (PostgresServer postgres = PostgresServer.start()) {
            simulate(postgres.target(), false, OF_POSTGRES);
        }
    }

    private static void simulate(WireTarget target, boolean lingers, int count)
            throws IOException, ExecutionException, InterruptedException {
        long first = Long.getLong("duckspace.simulation.seed", new Random().nextLong());
        try (WireConnection connection = WireConnection.connect(target)) {
            connection.query("CREATE TABLE seen (a int)");
        }
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<? extends Future<?>> all =
                    IntStream.range(0, count)
                            .mapToObj(
                                    i ->
                                            clients.submit(
                                                    () ->
                                                            run(
                                                                    target, lingers, first + i,
                                                                    failures)))
                            .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(failures).as("of %d conversations from seed %d", count, first).isEmpty();
    }

    private static void run(WireTarget target, boolean lingers, long seed, Queue<String> failures) {
        Simulation simulation = new Simulation(target, lingers, seed);
        try {
            simulation.run();
        } catch (IOException | AssertionError e) {
            failures.add("-Dduckspace.simulation.seed=" + seed + ": " + e + simulation);
        }
    }
}
