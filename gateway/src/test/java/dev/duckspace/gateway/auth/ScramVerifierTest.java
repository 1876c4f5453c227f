package dev.duckspace.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ScramVerifierTest {
    private static final String PENCIL =
            "SCRAM-SHA-256$4096:LmIgDQdVrWZ7VBe64HmmpQ=="
                    + "$PrDcCZUUr0dzB4YqDDiGhIKmLAMrpXE1eUGGwtfj2xM="
                    + ":OMWq2eQGMZSvaS7NVzJOE1DjAkxr2/yqdgytvd/QhHE=";

    static Stream<String> storedByPostgresql() throws Exception {
        try (InputStream resource =
                ScramVerifierTest.class.getResourceAsStream("postgresql-verifiers.txt")) {
            return new String(
                            Objects.requireNonNull(resource).readAllBytes(),
                            StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("storedByPostgresql")
    void passwords_of_all_sorts_give_the_verifier_that_postgresql_gives(String line) {
        String[] parts = line.split(" ");
        String password = new String(HexFormat.of().parseHex(parts[0]), StandardCharsets.UTF_8);
        ScramVerifier expected = ScramVerifier.parse(parts[1]);
        ScramVerifier actual =
                ScramVerifier.create(password, expected.salt(), expected.iterations());
        assertThat(actual.format()).isEqualTo(parts[1]);
    }

    @Test
    void a_stored_form_is_read_and_written_unchanged() {
        ScramVerifier verifier = ScramVerifier.parse(PENCIL);
        assertThat(verifier.iterations()).isEqualTo(4096);
        assertThat(verifier.salt()).hasSize(16);
        assertThat(verifier.format()).isEqualTo(PENCIL);
    }

    @Test
    void the_same_password_is_salted_anew_each_time() {
        SecureRandom random = new SecureRandom();
        String first = ScramVerifier.create("secret", random).format();
        assertThat(first).startsWith("SCRAM-SHA-256$4096:");
        assertThat(ScramVerifier.create("secret", random).format()).isNotEqualTo(first);
    }

    @Test
    void what_is_no_verifier_is_refused_without_repeating_it() {
        String[] others = {
            "",
            "secret",
            "md5d41d8cd98f00b204e9800998ecf8427e",
            PENCIL + "x",
            PENCIL.replace("SHA-256", "SHA-1"),
            PENCIL.replace("4096", "0"),
            PENCIL.replace("4096", "99999999"),
            PENCIL.replace("PrDc", ""),
            PENCIL.replace("PrDc", "!!!!"),
        };
        for (String other : others) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ScramVerifier.parse(other))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("cCZUUr0d"));
        }
    }

    @Test
    void an_empty_password_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScramVerifier.create("", new SecureRandom()));
    }

    @Test
    void a_mock_looks_like_a_stored_one_and_is_the_same_for_the_same_name() {
        byte[] secret = new byte[32];
        ScramVerifier mock = ScramVerifier.mock(secret, "nobody");
        assertThat(mock.iterations()).isEqualTo(ScramVerifier.ITERATIONS_DEFAULT);
        assertThat(mock.salt()).hasSize(16);
        assertThat(mock.format())
                .isEqualTo(ScramVerifier.mock(secret, "nobody").format())
                .isNotEqualTo(ScramVerifier.mock(secret, "nobody2").format())
                .isNotEqualTo(ScramVerifier.mock(new byte[] {1}, "nobody").format());
    }

    @Test
    void its_text_in_a_log_shows_no_key() {
        assertThat(ScramVerifier.parse(PENCIL)).hasToString("ScramVerifier[iterations=4096]");
    }
}
