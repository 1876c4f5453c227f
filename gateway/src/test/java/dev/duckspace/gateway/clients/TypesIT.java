package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL's types: statements one after the other, with the types and values that PostgreSQL 15
 * gave, or its SQLSTATE.
 */
class TypesIT {
    /** Statement, types of the result's columns or OK or ERR and a SQLSTATE, rows. */
    private static final String RECORDED = "/types/postgres-types.tsv";

    @Test
    void values_and_types_are_postgresqls() throws IOException {
        List<String> differences = new ArrayList<>();
        try (GatewayUnderTest gateway = GatewayUnderTest.start();
                WireConnection connection = WireConnection.connect(gateway.workspace())) {
            for (String line : recorded()) {
                String[] fields = line.split("\t", -1);
                String answer = answer(connection.query(fields[0]));
                String expected = fields[1] + '\t' + fields[2];
                if (!answer.equals(expected)) {
                    differences.add(fields[0] + "\n  " + expected + "\n  " + answer);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<String> recorded() throws IOException {
        try (InputStream stream = TypesIT.class.getResourceAsStream(RECORDED)) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static String answer(List<ServerMessage> messages) {
        String types = "OK";
        List<String> rows = new ArrayList<>();
        for (ServerMessage message : messages) {
            switch (message.type()) {
                case 'T' -> types = types(ByteBuffer.wrap(message.body()));
                case 'D' -> rows.add(row(message));
                case 'E' -> {
                    return "ERR " + message.fields().get('C') + '\t';
                }
                default -> {
                    // Tags and states say nothing of values.
                }
            }
        }
        String text = String.join(" ; ", rows);
        return types + '\t' + text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String types(ByteBuffer body) {
        List<String> types = new ArrayList<>();
        int count = body.getShort();
        for (int i = 0; i < count; i++) {
            while (body.get() != 0) {
                // past the name
            }
            body.position(body.position() + Integer.BYTES + Short.BYTES);
            types.add(Integer.toString(body.getInt()));
            body.position(body.position() + 2 * Short.BYTES + Integer.BYTES);
        }
        return String.join(",", types);
    }

    private static String row(ServerMessage message) {
        List<String> values = new ArrayList<>();
        for (byte[] value : message.values()) {
            values.add(value == null ? "NULL" : new String(value, StandardCharsets.UTF_8));
        }
        return String.join("|", values);
    }
}
