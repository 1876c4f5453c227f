package dev.duckspace.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.ConcurrencyLimits;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import dev.duckspace.gateway.workspace.WorkspaceLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Some seconds in the test command. An hour of 500 workspaces and 200 clients is {@code
 * -Dduckspace.soak.seconds=3600 -Dduckspace.soak.workspaces=500 -Dduckspace.soak.clients=200
 * -Dduckspace.soak.think_millis=4000 -Dduckspace.soak.idle_seconds=45}.
 */
class SoakIT {
    private static final int SECONDS = Integer.getInteger("duckspace.soak.seconds", 20);
    private static final int WORKSPACES = Integer.getInteger("duckspace.soak.workspaces", 12);
    private static final int CLIENTS = Integer.getInteger("duckspace.soak.clients", 8);
    private static final int IDLE_SECONDS = Integer.getInteger("duckspace.soak.idle_seconds", 5);
    private static final int LONG_SECONDS = 300;
    private static final int SAMPLES = 10;
    private static final int TRIES_TO_REST = 1_200;

    /** The system catalog that all workspaces share. */
    private static final long TEMPORARY_FILES_OF_A_SERVER = 10;

    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    @Test
    void nothing_grows_and_nothing_slows_down() throws IOException, InterruptedException {
        try (GatewayUnderTest gateway = start()) {
            gateway.publish("in.c-sales", "orders", "SELECT i AS id FROM range(100000) t(i)");
            List<WireTarget> workspaces = new ArrayList<>();
            for (int i = 0; i < WORKSPACES; i++) {
                workspaces.add(gateway.workspace(Duration.ofSeconds(SECONDS).plusHours(1)));
                try (WireConnection first = WireConnection.connect(workspaces.getLast())) {
                    first.query("CREATE TABLE soak (a int, t text)");
                }
            }
            List<Sample> samples = soak(gateway, workspaces);
            samples.forEach(sample -> System.out.println("SoakIT: " + sample));
            assertThat(failures).isEmpty();
            assertSteady(samples);
            atRest(gateway);
        }
    }

    private static GatewayUnderTest start() {
        return GatewayUnderTest.start(
                config ->
                        config.withNet(config.net().withLimits(CLIENTS * 2 + 20, CLIENTS * 2 + 20))
                                .withConcurrency(new ConcurrencyLimits(CLIENTS + 5, 8, 4, 2_000))
                                .withWorkspace(
                                        WorkspaceLimits.DEFAULT
                                                .withMemoryBytes(100_000_000L)
                                                .withThreads(1)
                                                .withIdleClose(Duration.ofSeconds(IDLE_SECONDS))));
    }

    private List<Sample> soak(GatewayUnderTest gateway, List<WireTarget> workspaces)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            SoakClient client =
                    new SoakClient(
                            workspaces,
                            i,
                            () -> System.nanoTime() < end,
                            nanos::add,
                            failures::add);
            clients.add(Thread.ofVirtual().start(client));
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            LockSupport.parkNanos(Duration.ofSeconds(SECONDS).toNanos() / SAMPLES);
            samples.add(Sample.take(gateway.directory(), taken()));
        }
        for (Thread client : clients) {
            client.join();
        }
        return samples;
    }

    private long[] taken() {
        synchronized (nanos) {
            long[] taken = nanos.stream().mapToLong(Long::longValue).toArray();
            nanos.clear();
            return taken;
        }
    }

    /** The second half beside the first: what leaks shows in a long run, what is lost at once. */
    private static void assertSteady(List<Sample> samples) {
        int half = samples.size() / 2;
        List<Sample> first = samples.subList(0, half);
        List<Sample> second = samples.subList(half, samples.size());
        assertNoGrowth("heap, MB", first, second, Sample::heapMegabytes, 200);
        assertNoGrowth("resident, MB", first, second, Sample::residentMegabytes, 500);
        assertNoGrowth("threads", first, second, Sample::threads, 50);
        assertNoGrowth("descriptors", first, second, Sample::descriptors, 100);
        assertNoGrowth("temporary files", first, second, Sample::temporaryFiles, 100);
        if (SECONDS < LONG_SECONDS) {
            return; // too few reads for a percentile
        }
        assertNoGrowth(
                "99th percentile, ms", first, second, sample -> (long) sample.p99Millis(), 2_000);
    }

    private static void assertNoGrowth(
            String what, List<Sample> first, List<Sample> second, Measure measure, long slack) {
        assertThat(most(second, measure)).as(what).isLessThan(most(first, measure) * 3 / 2 + slack);
    }

    private interface Measure {
        long of(Sample sample);
    }

    private static long most(List<Sample> samples, Measure measure) {
        return samples.stream().mapToLong(measure::of).max().orElse(0);
    }

    /** All clients are gone, and with them their sessions, workspaces and temporary files. */
    private static void atRest(GatewayUnderTest gateway) throws IOException {
        for (int i = 0; i < TRIES_TO_REST && !isAtRest(gateway); i++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        Sample sample = Sample.take(gateway.directory(), new long[0]);
        System.out.println("SoakIT: at rest " + sample);
        assertThat(gateway.server().sessions().count()).isZero();
        assertThat(gateway.server().workspaces().openCount()).isZero();
        assertThat(sample.temporaryFiles()).isLessThan(TEMPORARY_FILES_OF_A_SERVER);
    }

    private static boolean isAtRest(GatewayUnderTest gateway) {
        return gateway.server().sessions().count() == 0
                && gateway.server().workspaces().openCount() == 0;
    }
}
