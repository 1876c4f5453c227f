package dev.duckspace.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class QueryGateTest {
    private static QueryGate gate(int running, int perWorkspace, int waiting) {
        return new QueryGate(new ConcurrencyLimits(1, running, perWorkspace, waiting));
    }

    @Test
    void statements_pass_while_there_is_room() {
        QueryGate gate = gate(2, 2, 0);
        QueryGate.Ticket first = gate.enter("a");
        QueryGate.Ticket second = gate.enter("b");
        assertThat(first.admitted()).isTrue();
        assertThat(second.admitted()).isTrue();
        assertThat(gate.running()).isEqualTo(2);
        first.leave();
        second.leave();
        assertThat(gate.running()).isZero();
    }

    @Test
    void workspaces_take_turns_however_many_statements_one_has() {
        QueryGate gate = gate(1, 1, 10);
        QueryGate.Ticket running = gate.enter("a");
        List<QueryGate.Ticket> many = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            many.add(gate.enter("a"));
        }
        QueryGate.Ticket other = gate.enter("b");

        running.leave();
        assertThat(many.get(0).admitted()).isTrue();
        many.get(0).leave();
        assertThat(other.admitted()).isTrue();
        assertThat(many.get(1).admitted()).isFalse();
        other.leave();
        assertThat(many.get(1).admitted()).isTrue();
        many.get(1).leave();
        assertThat(many.get(2).admitted()).isTrue();
        many.get(2).leave();
        assertThat(gate.running() + gate.waiting()).isZero();
    }

    @Test
    void a_workspace_at_its_own_limit_waits_while_others_pass() {
        QueryGate gate = gate(3, 1, 10);
        QueryGate.Ticket first = gate.enter("a");
        QueryGate.Ticket second = gate.enter("a");
        QueryGate.Ticket other = gate.enter("b");
        assertThat(second.admitted()).isFalse();
        assertThat(other.admitted()).isTrue();
        other.leave();
        assertThat(second.admitted()).isFalse();
        first.leave();
        assertThat(second.admitted()).isTrue();
        second.leave();
    }

    @Test
    void one_that_stops_to_wait_leaves_no_gap() {
        QueryGate gate = gate(1, 1, 10);
        QueryGate.Ticket running = gate.enter("a");
        QueryGate.Ticket cancelled = gate.enter("a");
        QueryGate.Ticket last = gate.enter("b");
        cancelled.wake();
        assertThat(cancelled.await()).isFalse();
        cancelled.leave();
        assertThat(gate.waiting()).isEqualTo(1);
        running.leave();
        assertThat(last.admitted()).isTrue();
        last.leave();
    }

    @Test
    void too_many_that_wait_are_refused() {
        QueryGate gate = gate(1, 1, 1);
        QueryGate.Ticket running = gate.enter("a");
        QueryGate.Ticket waiting = gate.enter("b");
        assertThatThrownBy(() -> gate.enter("c"))
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> {
                            assertThat(e.sqlState()).isEqualTo(SqlState.INSUFFICIENT_RESOURCES);
                            assertThat(e.info().hint()).isNotNull();
                        });
        assertThat(gate.workspaces()).isEqualTo(2);
        running.leave();
        waiting.leave();
        gate.enter("c").leave();
        assertThat(gate.workspaces()).isZero();
    }

    @Test
    void no_more_run_at_once_than_may_and_all_get_through() throws Exception {
        QueryGate gate = gate(3, 2, 1_000);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                String workspace = "w" + i % 7;
                all.add(
                        threads.submit(
                                () -> {
                                    QueryGate.Ticket ticket = gate.enter(workspace);
                                    while (!ticket.await()) {}
                                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                    LockSupport.parkNanos(1_000);
                                    inside.decrementAndGet();
                                    ticket.leave();
                                }));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(gate.running() + gate.waiting()).isZero();
    }
}
