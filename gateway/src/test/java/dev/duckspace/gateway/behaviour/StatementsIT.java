package dev.duckspace.gateway.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements as PostgreSQL's users write them. The tables of statements hold what PostgreSQL 15
 * answered to them, one after the other in one session.
 */
class StatementsIT {
    private static final int FIRST_USER_OID = 16_384;

    @ParameterizedTest
    @ValueSource(strings = {"definitions", "changes", "queries", "sessions"})
    void statements_are_answered_as_postgresql_answers_them(String table) throws IOException {
        try (GatewayUnderTest gateway = GatewayUnderTest.start();
                WireConnection client = WireConnection.connect(gateway.workspace())) {
            SoftAssertions all = new SoftAssertions();
            for (String line : lines(table)) {
                String[] fields = line.split("\t", -1);
                all.assertThat(answer(client, fields[0])).as(fields[0]).isEqualTo(fields[1]);
            }
            all.assertAll();
        }
    }

    private static List<String> lines(String table) throws IOException {
        try (InputStream stream = StatementsIT.class.getResourceAsStream(table + ".tsv")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** {@code ERR sqlstate}, {@code OK}, or {@code name:type = value|value;value|value}. */
    private static String answer(WireConnection client, String sql) throws IOException {
        String columns = null;
        List<String> rows = new ArrayList<>();
        for (ServerMessage message : client.query(sql)) {
            ByteBuffer body = ByteBuffer.wrap(message.body());
            switch (message.type()) {
                case 'E' -> {
                    return "ERR " + field(body, 'C');
                }
                case 'T' -> {
                    columns = columns(body);
                    rows.clear();
                }
                case 'D' -> rows.add(row(body));
                case 'C' -> {
                    String tag = text(body);
                    if (columns != null
                            && !tag.matches("SELECT .*|INSERT .*|UPDATE .*|DELETE .*|SHOW")) {
                        columns = null;
                    }
                }
                default -> {}
            }
        }
        return columns == null
                ? "OK"
                : (columns + " = " + String.join(";", rows)).replace("\n", "\\n");
    }

    private static String field(ByteBuffer body, char wanted) {
        for (byte type = body.get(); type != 0; type = body.get()) {
            String value = text(body);
            if (type == wanted) {
                return value;
            }
        }
        return "";
    }

    private static String text(ByteBuffer body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte next = body.get(); next != 0; next = body.get()) {
            bytes.write(next);
        }
        return bytes.toString(UTF_8);
    }

    private static String columns(ByteBuffer body) {
        List<String> columns = new ArrayList<>();
        int count = body.getShort();
        for (int i = 0; i < count; i++) {
            String name = text(body);
            body.position(body.position() + Integer.BYTES + Short.BYTES);
            int oid = body.getInt();
            body.position(body.position() + 2 * Short.BYTES + Integer.BYTES);
            columns.add(name + ':' + (oid < FIRST_USER_OID ? oid : "own"));
        }
        return String.join(",", columns);
    }

    private static String row(ByteBuffer body) {
        List<String> values = new ArrayList<>();
        int count = body.getShort();
        for (int i = 0; i < count; i++) {
            int length = body.getInt();
            if (length < 0) {
                values.add("NULL");
            } else {
                byte[] value = new byte[length];
                body.get(value);
                values.add(new String(value, UTF_8));
            }
        }
        return String.join("|", values);
    }

    @Test
    void a_notification_reaches_an_idle_listener_when_its_transaction_commits() throws IOException {
        try (GatewayUnderTest gateway = GatewayUnderTest.start()) {
            WireTarget target = gateway.workspace();
            try (WireConnection listener = WireConnection.connect(target);
                    WireConnection sender = WireConnection.connect(target)) {
                listener.query("listen news");
                sender.query("begin");
                sender.query("select pg_notify('news', 'first')");
                sender.query("savepoint a");
                sender.query("notify news, 'taken back'");
                sender.query("rollback to a");
                assertThat(listener.isSilentFor(Duration.ofMillis(200))).isTrue();

                sender.query("commit");

                ServerMessage notification = listener.readMessage();
                assertThat(notification.type()).isEqualTo('A');
                ByteBuffer body = ByteBuffer.wrap(notification.body());
                assertThat(body.getInt()).isEqualTo(sender.processId());
                assertThat(text(body)).isEqualTo("news");
                assertThat(text(body)).isEqualTo("first");
            }
        }
    }

    @Test
    void a_listener_in_a_transaction_is_told_when_it_ends() throws IOException {
        try (GatewayUnderTest gateway = GatewayUnderTest.start()) {
            WireTarget target = gateway.workspace();
            try (WireConnection listener = WireConnection.connect(target);
                    WireConnection sender = WireConnection.connect(target)) {
                listener.query("listen news");
                listener.query("begin");
                sender.query("notify news");
                assertThat(types(listener.query("select 1"))).doesNotContain('A');

                assertThat(types(listener.query("commit"))).containsSubsequence('C', 'A', 'Z');
            }
        }
    }

    private static List<Character> types(List<ServerMessage> messages) {
        return messages.stream().map(ServerMessage::type).toList();
    }

    @Test
    void an_advisory_lock_is_waited_for_until_its_session_lets_go() throws IOException {
        try (GatewayUnderTest gateway = GatewayUnderTest.start()) {
            WireTarget target = gateway.workspace();
            try (WireConnection second = WireConnection.connect(target)) {
                try (WireConnection first = WireConnection.connect(target)) {
                    first.query("select pg_advisory_lock(7)");
                    assertThat(answer(second, "select pg_try_advisory_lock(7)"))
                            .isEqualTo("pg_try_advisory_lock:16 = f");
                    second.query("set lock_timeout = 100");
                    assertThat(answer(second, "select pg_advisory_lock(7)")).isEqualTo("ERR 55P03");
                    second.query("set lock_timeout = 0");
                    second.send(ClientMessages.query("select pg_advisory_lock(7)"));
                    assertThat(second.isSilentFor(Duration.ofMillis(200))).isTrue();
                }
                assertThat(types(second.readUntil('Z'))).contains('D', 'C');
            }
        }
    }

    @Test
    void sessions_that_wait_for_each_other_are_told() throws IOException {
        try (GatewayUnderTest gateway = GatewayUnderTest.start()) {
            WireTarget target = gateway.workspace();
            try (WireConnection first = WireConnection.connect(target);
                    WireConnection second = WireConnection.connect(target)) {
                first.query("begin");
                first.query("select pg_advisory_xact_lock(1)");
                second.query("select pg_advisory_lock(2)");
                first.send(ClientMessages.query("select pg_advisory_xact_lock(2)"));
                assertThat(first.isSilentFor(Duration.ofMillis(200))).isTrue();

                assertThat(answer(second, "select pg_advisory_lock(1)")).isEqualTo("ERR 40P01");

                second.query("select pg_advisory_unlock(2)");
                assertThat(types(first.readUntil('Z'))).contains('D', 'C');
            }
        }
    }

    @Test
    void a_sequence_goes_on_where_another_session_left_it() throws IOException {
        try (GatewayUnderTest gateway = GatewayUnderTest.start()) {
            WireTarget target = gateway.workspace();
            try (WireConnection first = WireConnection.connect(target);
                    WireConnection second = WireConnection.connect(target)) {
                first.query("create table t (id serial, a int)");
                assertThat(answer(first, "insert into t (a) values (1) returning id"))
                        .isEqualTo("id:23 = 1");
                assertThat(answer(second, "insert into t (a) values (2) returning id"))
                        .isEqualTo("id:23 = 2");
                assertThat(answer(first, "select lastval(), currval('t_id_seq')"))
                        .isEqualTo("lastval:20,currval:20 = 1|1");
            }
        }
    }
}
