package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** What PostgreSQL says of values that it cannot read. */
final class InputErrors {
    private InputErrors() {}

    static PgException invalidSyntax(String typeName, String text) {
        return new PgException(
                SqlState.INVALID_TEXT_REPRESENTATION,
                "invalid input syntax for type %s: \"%s\"".formatted(typeName, text));
    }

    static PgException invalidDateTime(String typeName, String text) {
        return new PgException(
                SqlState.INVALID_DATETIME_FORMAT,
                "invalid input syntax for type %s: \"%s\"".formatted(typeName, text));
    }

    /** A number that is a value of some type, but not of this one. */
    static PgException numberOutOfRange(String typeName) {
        return new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, typeName + " out of range");
    }

    static PgException valueTooLong(LengthType type) {
        return new PgException(
                SqlState.STRING_DATA_RIGHT_TRUNCATION, "value too long for type " + type.sqlName());
    }

    static PgException valueOutOfRange(String typeName, String text) {
        return new PgException(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                "value \"%s\" is out of range for type %s".formatted(text, typeName));
    }

    static PgException floatOutOfRange(String typeName, String text) {
        return new PgException(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                "\"%s\" is out of range for type %s".formatted(text, typeName));
    }

    static PgException dateTimeFieldOverflow(String text) {
        return new PgException(
                SqlState.DATETIME_FIELD_OVERFLOW,
                "date/time field value out of range: \"%s\"".formatted(text));
    }

    static PgException dateOrderOverflow(String text) {
        return new PgException(
                dateTimeFieldOverflow(text)
                        .info()
                        .withHint("Perhaps you need a different \"datestyle\" setting."));
    }

    static PgException zoneDisplacementOverflow(String text) {
        return new PgException(
                SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
                "time zone displacement out of range: \"%s\"".formatted(text));
    }

    static PgException zoneNotRecognized(String name) {
        return new PgException(
                SqlState.INVALID_PARAMETER_VALUE,
                "time zone \"%s\" not recognized".formatted(name));
    }

    static PgException intervalFieldOverflow(String text) {
        return new PgException(
                SqlState.INTERVAL_FIELD_OVERFLOW,
                "interval field value out of range: \"%s\"".formatted(text));
    }

    /**
     * @param what {@code date} or {@code timestamp}
     */
    static PgException outOfRange(String what, String text) {
        return new PgException(
                SqlState.DATETIME_FIELD_OVERFLOW, "%s out of range: \"%s\"".formatted(what, text));
    }

    static PgException malformedArray(String text, String detail) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.INVALID_TEXT_REPRESENTATION,
                                "malformed array literal: \"%s\"".formatted(text))
                        .withDetail(detail));
    }

    static PgException insufficientData() {
        return new PgException(SqlState.PROTOCOL_VIOLATION, "insufficient data left in message");
    }

    static PgException invalidBinary(String message) {
        return new PgException(SqlState.INVALID_BINARY_REPRESENTATION, message);
    }
}
