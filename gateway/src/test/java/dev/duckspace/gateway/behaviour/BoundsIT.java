package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.firstColumn;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.SessionLimits;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is too long, too many, or does not exist; the session goes on after each. */
class BoundsIT {
    private static final int MAX_SQL_CHARS = 2_000_000;

    private static GatewayUnderTest gateway;
    private static WireTarget target;
    private WireConnection client;

    @BeforeAll
    static void start() {
        SessionLimits standard = SessionLimits.standard();
        SessionLimits limits =
                new SessionLimits(
                        standard.authenticationTimeout(),
                        standard.queryTimeout(),
                        standard.idleTimeout(),
                        MAX_SQL_CHARS,
                        standard.maxPreparedStatements(),
                        standard.maxPortals(),
                        standard.maxHeldBytes());
        gateway = GatewayUnderTest.start(config -> config.withSession(limits));
        target = gateway.workspace();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = WireConnection.connect(target);
    }

    @AfterEach
    void goes_on() throws IOException {
        assertAlive(client);
        client.close();
    }

    private String failure(byte[]... frames) throws IOException {
        client.send(frames);
        client.send(ClientMessages.sync());
        List<ServerMessage> answer = client.readUntil('Z');
        assertThat(status(answer)).isEqualTo('I');
        return sqlState(answer);
    }

    private static byte[] bind(String portal, String statement, int values) {
        List<byte @Nullable []> parameters = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            parameters.add("1".getBytes(UTF_8));
        }
        return ClientMessages.bind(portal, statement, List.of(), parameters, List.of());
    }

    @Test
    void a_text_that_is_too_long_is_refused_in_both_protocols() throws IOException {
        String tooLong = "select '" + "x".repeat(MAX_SQL_CHARS) + "'";
        List<ServerMessage> answer = client.query(tooLong);
        assertThat(sqlState(answer)).isEqualTo("54000");
        assertThat(status(answer)).isEqualTo('I');
        assertThat(failure(ClientMessages.parse("", tooLong, List.of()))).isEqualTo("54000");
        String justShort = "select length('" + "x".repeat(MAX_SQL_CHARS - 100) + "')";
        assertThat(firstColumn(client.query(justShort)))
                .containsExactly(Integer.toString(MAX_SQL_CHARS - 100));
    }

    @Test
    void more_columns_than_a_row_description_counts_are_refused() throws IOException {
        String tooMany =
                IntStream.range(0, 40_000)
                        .mapToObj(i -> "1 as c" + i)
                        .collect(Collectors.joining(","));
        assertThat(sqlState(client.query("select " + tooMany))).isEqualTo("54011");
    }

    @Test
    void names_that_do_not_exist_are_named_by_their_state() throws IOException {
        assertThat(failure(bind("", "nobody", 0))).isEqualTo("26000");
        assertThat(failure(ClientMessages.describe('S', "nobody"))).isEqualTo("26000");
        assertThat(failure(ClientMessages.describe('P', "nobody"))).isEqualTo("34000");
        assertThat(failure(ClientMessages.execute("nobody", 0))).isEqualTo("34000");
        assertThat(failure(ClientMessages.close('S', "nobody"))).isEmpty();
        assertThat(failure(ClientMessages.close('P', "nobody"))).isEmpty();
        assertThat(sqlState(client.query("execute nobody"))).isEqualTo("26000");
        assertThat(sqlState(client.query("deallocate nobody"))).isEqualTo("26000");
    }

    @Test
    void a_bind_whose_counts_do_not_fit_is_a_protocol_violation() throws IOException {
        byte[] parse = ClientMessages.parse("", "select $1::int + $2::int", List.of());
        for (int values : new int[] {0, 1, 3}) {
            assertThat(failure(parse, bind("", "", values))).isEqualTo("08P01");
        }
        List<byte @Nullable []> two = List.of("1".getBytes(UTF_8), "2".getBytes(UTF_8));
        assertThat(failure(parse, ClientMessages.bind("", "", List.of(0, 0, 0), two, List.of())))
                .isEqualTo("08P01");
        assertThat(failure(parse, ClientMessages.bind("", "", List.of(), two, List.of(0, 0))))
                .isEqualTo("08P01");
        assertThat(failure(parse, ClientMessages.bind("", "", List.of(2), two, List.of())))
                .isEqualTo("22023");
        assertThat(
                        failure(
                                parse,
                                ClientMessages.bind("", "", List.of(), two, List.of(9)),
                                ClientMessages.execute("", 0)))
                .isEqualTo("22023");
        assertAlive(client);
        assertThat(failure(parse, bind("", "", 2), ClientMessages.execute("", 0))).isEmpty();
    }

    @Test
    void as_many_parameters_as_the_protocol_can_count_are_taken_and_one_more_is_not()
            throws IOException {
        String many =
                IntStream.rangeClosed(1, 65_535)
                        .mapToObj(i -> "$" + i)
                        .collect(Collectors.joining(","));
        assertThat(
                        failure(
                                ClientMessages.parse(
                                        "",
                                        "select 1 where 1 in (" + many + ")",
                                        Collections.nCopies(65_535, 23)),
                                bind("", "", 65_535),
                                ClientMessages.execute("", 0)))
                .isEmpty();
        assertThat(failure(ClientMessages.parse("", "select $65536::int", List.of())))
                .isEqualTo("42P02");
        assertThat(failure(ClientMessages.parse("", "select $99999999999::int", List.of())))
                .isIn("42P02", "42601");
    }

    @Test
    void deep_nesting_is_an_error_and_not_the_end_of_the_process() throws IOException {
        String brackets = "select " + "(".repeat(5_000) + "1" + ")".repeat(5_000);
        assertThat(sqlState(client.query(brackets))).isIn("54001", "54000", "42601");
        String subqueries = "select * from (".repeat(3_000) + "select 1" + ") a".repeat(3_000);
        assertThat(sqlState(client.query(subqueries))).isIn("54001", "54000", "42601");
        String cases =
                "select " + "case when true then ".repeat(3_000) + "1" + " end".repeat(3_000);
        assertThat(sqlState(client.query(cases))).isIn("54001", "54000", "42601");
        String nots = "select " + "not ".repeat(20_000) + "true";
        assertThat(sqlState(client.query(nots))).isIn("54001", "54000", "42601", "");
        String comments = "/*".repeat(50_000) + "*/".repeat(50_000) + "select 1";
        assertThat(sqlState(client.query(comments))).isEmpty();
    }

    @Test
    void a_hundred_thousand_statements_in_one_text_are_answered_or_refused() throws IOException {
        List<ServerMessage> answer = client.query(";".repeat(100_000) + "select 5");
        assertThat(firstColumn(answer)).containsExactly("5");
        answer = client.query("set application_name = 'x';".repeat(20_000) + "select 6");
        assertThat(sqlState(answer)).isIn("", "54000");
    }
}
