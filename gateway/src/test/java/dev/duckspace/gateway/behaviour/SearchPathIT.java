package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Where bare names are looked for, and where what is made goes. */
class SearchPathIT {
    @Test
    void a_schema_called_as_the_user_comes_first_while_it_is_there() throws IOException {
        try (GatewayUnderTest gateway = GatewayUnderTest.start()) {
            WireTarget target = gateway.workspace();
            try (WireConnection client = WireConnection.connect(target)) {
                client.query("CREATE TABLE t AS SELECT 'public' AS place");
                assertThat(value(client, "SELECT current_schema")).isEqualTo("public");
                client.query("CREATE SCHEMA " + target.user());
                assertThat(value(client, "SELECT current_schema")).isEqualTo(target.user());
                client.query("CREATE TABLE t (id serial, place text)");
                client.query("INSERT INTO t (place) VALUES ('own')");
                assertThat(value(client, "SELECT place FROM t")).isEqualTo("own");
                assertThat(value(client, "SELECT pg_get_serial_sequence('t', 'id')"))
                        .isEqualTo(target.user() + ".t_id_seq");
            }
            try (WireConnection next = WireConnection.connect(target);
                    WireConnection other = WireConnection.connect(target)) {
                assertThat(value(next, "SELECT place FROM t")).isEqualTo("own");
                other.query("DROP SCHEMA " + target.user() + " CASCADE");
                assertThat(value(next, "SELECT place FROM t")).isEqualTo("public");
                assertThat(value(next, "SELECT current_schema")).isEqualTo("public");
                next.query("SET search_path TO none, \"$user\"");
                assertThat(Client.sqlState(next.query("CREATE TABLE lost (a int)")))
                        .isEqualTo("3F000");
            }
        }
    }
}
