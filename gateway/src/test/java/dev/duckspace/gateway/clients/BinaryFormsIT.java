package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Values of every type in both formats, asked of PostgreSQL 15 and of Duckspace: the same bytes.
 */
class BinaryFormsIT {
    /** An expression a line, which both take. */
    private static final String EXPRESSIONS = "/types/binary-forms.sql";

    @Test
    void every_type_is_sent_in_postgresqls_bytes() throws IOException {
        List<String> differences = new ArrayList<>();
        try (ComparedServers servers = ComparedServers.start();
                WireConnection postgres = WireConnection.connect(servers.postgres());
                WireConnection duckspace = WireConnection.connect(servers.duckspace())) {
            for (String expression : expressions()) {
                for (int format : new int[] {0, 1}) {
                    String expected = value(postgres, expression, format);
                    String answer = value(duckspace, expression, format);
                    if (!answer.equals(expected)) {
                        differences.add(
                                expression + "\n  " + format + ' ' + expected + "\n  " + answer);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<String> expressions() throws IOException {
        try (InputStream stream = BinaryFormsIT.class.getResourceAsStream(EXPRESSIONS)) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .toList();
        }
    }

    private static String value(WireConnection connection, String expression, int format)
            throws IOException {
        connection.send(
                ClientMessages.parse("", "SELECT " + expression, List.of()),
                ClientMessages.bind("", "", List.of(), List.of(), List.of(format)),
                ClientMessages.execute("", 0),
                ClientMessages.sync());
        String answer = "no row";
        for (ServerMessage message : connection.readUntil('Z')) {
            switch (message.type()) {
                case 'D' -> answer = hex(message.values().getFirst());
                case 'E' -> answer = "ERR " + message.fields().get('C');
                default -> {
                    // That it was parsed and bound says nothing of the value.
                }
            }
        }
        return answer;
    }

    private static String hex(byte[] value) {
        return value == null ? "NULL" : HexFormat.of().formatHex(value);
    }
}
