package dev.duckspace.gateway.attacks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * @param refusals the SQLSTATEs that may answer it; {@code answered} where an answer is allowed, as
 *     long as it tells nothing
 * @param statement with names in braces for what differs from run to run
 */
record Attack(String name, Set<String> refusals, String statement) {
    static final String ANSWERED = "answered";

    static List<Attack> all() {
        return lines("attacks.tsv")
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(fields -> new Attack(fields[0], Set.of(fields[1].split(",")), fields[2]))
                .toList();
    }

    /** Of a resource that stands beside the attacks. */
    static Stream<String> lines(String resource) {
        try (InputStream in =
                Objects.requireNonNull(Attack.class.getResourceAsStream("/attacks/" + resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String filled(Map<String, String> names) {
        String filled = statement;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace('{' + name.getKey() + '}', name.getValue());
        }
        return filled;
    }
}
