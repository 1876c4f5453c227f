package dev.duckspace.gateway.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.SessionLimits;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireErrorException;
import dev.duckspace.gateway.wire.WireTarget;
import dev.duckspace.gateway.workspace.WorkspaceLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who asks for too much is stopped by a limit, with its SQLSTATE, and pays alone: the session goes
 * on, and meanwhile another workspace answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourceAttackIT {
    private static final int CONNECTIONS = 60;
    private static final int STATEMENTS = 500;
    private static final int PORTALS = 50;

    /** Some of it takes long before the engine looks whether it is to stop. */
    private static final int SLOW_MILLIS = 90_000;

    /** Of all that the neighbour asks: generous, for machines that do much else. */
    private static final long MEDIAN_MILLIS_MAX = 1_000;

    private static final int SETUP_TRIES = 10;
    private static final int TEXT_MAX = 4 << 20;

    private GatewayUnderTest gateway;
    private WireTarget attacked;
    private Neighbour neighbour;

    @BeforeAll
    void start() throws IOException {
        gateway =
                GatewayUnderTest.start(
                        config ->
                                config.withNet(
                                                config.net()
                                                        .withLimits(CONNECTIONS, 40)
                                                        .withTimeouts(
                                                                Duration.ofSeconds(20),
                                                                Duration.ofSeconds(20)))
                                        .withSession(
                                                new SessionLimits(
                                                        Duration.ofSeconds(20),
                                                        Duration.ofSeconds(4),
                                                        Duration.ofSeconds(600),
                                                        TEXT_MAX,
                                                        STATEMENTS,
                                                        PORTALS,
                                                        64 << 20))
                                        .withWorkspace(
                                                WorkspaceLimits.DEFAULT
                                                        .withMemoryBytes(200_000_000L)
                                                        .withSpillBytes(100_000_000L)
                                                        .withThreads(1)));
        attacked = gateway.workspace();
        neighbour = new Neighbour(gateway.workspace());
        try (WireConnection owner = WireConnection.connect(attacked)) {
            String made = "";
            for (int i = 0; i < SETUP_TRIES && !made.equals(Attack.ANSWERED); i++) {
                made =
                        state(
                                owner.query(
                                        "CREATE TABLE IF NOT EXISTS t AS SELECT i AS a,"
                                                + " 'text ' || i AS s FROM generate_series(1, 1000) g(i)"));
            }
            assertThat(made).isEqualTo(Attack.ANSWERED);
        }
    }

    @AfterAll
    void stop() throws IOException {
        neighbour.close();
        assertThat(neighbour.medianMillis()).isLessThan(MEDIAN_MILLIS_MAX);
        System.out.println(
                "ResourceAttackIT: another workspace's SELECT 1: " + neighbour.summary());
        gateway.close();
    }

    /** Each with what may stop it. */
    enum Bomb {
        NESTED_BRACKETS("54001,42601", "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000)),
        NESTED_ARRAYS("54001,42601", "SELECT " + "[".repeat(50_000) + "1" + "]".repeat(50_000)),
        NESTED_NOT("54001,42601", "SELECT " + "NOT ".repeat(50_000) + "true"),
        NESTED_CALLS("54001,42601", "SELECT " + "abs(".repeat(5_000) + "1" + ")".repeat(5_000)),
        NESTED_QUERIES(
                "54001,42601", "SELECT * FROM (".repeat(3_000) + "SELECT 1" + ") t".repeat(3_000)),
        NESTED_COMMENTS(
                "answered,42601,54001", "/*".repeat(100_000) + "*/".repeat(100_000) + "SELECT 1"),
        CHAIN_OF_SUMS("54001,answered", "SELECT " + "1+".repeat(50_000) + "1"),
        CHAIN_OF_SETS("54001", "SELECT 1" + " UNION ALL SELECT 1".repeat(20_000)),
        LITERAL("answered", "SELECT length('" + "x".repeat(1 << 20) + "')"),
        TEXT("54000", "SELECT '" + "x".repeat(TEXT_MAX) + "'"),
        IN_LIST(
                "answered",
                "SELECT 1 WHERE 1 IN ("
                        + IntStream.range(0, 10_000)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(","))
                        + ")"),
        COLUMNS("54011,57014", "SELECT " + "1,".repeat(40_000) + "1"),
        REPEATED_TEXT("54000", "SELECT length(repeat('x', 1000 * 1000 * 1000))"),
        REPEATED_IN_ROWS(
                "answered,57014,53200", "SELECT sum(length(repeat('x', 1000000) || s)) FROM t"),
        REPEATED_TWICE("54000", "SELECT length(repeat(repeat('x', 100000), 20000))"),
        REPEATED_BYTES("54000", "SELECT length(repeat('\\x00'::bytea, 2000000000))"),
        PADDED("54000", "SELECT length(lpad('x', 2000000000))"),
        FORMATTED("54000", "SELECT length(format('%2000000000s', 'x'))"),
        FORMATTED_BY_ARGUMENT("54000", "SELECT length(format('%*s', 2000000000, 'x'))"),
        REPLACED(
                "54000,57014",
                "SELECT length(regexp_replace(repeat('a', 1000000), 'a', repeat('b', 10000), 'g'))"),
        LIST_OF_INTEGERS("54000", "SELECT list_sum(generate_series(1, 2000000000))"),
        LIST_OF_BIGINTS(
                "54000", "SELECT list_sum(range(-9000000000000000000, 9000000000000000000))"),
        LISTS_OF_ROWS(
                "answered,54000,53200,57014", "SELECT sum(list_sum(range(9000000 + a))) FROM t"),
        SERIES_OF_TIMES(
                "54000,57014",
                "SELECT generate_series('0001-01-01'::timestamp, '2020-01-01'::timestamp, '1 us')"),
        SERIES_OF_NUMERICS("54000,57014", "SELECT generate_series(1.0, 1e12, 0.1)"),
        RESIZED_LIST("42501", "SELECT list_resize([1], 2000000000)"),
        QUERIES_NAMED_TWICE(
                "54001",
                "WITH c0 AS (SELECT 1 AS x)"
                        + IntStream.rangeClosed(1, 30)
                                .mapToObj(
                                        i ->
                                                ", c%d AS NOT MATERIALIZED (SELECT a.x FROM c%d a JOIN c%d b USING (x))"
                                                        .formatted(i, i - 1, i - 1))
                                .collect(Collectors.joining())
                        + " SELECT count(*) FROM c30"),
        QUERIES_NAMED_TWICE_BY_DEFAULT(
                "54001",
                "WITH c0 AS (SELECT 1 AS x)"
                        + IntStream.rangeClosed(1, 30)
                                .mapToObj(
                                        i ->
                                                ", c%d AS (SELECT a.x FROM c%d a JOIN c%d b USING (x))"
                                                        .formatted(i, i - 1, i - 1))
                                .collect(Collectors.joining())
                        + " SELECT count(*) FROM c30"),
        QUERIES_NAMED_TWICE_AND_KEPT(
                "answered,57014",
                "WITH c0 AS (SELECT 1 AS x)"
                        + IntStream.rangeClosed(1, 30)
                                .mapToObj(
                                        i ->
                                                ", c%d AS MATERIALIZED (SELECT a.x FROM c%d a JOIN c%d b USING (x))"
                                                        .formatted(i, i - 1, i - 1))
                                .collect(Collectors.joining())
                        + " SELECT count(*) FROM c30"),
        VIEWS_NAMED_TWICE(
                "54001", chain("VIEW bomb? AS SELECT a.x FROM bomb! a JOIN bomb! b USING (x)")),
        VIEWS_IN_BRACKETS_NAMED_TWICE(
                "54001",
                chain(
                        "VIEW bomb? AS (SELECT x FROM bomb! UNION ALL SELECT x FROM public.\"bomb!\")")),
        TEMPORARY_VIEWS_NAMED_TWICE(
                "54001", chain("TEMP VIEW bomb? AS SELECT a.x FROM bomb! a, bomb! b")),
        FUNCTIONS_NAMED_TWICE("54001", chain("MACRO bomb?(a) AS bomb!(a) + bomb!(a)")),
        FUNCTIONS_OF_ROWS_NAMED_TWICE(
                "54001",
                chain("MACRO bomb?() AS TABLE SELECT a.x FROM bomb!() a JOIN bomb!() b USING (x)")),
        ARGUMENTS_DOUBLED(
                "54001",
                chain("MACRO bomb?(a) AS bomb!(a + a)") + "; SELECT bomb9(bomb9(bomb9(1)))"),
        FUNCTIONS_AS_IN_POSTGRESQL(
                "54001",
                chain(
                        "FUNCTION bomb?(a int) RETURNS int LANGUAGE sql AS 'SELECT bomb!(a) + bomb!(a)'")),
        JOINS(
                "54001",
                "SELECT count(*) FROM t a0"
                        + IntStream.range(1, 150)
                                .mapToObj(" JOIN t a%1$d ON a%1$d.a = a0.a"::formatted)
                                .collect(Collectors.joining())),
        JOINS_BY_COMMAS(
                "54001",
                "SELECT count(*) FROM t a0"
                        + IntStream.range(1, 150)
                                .mapToObj(", t a%d"::formatted)
                                .collect(Collectors.joining())),
        JOINS_BEHIND_A_TABLE_CALLED_SET(
                "54001",
                "SELECT count(*) FROM t AS set, t a0"
                        + IntStream.range(1, 150)
                                .mapToObj(" JOIN t a%1$d ON a%1$d.a = a0.a"::formatted)
                                .collect(Collectors.joining())),
        SIGNS("54001", "SELECT " + "+".repeat(1_000_000) + "1"),
        NULL_TESTS(
                "answered,54001,57014",
                "SELECT array_length(ARRAY["
                        + "t IS NULL, ".repeat(10_000)
                        + "a IS NULL], 1) FROM t LIMIT 1"),
        NOTIFICATIONS(
                "54000,57014",
                "SELECT count(pg_notify('c', repeat('x', 7999))) FROM generate_series(1, 1000000)"),
        LOCKS_TAKEN_AGAIN(
                "answered,57014",
                "SELECT count(pg_advisory_lock(1)) FROM generate_series(1, 3000000)"),
        WARNINGS(
                "answered,57014",
                "SELECT count(pg_advisory_unlock(7)) FROM generate_series(1, 1000000)"),
        SEQUENCES_SET(
                "54000,57014,0A000",
                "SELECT count(setval('n' || i, i)) FROM generate_series(1, 10000000) g(i)"),
        FACTORIAL("22003", "SELECT factorial(100000)"),
        RECURSION(
                "57014,53200,53100",
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT count(*) FROM r"),
        GROWING_RECURSION(
                "57014,53200,53100,54000",
                "WITH RECURSIVE r(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM r WHERE length(s) < 100000000) SELECT max(length(s)) FROM r WHERE s LIKE '%y'"),
        SORT(
                "53100,53200,57014",
                "SELECT max(s) FROM (SELECT md5(i::text) AS s, row_number() OVER (ORDER BY md5(i::text)) FROM generate_series(1, 100000000) g(i)) x"),
        AGGREGATE(
                "53100,53200,57014",
                "SELECT count(*) FROM (SELECT md5(i::text) AS s FROM generate_series(1, 100000000) g(i) GROUP BY 1) x"),
        JOIN(
                "53100,53200,57014",
                "SELECT count(*) FROM generate_series(1, 30000000) a(i) JOIN generate_series(1, 30000000) b(j) ON a.i = b.j"),
        CROSS_JOIN(
                "57014",
                "SELECT count(*) FROM generate_series(1, 1000000) a(i), generate_series(1, 1000000) b(j) WHERE i % 7 = j % 11"),
        TABLE_OF_ROWS(
                "53100,53200,57014",
                "CREATE TEMP TABLE big AS SELECT md5(i::text) AS s FROM generate_series(1, 100000000) g(i)"),
        ADVISORY_LOCKS(
                "53200,57014",
                "SELECT count(pg_advisory_lock(i)) FROM generate_series(1, 100000000) g(i)"),
        REGEX("answered,57014,2201B", "SELECT regexp_match(repeat('a', 20000), '^(a*)*(a|aa)*b')"),
        LIKE("answered,57014", "SELECT repeat('a', 20000) LIKE repeat('%a', 500) || 'b'"),
        JSON_DEPTH("54001,22P02", "SELECT (repeat('[', 100000) || repeat(']', 100000))::jsonb"),
        JSON_PATH(
                "57014,answered",
                "SELECT jsonb_path_query_array(('[' || repeat('[1],', 10000) || '1]')::jsonb, '$.**.**.**')"),
        SLEEP("57014", "SELECT pg_sleep(1000)"),
        LISTEN("answered", "LISTEN a;".repeat(2_000)),
        NOTIFY("answered,0A000", "NOTIFY a, 'x';".repeat(2_000)),
        STATEMENTS_IN_ONE("answered", "SELECT 1;".repeat(2_000)),
        SETTINGS("answered,54000,0A000", "SET my.a = '" + "x".repeat(1 << 20) + "'");

        private final String stops;
        private final String statement;

        Bomb(String stops, String statement) {
            this.stops = stops;
            this.statement = statement;
        }
    }

    /** Thirty definitions, each of which names the one before it as the pattern says. */
    private static String chain(String pattern) {
        String first =
                pattern.contains("VIEW ")
                        ? "CREATE VIEW bomb0 AS SELECT 1 AS x"
                        : pattern.contains("TABLE ")
                                ? "CREATE MACRO bomb0() AS TABLE SELECT 1 AS x"
                                : pattern.contains("RETURNS")
                                        ? "CREATE FUNCTION bomb0(a int) RETURNS int LANGUAGE sql AS 'SELECT a'"
                                        : "CREATE MACRO bomb0(a) AS a";
        return IntStream.rangeClosed(1, 30)
                .mapToObj(
                        i ->
                                "CREATE "
                                        + pattern.replace("?", Integer.toString(i))
                                                .replace("!", Integer.toString(i - 1)))
                .collect(Collectors.joining("; ", first + "; ", ""));
    }

    @ParameterizedTest
    @EnumSource(Bomb.class)
    void a_bomb_is_stopped_and_the_session_goes_on(Bomb bomb) throws IOException {
        try (WireConnection attacker = WireConnection.connect(attacked)) {
            attacker.socket().setSoTimeout(SLOW_MILLIS);
            List<ServerMessage> answer = neighbour.watching(() -> attacker.query(bomb.statement));
            assertThat(bomb.stops.split(",")).as(bomb.name()).contains(state(answer));
            assertThat(state(attacker.query("SELECT 1"))).isEqualTo(Attack.ANSWERED);
        }
    }

    @Test
    void prepared_statements_end_at_their_limit() throws IOException {
        try (WireConnection client = WireConnection.connect(attacked)) {
            List<String> states = new ArrayList<>();
            for (int i = 0; i < STATEMENTS + 10; i++) {
                client.send(
                        ClientMessages.parse("s" + i, "SELECT 1", List.of()),
                        ClientMessages.sync());
                states.add(state(client.readUntil('Z')));
            }
            assertThat(states.subList(0, STATEMENTS)).containsOnly(Attack.ANSWERED);
            assertThat(states.subList(STATEMENTS, states.size())).containsOnly("53400");
        }
    }

    @Test
    void lengths_of_strings_end_at_a_limit() throws IOException {
        try (WireConnection client = WireConnection.connect(gateway.workspace())) {
            client.query("CREATE TABLE kept (a varchar(7))");
            String state = Attack.ANSWERED;
            for (int length = 1000; state.equals(Attack.ANSWERED) && length < 2000; length++) {
                state = state(client.query("SELECT 'x'::varchar(" + length + ")"));
            }
            assertThat(state).isEqualTo("54000");
            assertThat(state(client.query("INSERT INTO kept VALUES ('x'::varchar(1000))")))
                    .isEqualTo(Attack.ANSWERED);
        }
    }

    @Test
    void enums_end_at_a_limit_also_when_they_are_dropped() throws IOException {
        String labels =
                IntStream.range(0, 9_000)
                        .mapToObj("'label %d'"::formatted)
                        .collect(Collectors.joining(","));
        try (WireConnection client = WireConnection.connect(gateway.workspace())) {
            String state = Attack.ANSWERED;
            for (int i = 0; state.equals(Attack.ANSWERED) && i < 20; i++) {
                state = state(client.query("CREATE TYPE mood AS ENUM (" + labels + ")"));
                client.query("DROP TYPE IF EXISTS mood");
            }
            assertThat(state).isEqualTo("54000");
            assertThat(state(client.query("CREATE TYPE pair AS (a int, b int)")))
                    .isEqualTo("54000");
        }
    }

    @Test
    void portals_end_at_their_limit() throws IOException {
        try (WireConnection client = WireConnection.connect(attacked)) {
            client.query("BEGIN");
            client.send(ClientMessages.parse("s", "SELECT 1", List.of()));
            List<byte[]> binds = new ArrayList<>();
            for (int i = 0; i < PORTALS + 5; i++) {
                binds.add(ClientMessages.bind("p" + i, "s", List.of(), List.of(), List.of()));
            }
            binds.add(ClientMessages.sync());
            client.send(binds.toArray(byte[][]::new));
            assertThat(state(client.readUntil('Z'))).isEqualTo("53400");
        }
    }

    @Test
    void as_many_parameters_as_a_message_can_hold_are_bound() throws IOException {
        int most = 65_535;
        try (WireConnection client = WireConnection.connect(attacked)) {
            client.send(
                    ClientMessages.parse("", "SELECT $1::int", List.of()),
                    ClientMessages.bind(
                            "",
                            "",
                            List.of(),
                            Collections.nCopies(most, "1".getBytes(UTF_8)),
                            List.of()),
                    ClientMessages.sync());
            assertThat(state(client.readUntil('Z'))).isEqualTo("08P01");
        }
    }

    @Test
    void half_open_handshakes_keep_nobody_out_for_long() throws IOException {
        List<WireConnection> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                silent.add(WireConnection.open(attacked.host(), attacked.port()));
            }
            awaitConnections();
        } finally {
            for (WireConnection each : silent) {
                each.close();
            }
        }
        awaitConnections();
        assertThat(neighbour.ask()).isEqualTo("1");
    }

    private void awaitConnections() {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!connects()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private boolean connects() {
        try (WireConnection client = WireConnection.connect(attacked)) {
            return state(client.query("SELECT 1")).equals(Attack.ANSWERED);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void connections_end_at_their_limit_and_come_back() throws IOException {
        List<WireConnection> open = new ArrayList<>();
        String refused = "";
        try {
            while (open.size() <= CONNECTIONS) {
                open.add(WireConnection.connect(attacked));
            }
        } catch (WireErrorException e) {
            refused = e.sqlState();
        } finally {
            for (WireConnection each : open) {
                each.close();
            }
        }
        assertThat(refused).isEqualTo("53300");
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!connects()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @Test
    void a_storm_of_cancels_with_guessed_keys_stops_nobody() throws Exception {
        try (WireConnection client = WireConnection.connect(attacked)) {
            client.send(ClientMessages.query("SELECT 7 FROM (SELECT pg_sleep(2)) s"));
            Random random = new Random(1);
            for (int i = 0; i < 300; i++) {
                byte[] key = new byte[client.secretKey().length];
                random.nextBytes(key);
                try (WireConnection guess = WireConnection.open(attacked.host(), attacked.port())) {
                    guess.send(ClientMessages.cancelRequest(client.processId(), key));
                } catch (IOException e) {
                    // one of too many at once
                }
            }
            assertThat(state(client.readUntil('Z'))).isEqualTo(Attack.ANSWERED);
        }
    }

    @Test
    void who_does_not_read_is_waited_for_without_holding_the_result() throws Exception {
        try (WireConnection client = WireConnection.connect(attacked)) {
            Runtime runtime = Runtime.getRuntime();
            System.gc();
            long before = runtime.totalMemory() - runtime.freeMemory();
            client.send(
                    ClientMessages.query(
                            "SELECT repeat('x', 1000) FROM generate_series(1, 5000000)"));
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (System.nanoTime() < until) {
                assertThat(neighbour.ask()).isEqualTo("1");
            }
            System.gc();
            assertThat(runtime.totalMemory() - runtime.freeMemory() - before)
                    .isLessThan(200L << 20);
        }
        assertThat(neighbour.ask()).isEqualTo("1");
    }

    @Test
    void an_endless_line_of_a_copy_is_held_no_longer_than_a_line_may_be() throws Exception {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        try (WireConnection client = WireConnection.connect(attacked)) {
            client.send(ClientMessages.query("CREATE TEMP TABLE lines (a int, s text)"));
            client.readUntil('Z');
            client.send(ClientMessages.query("COPY lines (s) FROM STDIN"));
            client.readUntil('G');
            byte[] part = ClientMessages.copyData("x".repeat(1 << 20).getBytes(UTF_8));
            for (int i = 0; i < 300; i++) {
                client.send(part);
            }
            assertThat(neighbour.ask()).isEqualTo("1");
            client.send(ClientMessages.copyFail("enough"));
            assertThat(state(client.readUntil('Z'))).isIn("54000", "57014");
            System.gc();
            assertThat(runtime.totalMemory() - runtime.freeMemory() - before)
                    .isLessThan(200L << 20);
        }
    }

    private static String state(List<ServerMessage> answer) {
        return answer.stream()
                .filter(message -> message.type() == 'E')
                .map(message -> message.fields().get('C'))
                .findFirst()
                .orElse(Attack.ANSWERED);
    }
}
