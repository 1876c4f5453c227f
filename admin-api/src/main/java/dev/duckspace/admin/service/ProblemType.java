package dev.duckspace.admin.service;

import java.util.Locale;

/** Every way in which a request can fail, with its HTTP status; the name is part of the API. */
public enum ProblemType {
    MALFORMED(400, "The request cannot be read"),
    UNAUTHORIZED(401, "A valid bearer token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "No answer in a format that is accepted"),
    NAME_TAKEN(409, "The name is taken"),
    NOT_EMPTY(409, "Something is still inside"),
    LIMIT_REACHED(409, "A limit is reached"),
    PROJECT_TABLE(409, "A table of the project is only read here"),
    IN_USE(409, "Something else needs it"),
    STILL_NEEDED(409, "It is still needed"),
    CONFLICT(409, "Somebody else was first"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
    INVALID(422, "A value is not allowed"),
    UNAVAILABLE(503, "The service is not available now"),
    INTERNAL(500, "Something went wrong in the server");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The {@code type} member of the problem document. */
    public String uri() {
        return "urn:duckspace:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
