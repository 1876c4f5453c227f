package dev.duckspace.gateway.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What an ErrorResponse or NoticeResponse says.
 *
 * @param position 1-based, in characters of the client's own query text; 0 when unknown
 * @param where the context in which the error arose, as PostgreSQL's CONTEXT line
 */
public record ErrorInfo(
        Severity severity,
        SqlState sqlState,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        int position,
        @Nullable String where,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String column,
        @Nullable String constraint) {

    public static ErrorInfo error(SqlState sqlState, String message) {
        return of(Severity.ERROR, sqlState, message);
    }

    public static ErrorInfo fatal(SqlState sqlState, String message) {
        return of(Severity.FATAL, sqlState, message);
    }

    public static ErrorInfo of(Severity severity, SqlState sqlState, String message) {
        return new ErrorInfo(
                severity, sqlState, message, null, null, 0, null, null, null, null, null);
    }

    public ErrorInfo withSeverity(Severity newSeverity) {
        return new ErrorInfo(
                newSeverity,
                sqlState,
                message,
                detail,
                hint,
                position,
                where,
                schema,
                table,
                column,
                constraint);
    }

    public ErrorInfo withMessage(String newMessage) {
        return new ErrorInfo(
                severity,
                sqlState,
                newMessage,
                detail,
                hint,
                position,
                where,
                schema,
                table,
                column,
                constraint);
    }

    public ErrorInfo withDetail(@Nullable String newDetail) {
        return new ErrorInfo(
                severity,
                sqlState,
                message,
                newDetail,
                hint,
                position,
                where,
                schema,
                table,
                column,
                constraint);
    }

    public ErrorInfo withHint(@Nullable String newHint) {
        return new ErrorInfo(
                severity,
                sqlState,
                message,
                detail,
                newHint,
                position,
                where,
                schema,
                table,
                column,
                constraint);
    }

    public ErrorInfo withPosition(int newPosition) {
        return new ErrorInfo(
                severity,
                sqlState,
                message,
                detail,
                hint,
                newPosition,
                where,
                schema,
                table,
                column,
                constraint);
    }

    public ErrorInfo withWhere(@Nullable String newWhere) {
        return new ErrorInfo(
                severity,
                sqlState,
                message,
                detail,
                hint,
                position,
                newWhere,
                schema,
                table,
                column,
                constraint);
    }

    /** The object that a constraint or column error is about (wire fields s, t, c, n). */
    public ErrorInfo withObject(
            @Nullable String newSchema,
            @Nullable String newTable,
            @Nullable String newColumn,
            @Nullable String newConstraint) {
        return new ErrorInfo(
                severity,
                sqlState,
                message,
                detail,
                hint,
                position,
                where,
                newSchema,
                newTable,
                newColumn,
                newConstraint);
    }
}
