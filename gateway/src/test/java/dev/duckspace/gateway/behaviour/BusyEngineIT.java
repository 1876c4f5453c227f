package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.status;
import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayConfig;
import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.ConcurrencyLimits;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireErrorException;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** More sessions than may run statements or wait for it: statements are refused whole. */
class BusyEngineIT {
    private static final int SESSIONS = 16;
    private static final Duration LENGTH = Duration.ofSeconds(5);

    private static GatewayConfig tiny(GatewayConfig config) {
        return new GatewayConfig(
                config.net().withTlsRequired(false),
                config.tls(),
                config.tlsFiles(),
                config.session(),
                new ConcurrencyLimits(SESSIONS, 2, 2, 1),
                config.workspace(),
                config.loginThrottle(),
                2,
                1,
                config.shutdownGrace());
    }

    @Test
    void refused_statements_leave_no_open_transaction_and_no_broken_session() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(BusyEngineIT::tiny)) {
            WireTarget target = gateway.workspace().withTls(false);
            try (WireConnection first = WireConnection.connect(target)) {
                run(first, "create table shared (who int)");
            }
            AtomicLong committed = new AtomicLong();
            List<Future<Set<String>>> ends = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(SESSIONS)) {
                for (int i = 0; i < SESSIONS; i++) {
                    int who = i;
                    Callable<Set<String>> work = () -> work(target, who, committed);
                    ends.add(threads.submit(work));
                }
            }
            Set<String> states = new TreeSet<>();
            for (Future<Set<String>> end : ends) {
                states.addAll(end.get(60, TimeUnit.SECONDS));
            }
            assertThat(states).contains("53000").isSubsetOf("", "53000", "40001");
            Client.await(
                    "no session is left",
                    Duration.ofSeconds(10),
                    () -> gateway.server().sessions().count() == 0);
            try (WireConnection last = WireConnection.connect(target)) {
                assertThat(value(last, "select count(*) from shared"))
                        .isEqualTo(Long.toString(committed.get()));
                run(last, "alter table shared add column more int");
                assertAlive(last);
            }
        }
    }

    private static Set<String> work(WireTarget target, int who, AtomicLong committed)
            throws IOException {
        Set<String> states = new TreeSet<>();
        long end = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() < end) {
            try (WireConnection client = WireConnection.connect(target)) {
                for (int i = 0; i < 20 && System.nanoTime() < end; i++) {
                    List<ServerMessage> answer =
                            client.query(
                                    "begin; insert into shared values (%d);".formatted(who)
                                            + " select sum(range) from range(200000); commit");
                    states.add(sqlState(answer));
                    if (sqlState(answer).isEmpty()) {
                        committed.incrementAndGet();
                    } else if (status(answer) != 'I') {
                        run(client, "rollback");
                    }
                }
                client.send(ClientMessages.query("begin; insert into shared values (-1)"));
            } catch (WireErrorException e) {
                states.add(e.sqlState());
            }
        }
        return states;
    }
}
