package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/**
 * The API's description, {@code /openapi.yaml}, and a page to browse it, {@code /docs}, which loads
 * nothing from elsewhere. Both need no token: they hold nothing of anybody's.
 */
@Controller
@ExecuteOn(TaskExecutors.IO)
final class DocsController {
    /** What the page may do is listed; its script adds styles to elements, hence unsafe-inline. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/5.17.14/";
    private static final String OURS = "/dev/duckspace/admin/rest/docs/";

    /** A file of the page: where it lies and what it is. */
    private record Asset(String resource, String mediaType) {}

    private static final Asset PAGE = new Asset(OURS + "index.html", "text/html; charset=utf-8");

    private static final Map<String, Asset> ASSETS =
            Map.of(
                    "page.css",
                    new Asset(OURS + "page.css", "text/css; charset=utf-8"),
                    "page.js",
                    new Asset(OURS + "page.js", "text/javascript; charset=utf-8"),
                    "swagger-ui.css",
                    new Asset(LIBRARY + "swagger-ui.css", "text/css; charset=utf-8"),
                    "swagger-ui-bundle.js",
                    new Asset(LIBRARY + "swagger-ui-bundle.js", "text/javascript; charset=utf-8"));

    private final OpenApiDocument document;

    DocsController(OpenApiDocument document) {
        this.document = document;
    }

    /** This description. */
    @Open
    @Get(uri = "/openapi.yaml", produces = "application/yaml")
    @ApiResponse(
            responseCode = "200",
            description = "An OpenAPI 3 document",
            content = @Content(mediaType = "application/yaml", schema = @Schema(type = "string")))
    HttpResponse<String> openApi() {
        return guarded(HttpResponse.ok(document.yaml()));
    }

    /** A page to read the description and to try it out. */
    @Open
    @Get(uri = "/docs", produces = "text/html; charset=utf-8")
    @ApiResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(mediaType = "text/html", schema = @Schema(type = "string")))
    HttpResponse<byte[]> page() {
        return answer(PAGE);
    }

    /** A file of the page. */
    @Open
    @Get("/docs/{file}")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = "*/*",
                            schema = @Schema(type = "string", format = "binary")))
    HttpResponse<byte[]> asset(@PathVariable String file) {
        Asset asset = ASSETS.get(file);
        if (asset == null) {
            throw ProblemException.notFound("the page has no file of this name");
        }
        return answer(asset);
    }

    private static HttpResponse<byte[]> answer(Asset asset) {
        return guarded(HttpResponse.ok(bytes(asset.resource())))
                .contentType(asset.mediaType())
                .header("Cache-Control", "no-cache");
    }

    private static <T> MutableHttpResponse<T> guarded(MutableHttpResponse<T> response) {
        return response.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = DocsController.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
