package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.admin.service.ProblemType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers what our own code refuses. */
@Singleton
final class ProblemHandler implements ExceptionHandler<ProblemException, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // as the interface declares it
    public HttpResponse<?> handle(HttpRequest request, ProblemException exception) {
        return response(request, exception.type(), String.valueOf(exception.getMessage()));
    }

    static MutableHttpResponse<Problem> response(
            HttpRequest<?> request, ProblemType type, String detail) {
        MutableHttpResponse<Problem> response =
                HttpResponse.<Problem>status(HttpStatus.valueOf(type.status()))
                        .body(Problem.of(type, detail, request))
                        .contentType(Problem.MEDIA_TYPE);
        if (type == ProblemType.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"duckspace\"");
        }
        return response;
    }
}
