package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. */
final class Parameters {
    private Parameters() {}

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
