package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemType;
import io.micronaut.http.HttpRequest;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * A problem document (RFC 9457).
 *
 * @param requestId by which the log tells more of it
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record Problem(
        String type, String title, int status, String detail, String instance, String requestId) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemType type, String detail, HttpRequest<?> request) {
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                detail,
                request.getPath(),
                RequestId.of(request));
    }
}
