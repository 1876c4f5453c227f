package dev.duckspace.admin.rest;

import dev.duckspace.admin.config.NearestName;
import dev.duckspace.admin.service.ProblemException;
import io.micronaut.http.HttpParameters;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. */
final class Parameters {
    private Parameters() {}

    static void requireKnown(HttpParameters parameters, List<String> known) {
        for (String name : parameters.names()) {
            if (!known.contains(name)) {
                throw ProblemException.invalid(
                        "unknown parameter \"" + name + "\"" + NearestName.hint(name, known));
            }
        }
    }

    static @Nullable Instant instant(HttpParameters parameters, String name) {
        String text = parameters.get(name);
        return text == null ? null : instant(name, text);
    }

    static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(
                    name + " is an instant as 2026-01-31T12:00:00Z (write + as %2B)");
        }
    }

    /** Absence is no. */
    static boolean yesOrNo(String name, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw ProblemException.invalid(name + " is true or false");
        };
    }
}
