package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemType;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Arrays;

/** Turns what the framework itself refuses (404, 405, 413, 415, ...) into problem documents. */
@Singleton
final class FrameworkProblems implements ErrorResponseProcessor<Problem> {

    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = HttpStatus.valueOf(response.code());
        ProblemType type = type(status);
        return response.status(status)
                .body(Problem.of(type, detail(type, context), context.getRequest()))
                .contentType(Problem.MEDIA_TYPE);
    }

    private static ProblemType type(HttpStatus status) {
        return Arrays.stream(ProblemType.values())
                .filter(t -> t.status() == status.getCode())
                .findFirst()
                .orElse(status.getCode() < 500 ? ProblemType.MALFORMED : ProblemType.INTERNAL);
    }

    private static String detail(ProblemType type, ErrorContext context) {
        return switch (type) {
            case NOT_FOUND -> "nothing is at this path";
            case UNSUPPORTED_MEDIA_TYPE -> "send Content-Type: application/json";
            case TOO_LARGE ->
                    "a request's body has at most "
                            + AdminServer.REQUEST_BYTES_MAX
                            + " bytes, a table's apart";
            case INTERNAL -> "the server's log says more; try again later";
            default ->
                    context.getErrors().stream()
                            .findFirst()
                            .map(Error::getMessage)
                            .orElse(type.title());
        };
    }
}
