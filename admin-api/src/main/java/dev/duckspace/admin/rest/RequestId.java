package dev.duckspace.admin.rest;

import io.micronaut.http.HttpRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of one request, by which its answer and its lines in the log are found again. */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    /** Its name in problem documents and in the log. */
    static final String FIELD = "request_id";

    private static final String ATTRIBUTE = "duckspace.request-id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int RANDOM_BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    /** The client's own where it is up to 64 of {@code [A-Za-z0-9._-]}, else a new one. */
    static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class)
                .orElseGet(
                        () -> {
                            String id = chosen(request.getHeaders().get(HEADER));
                            request.setAttribute(ATTRIBUTE, id);
                            return id;
                        });
    }

    private static String chosen(@Nullable String asked) {
        return asked != null && SANE.matcher(asked).matches() ? asked : random();
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
