package dev.duckspace.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "123", "my-project_9", "-", "branch", "a_branches"})
    void project_ids_of_the_alphabet_pass(String id) {
        assertThatCode(() -> Identifiers.requireProjectId(id)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "a/b", "..", "a.b", "\u00e4", "a\n"})
    void project_ids_outside_the_alphabet_are_refused(String id) {
        assertThatThrownBy(() -> Identifiers.requireProjectId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 64 of a-z, 0-9, _ and -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_branch_b", "a_branch", "_branch_"})
    void a_project_id_that_could_name_the_directory_of_a_branch_is_refused(String id) {
        assertThatThrownBy(() -> Identifiers.requireProjectId(id)).hasMessageContaining("_branch");
    }

    @Test
    void a_project_id_of_65_characters_is_refused() {
        assertThatThrownBy(() -> Identifiers.requireProjectId("a".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_of_a_workspace_follow_from_its_id() {
        String id = Identifiers.newWorkspaceId();

        assertThat(id).matches("ws_[0-9a-f]{12}");
        assertThat(Identifiers.database(id)).isEqualTo("workspace_" + id);
        String username = Identifiers.newUsername(id);
        assertThat(username).matches("ws_" + id + "_[a-z0-9]{6}");
        assertThat(username.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(63);
    }

    @Test
    void event_ids_sort_by_time() {
        Instant at = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(Identifiers.newEventId(at))
                .isLessThan(Identifiers.newEventId(at.plusNanos(1_000)));
    }

    @Test
    void secrets_stay_out_of_texts() {
        Credential credential =
                new Credential("ws_000000000001", "u", "SCRAM-SHA-256$secret", Instant.EPOCH);
        AccessToken token =
                new AccessToken(
                        "tk",
                        null,
                        "n",
                        TokenRole.ADMIN,
                        "a".repeat(64),
                        Instant.EPOCH,
                        null,
                        null);
        MetadataConfig config =
                new MetadataConfig.PostgreSql(
                        "jdbc:postgresql://h/d?password=secret", "u", "secret");

        assertThat(credential.toString()).doesNotContain("secret");
        assertThat(token.toString()).doesNotContain("aaaa");
        assertThat(config.toString()).doesNotContain("secret");
    }
}
