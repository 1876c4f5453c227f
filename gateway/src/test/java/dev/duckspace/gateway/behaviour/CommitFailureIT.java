package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.status;
import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine finds some conflicts only at COMMIT. */
class CommitFailureIT {
    private static GatewayUnderTest gateway;
    private static WireTarget target;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start();
        target = gateway.workspace();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void a_commit_that_fails_says_why_and_ends_the_transaction() throws IOException {
        try (WireConnection one = WireConnection.connect(target);
                WireConnection two = WireConnection.connect(target)) {
            run(one, "create table keyed (id int primary key)");
            run(one, "begin; insert into keyed values (1)");
            run(two, "begin; insert into keyed values (1)");
            run(one, "commit");
            List<ServerMessage> answer = two.query("commit");
            assertThat(sqlState(answer)).as(answer.getFirst().line()).isIn("23505", "40001");
            assertThat(status(answer)).isEqualTo('I');
            assertAlive(two);
            assertThat(value(two, "select count(*) from keyed")).isEqualTo("1");
            run(two, "begin; insert into keyed values (2); commit");
        }
    }

    /** The end of a pipeline is a COMMIT as well. */
    @Test
    void a_sync_whose_commit_fails_says_why_and_the_next_one_works() throws IOException {
        try (WireConnection one = WireConnection.connect(target);
                WireConnection two = WireConnection.connect(target)) {
            run(one, "create table synced (id int primary key)");
            run(one, "begin; insert into synced values (1)");
            two.send(
                    ClientMessages.parse("", "insert into synced values (1)", List.of()),
                    ClientMessages.bind("", "", List.of(), List.of(), List.of()),
                    ClientMessages.execute("", 0),
                    ClientMessages.flush());
            two.readUntil('C');
            run(one, "commit");
            two.send(ClientMessages.sync());
            List<ServerMessage> answer = two.readUntil('Z');
            assertThat(sqlState(answer)).as(answer.getFirst().line()).isIn("23505", "40001");
            assertThat(status(answer)).isEqualTo('I');
            assertAlive(two);
            assertThat(value(two, "select count(*) from synced")).isEqualTo("1");
        }
    }
}
