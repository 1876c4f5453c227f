package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a server that may be killed at any moment; then {@link IOException} comes out. */
@SuppressWarnings("NullAway") // a null fails the test as well
final class CrashClient {
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile String admin;
    private volatile String token;

    void connect(String newAdmin, @Nullable String newToken) {
        admin = newAdmin;
        if (newToken != null) {
            token = newToken;
        }
    }

    List<Map<?, ?>> list(String path, String field) {
        HttpResponse<String> answer = send("GET", path, null);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        List<Map<?, ?>> maps = new ArrayList<>();
        ((List<?>) json(answer).get(field)).forEach(each -> maps.add((Map<?, ?>) each));
        return maps;
    }

    HttpResponse<String> send(String method, String path, @Nullable String body) {
        try {
            return ask(method, path, body);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    HttpResponse<String> ask(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        return client.send(
                request(path, "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> put(String path, String csv) throws IOException, InterruptedException {
        return client.send(
                request(path, "text/csv").PUT(BodyPublishers.ofString(csv)).build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(admin + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type);
    }

    static HttpResponse<String> require(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + answer.body()).isEqualTo(status);
        return answer;
    }

    static Map<String, Object> json(HttpResponse<String> answer) {
        try {
            return new HashMap<>(
                    JsonMapper.createDefault()
                            .readValue(answer.body(), Argument.mapOf(String.class, Object.class)));
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
