package dev.duckspace.admin.rest;

import dev.duckspace.admin.config.NearestName;
import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.admin.service.ProblemType;
import dev.duckspace.admin.service.TableUpload;
import dev.duckspace.gateway.workspace.CsvColumn;
import dev.duckspace.gateway.workspace.CsvFormat;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what a request says of the table in its body. */
final class TableBody {
    private static final List<String> PARAMETERS = List.of("columns", "delimiter", "quote", "null");

    private TableBody() {}

    static TableUpload of(HttpRequest<?> request) {
        HttpParameters parameters = request.getParameters();
        for (String name : parameters.names()) {
            if (!PARAMETERS.contains(name)) {
                throw ProblemException.invalid(
                        "unknown parameter \"" + name + "\"" + NearestName.hint(name, PARAMETERS));
            }
            if (parameters.getAll(name).size() > 1) {
                throw ProblemException.invalid(name + " is given twice");
            }
        }
        MediaType type = request.getContentType().orElseThrow(TableBody::unsupported);
        return switch (type.getName()) {
            case "text/csv" -> {
                requireUtf8(type);
                yield new TableUpload.Csv(() -> stream(request), format(parameters));
            }
            case "application/vnd.apache.parquet" -> {
                if (!parameters.names().isEmpty()) {
                    throw ProblemException.invalid(
                            "a Parquet file has names and types of its own: send no parameters");
                }
                yield new TableUpload.Parquet(() -> stream(request));
            }
            default -> throw unsupported();
        };
    }

    private static InputStream stream(HttpRequest<?> request) {
        if (request instanceof ServerHttpRequest<?> streaming) {
            return streaming.byteBody().toInputStream();
        }
        throw new IllegalStateException("a request without a stream");
    }

    private static void requireUtf8(MediaType type) {
        String charset = type.getParameters().get("charset").orElse("utf-8");
        String name = charset.replace("\"", "").toLowerCase(Locale.ROOT);
        if (!name.equals("utf-8") && !name.equals("us-ascii")) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "send CSV in UTF-8, not in " + name);
        }
    }

    private static CsvFormat format(HttpParameters parameters) {
        CsvFormat standard = CsvFormat.STANDARD;
        List<CsvColumn> columns =
                text(parameters, "columns").map(ColumnsParameter::parse).orElse(List.of());
        try {
            return new CsvFormat(
                    columns,
                    text(parameters, "delimiter").orElse(standard.delimiter()),
                    text(parameters, "quote").orElse(standard.quote()),
                    text(parameters, "null").orElse(standard.nullText()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> text(HttpParameters parameters, String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static ProblemException unsupported() {
        return new ProblemException(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "send Content-Type: text/csv, or application/vnd.apache.parquet");
    }
}
