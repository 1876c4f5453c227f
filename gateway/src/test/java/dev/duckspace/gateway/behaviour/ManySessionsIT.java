package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.status;
import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Many sessions at once, each doing something else; the seed is printed with a failure. */
class ManySessionsIT {
    private static final int SESSIONS = 50;
    private static final Duration LENGTH = Duration.ofSeconds(8);

    /** What writers get when they meet: the engine does not wait for the other one. */
    private static final Set<String> EXPECTED_STATES =
            Set.of("", "40001", "22012", "25P02", "23505");

    @Test
    void fifty_sessions_work_side_by_side_and_leave_nothing_behind() throws Exception {
        ListAppender<ILoggingEvent> leaks = new ListAppender<>();
        leaks.start();
        Logger detector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
        detector.addAppender(leaks);
        GatewayUnderTest gateway = GatewayUnderTest.start();
        gateway.publish("in.c-main", "numbers", "select range as i from range(20000)");
        WireTarget target = gateway.workspace();
        try (WireConnection first = WireConnection.connect(target)) {
            run(first, "create table shared (who int, i bigint)");
        }
        AtomicLong committed = new AtomicLong();
        List<Future<Set<String>>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SESSIONS)) {
            for (int i = 0; i < SESSIONS; i++) {
                int who = i;
                Callable<Set<String>> work = () -> work(target, who, committed);
                ends.add(threads.submit(work));
            }
            for (int i = 0; i < SESSIONS; i++) {
                assertThat(ends.get(i).get(90, TimeUnit.SECONDS))
                        .as("seed %d", i)
                        .isSubsetOf(EXPECTED_STATES);
            }
        }
        Client.await(
                "no session is left",
                Duration.ofSeconds(10),
                () -> gateway.server().sessions().count() == 0);
        try (WireConnection last = WireConnection.connect(target)) {
            assertThat(Long.parseLong(value(last, "select count(*) from shared")))
                    .isEqualTo(committed.get());
            assertThat(gateway.server().sessions().count()).isEqualTo(1);
        }
        gateway.close();
        assertThat(gateway.server().sessions().count()).isZero();
        findLeaks();
        detector.detachAppender(leaks);
        assertThat(leaks.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    /** Lets the collector find what was dropped, and allocates, since that is when it is told. */
    private static void findLeaks() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Client.pause(Duration.ofMillis(100));
            for (int j = 0; j < 200; j++) {
                ByteBufAllocator.DEFAULT.directBuffer(64).release();
            }
        }
    }

    private static Set<String> work(WireTarget target, int who, AtomicLong committed)
            throws IOException {
        Random random = new Random(who);
        Set<String> states = new TreeSet<>();
        long end = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() < end) {
            try (WireConnection client = WireConnection.connect(target)) {
                int steps = 5 + random.nextInt(20);
                for (int i = 0; i < steps && System.nanoTime() < end; i++) {
                    states.add(step(client, who, random, committed));
                }
                if (random.nextInt(4) == 0) {
                    client.send(ClientMessages.query("select * from range(1000000)"));
                    client.socket().setSoLinger(true, 0);
                } else if (random.nextBoolean()) {
                    assertAlive(client);
                    client.send(ClientMessages.terminate());
                }
            }
        }
        return states;
    }

    private static String step(WireConnection client, int who, Random random, AtomicLong committed)
            throws IOException {
        return switch (random.nextInt(7)) {
            case 0 -> {
                List<ServerMessage> answer =
                        client.query("insert into shared values (" + who + ", 1)");
                if (sqlState(answer).isEmpty()) {
                    committed.incrementAndGet();
                }
                yield sqlState(answer);
            }
            case 1 -> {
                List<ServerMessage> answer =
                        client.query(
                                "begin; insert into shared values (%d, 2), (%d, 3); commit"
                                        .formatted(who, who));
                if (sqlState(answer).isEmpty()) {
                    committed.addAndGet(2);
                } else if (status(answer) != 'I') {
                    run(client, "rollback");
                }
                yield sqlState(answer);
            }
            case 2 -> {
                run(client, "begin");
                String state =
                        sqlState(client.query("update shared set i = i + 1 where who = " + who));
                run(client, "rollback");
                yield state;
            }
            case 3 -> portals(client);
            case 4 -> sqlState(client.query("select sum(i) from in_c_main.numbers"));
            case 5 -> {
                client.send(
                        ClientMessages.query("select range, 10 / (3000 - range) from range(5000)"));
                List<ServerMessage> answer = client.readUntil('Z');
                yield sqlState(answer);
            }
            default -> {
                run(client, "create temp table mine as select range as i from range(3000)");
                assertThat(value(client, "select count(*) from mine")).isEqualTo("3000");
                run(client, "discard all");
                yield "";
            }
        };
    }

    private static String portals(WireConnection client) throws IOException {
        client.send(
                ClientMessages.parse("s", "select range from range(9000)", List.of()),
                ClientMessages.bind("p", "s", List.of(), List.of(), List.of(1)),
                ClientMessages.execute("p", 10),
                ClientMessages.bind("", "s", List.of(), List.of(), List.of()),
                ClientMessages.execute("", 0),
                ClientMessages.execute("p", 10),
                ClientMessages.close('S', "s"),
                ClientMessages.sync());
        List<ServerMessage> answer = client.readUntil('Z');
        String state = sqlState(answer);
        if (state.isEmpty()) {
            assertThat(answer.stream().filter(message -> message.type() == 'D')).hasSize(9_020);
        }
        return state;
    }
}
