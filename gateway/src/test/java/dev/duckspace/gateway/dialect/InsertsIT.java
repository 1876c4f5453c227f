package dev.duckspace.gateway.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.PostgresServer;
import dev.duckspace.gateway.wire.ServerMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Long INSERTs of literals, whose rows are appended, store what PostgreSQL stores, and fail as it
 * fails, with its words and position.
 */
class InsertsIT {
    private static final int ROWS = 60;
    private static final int AT = 40;

    @Test
    void each_literal_is_stored_or_refused_as_postgresql_does_it() throws IOException {
        List<String> others = new ArrayList<>();
        try (GatewayUnderTest gateway = GatewayUnderTest.start();
                ProbeSession postgres = new ProbeSession(PostgresServer.shared().target());
                ProbeSession duckspace = new ProbeSession(gateway.workspace())) {
            for (String setting : List.of("TimeZone = 'Europe/Prague'", "DateStyle = 'ISO, DMY'")) {
                postgres.answer("SET " + setting);
                duckspace.answer("SET " + setting);
            }
            for (Map.Entry<String, List<String>> column : literals().entrySet()) {
                others.addAll(ofColumn(postgres, duckspace, column.getKey(), column.getValue()));
            }
        }
        assertThat(others).isEmpty();
    }

    private static List<String> ofColumn(
            ProbeSession postgres, ProbeSession duckspace, String type, List<String> literals)
            throws IOException {
        List<String> others = new ArrayList<>();
        String table = "CREATE TABLE inserts_it (i int, v %s)".formatted(type);
        assertThat(postgres.answer(table).isError()).as(table).isFalse();
        assertThat(duckspace.answer(table).isError()).as(table).isFalse();
        String stored = "SELECT DISTINCT v::text FROM inserts_it ORDER BY 1";
        for (String literal : literals) {
            String insert = insert(literal);
            Answer expected = postgres.answer(insert, InsertsIT::told);
            Answer answer = duckspace.answer(insert, InsertsIT::told);
            Answer expectedRows = postgres.answer(stored);
            Answer rows = duckspace.answer(stored);
            duckspace.answer("DELETE FROM inserts_it");
            postgres.answer("DELETE FROM inserts_it");
            if (!answer.equals(expected) || !rows.text().equals(expectedRows.text())) {
                others.add(
                        "%s <- %s%n  PostgreSQL %s %s%n  Duckspace  %s %s"
                                .formatted(
                                        type,
                                        literal,
                                        expected.text(),
                                        expectedRows.text(),
                                        answer.text(),
                                        rows.text()));
            }
        }
        postgres.answer("DROP TABLE inserts_it");
        duckspace.answer("DROP TABLE inserts_it");
        return others;
    }

    private static String insert(String literal) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> "(%d,%s)".formatted(i, i == AT ? literal : "NULL"))
                .collect(Collectors.joining(",", "INSERT INTO inserts_it VALUES ", ""));
    }

    /** The tag, or the error's code, words and position. */
    private static Answer told(List<ServerMessage> messages) {
        StringBuilder told = new StringBuilder();
        for (ServerMessage message : messages) {
            if (message.type() == 'C') {
                told.append(new String(message.body(), UTF_8).trim());
            } else if (message.type() == 'E') {
                for (char field : new char[] {'C', 'M', 'D', 'P'}) {
                    told.append(field).append(message.fields().get(field)).append(' ');
                }
            }
        }
        return new Answer(told.toString(), "");
    }

    private static Map<String, List<String>> literals() throws IOException {
        Map<String, List<String>> literals = new LinkedHashMap<>();
        try (InputStream resource = InsertsIT.class.getResourceAsStream("/inserts/literals.tsv");
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(Objects.requireNonNull(resource), UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(
                            line ->
                                    literals.computeIfAbsent(line[0], type -> new ArrayList<>())
                                            .add(unescaped(line[1])));
        }
        return literals;
    }

    private static String unescaped(String text) {
        return text.translateEscapes();
    }
}
