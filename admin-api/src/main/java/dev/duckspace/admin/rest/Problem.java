package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemType;
import io.micronaut.serde.annotation.Serdeable;

/** A problem document (RFC 9457). */
@Serdeable
record Problem(String type, String title, int status, String detail, String instance) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemType type, String detail, String instance) {
        return new Problem(type.uri(), type.title(), type.status(), detail, instance);
    }
}
