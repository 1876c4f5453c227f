package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and tokens are shown once, and stand nowhere in clear. */
@SuppressWarnings("NullAway") // a null fails the test as well
class SecretsIT {
    @TempDir Path data;

    private final List<String> secrets = new ArrayList<>(List.of(AdminUnderTest.TOKEN));
    private final List<String> answers = new ArrayList<>();

    @Test
    void no_secret_is_in_the_log_in_later_answers_or_in_any_file() throws Exception {
        List<String> lines;
        try (LogLines log = LogLines.of("dev.duckspace");
                AdminUnderTest admin = AdminUnderTest.start(data, Map.of())) {
            AdminUnderTest.Login login = admin.workspace(admin.project("p"), "mine");
            secrets.add(login.password());
            admin.connect(login).close();
            makeTokens(admin);
            refuse(admin, login);
            reset(admin, login);
            for (String path :
                    List.of("/events", "/tokens", "/projects/p/tokens", login.path(), "/metrics")) {
                answers.add(AdminUnderTest.require(200, admin.get(path)).body());
            }
            lines = log.lines();
        }
        assertThat(secrets).hasSize(7).doesNotHaveDuplicates();
        assertThat(lines).hasSizeGreaterThan(10);
        for (String secret : secrets) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
            assertThat(answers).noneMatch(answer -> answer.contains(secret));
            assertThat(filesWith(secret)).isEmpty();
        }
        assertThat(filesWith("\"p\"").size() + filesWith("mine").size()).isPositive();
    }

    private void makeTokens(AdminUnderTest admin) {
        for (String path : List.of("/tokens", "/projects/p/tokens")) {
            HttpResponse<String> made =
                    AdminUnderTest.require(
                            201, admin.post(path, "{\"name\": \"t\", \"role\": \"read\"}"));
            String token = String.valueOf(AdminUnderTest.json(made).get("token"));
            secrets.add(token);
            admin.send(
                    admin.request("/projects/p")
                            .setHeader("Authorization", "Bearer " + token)
                            .GET());
        }
    }

    private void refuse(AdminUnderTest admin, AdminUnderTest.Login login) {
        String wrongPassword = "typed-by-mistake-4711";
        String wrongToken = "not-a-token-but-secret-0815";
        secrets.add(wrongPassword);
        secrets.add(wrongToken);
        AdminUnderTest.Login wrong =
                new AdminUnderTest.Login(
                        login.project(),
                        login.id(),
                        login.database(),
                        login.username(),
                        wrongPassword);
        assertThatThrownBy(() -> admin.connect(wrong)).isInstanceOf(SQLException.class);
        AdminUnderTest.Login swapped =
                new AdminUnderTest.Login(
                        login.project(), login.id(), login.database(), wrongPassword, "x");
        assertThatThrownBy(() -> admin.connect(swapped)).isInstanceOf(SQLException.class);
        HttpResponse<String> refused =
                admin.send(
                        admin.request("/projects?secret=" + wrongToken)
                                .setHeader("Authorization", "Bearer " + wrongToken)
                                .GET());
        assertThat(refused.statusCode()).isEqualTo(401);
        answers.add(refused.body());
    }

    private void reset(AdminUnderTest admin, AdminUnderTest.Login login) throws SQLException {
        AdminUnderTest.Login renewed =
                AdminUnderTest.login(
                        "p",
                        AdminUnderTest.require(
                                200, admin.post(login.path() + "/credentials/reset", "")));
        secrets.add(renewed.password());
    }

    private List<Path> filesWith(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".so")
                        && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                .contains(wanted)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
