package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemType;
import dev.duckspace.metadata.MetadataException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what nobody foresaw: the log gets the cause, the caller nothing of the inside. */
@Singleton
final class UnexpectedErrorHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrorHandler.class);

    @Override
    @SuppressWarnings("rawtypes") // as the interface declares it
    public HttpResponse<?> handle(HttpRequest request, Throwable thrown) {
        if (thrown instanceof MetadataException metadata) {
            return metadata(request, metadata);
        }
        LOG.error("{} {} failed", request.getMethodName(), request.getPath(), thrown);
        return ProblemHandler.response(
                request, ProblemType.INTERNAL, "the server's log says more; try again later");
    }

    private static HttpResponse<?> metadata(HttpRequest<?> request, MetadataException thrown) {
        return switch (thrown.problem()) {
            case DUPLICATE, CONFLICT ->
                    ProblemHandler.response(
                            request,
                            ProblemType.CONFLICT,
                            "another request changed the same thing at the same time; try again");
            case SCHEMA, UNAVAILABLE -> {
                LOG.error("{} {} failed", request.getMethodName(), request.getPath(), thrown);
                yield ProblemHandler.response(
                        request,
                        ProblemType.UNAVAILABLE,
                        "the metadata database does not answer; try again later");
            }
        };
    }
}
