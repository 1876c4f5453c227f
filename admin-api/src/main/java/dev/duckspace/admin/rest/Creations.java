package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.Completion;
import dev.duckspace.admin.service.IdempotencyKeys;
import dev.duckspace.admin.service.IdempotencyKeys.Claim;
import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.metadata.IdempotentAnswer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers creates with 201 and a Location; one that is repeated with its Idempotency-Key gets the
 * first answer again, without its secrets. A key belongs to a token and a path.
 */
@Singleton
final class Creations {
    static final String KEY_HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");

    private final IdempotencyKeys keys;
    private final JsonMapper json;

    Creations(IdempotencyKeys keys, JsonMapper json) {
        this.keys = keys;
        this.json = json;
    }

    <C, J> HttpResponse<J> answer(HttpRequest<?> request, byte[] body, Creation<C, J> creation) {
        String key = key(request);
        if (key == null) {
            return created(creation, creation.work().apply(Completion.none()));
        }
        String scope = BearerFilter.token(request).id() + " POST " + request.getPath();
        try (Claim claim = keys.claim(scope, key, body)) {
            Optional<IdempotentAnswer> first = claim.first();
            return first.isPresent()
                    ? repeated(creation, first.get())
                    : created(creation, creation.work().apply(keeping(claim, creation)));
        }
    }

    private static @Nullable String key(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(KEY_HEADER);
        if (headers.isEmpty()) {
            return null;
        }
        if (headers.size() > 1 || !KEY.matcher(headers.getFirst()).matches()) {
            throw ProblemException.invalid(
                    "one header Idempotency-Key with 1 to 255 printable ASCII characters is taken");
        }
        return headers.getFirst();
    }

    private <C, J> Completion<C> keeping(Claim claim, Creation<C, J> creation) {
        return (tx, created) ->
                claim.keep(
                        tx,
                        creation.location().apply(created).toString(),
                        text(creation.repeated().apply(created)));
    }

    private <J> String text(J answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <C, J> HttpResponse<J> created(Creation<C, J> creation, C created) {
        return HttpResponse.created(
                creation.answer().apply(created), creation.location().apply(created));
    }

    private <C, J> HttpResponse<J> repeated(Creation<C, J> creation, IdempotentAnswer first) {
        try {
            J answer = json.readValue(first.answer(), creation.type());
            return HttpResponse.created(answer, URI.create(first.location()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
