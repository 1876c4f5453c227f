package dev.duckspace.gateway.session.settings;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL answers when a parameter cannot be set or shown. */
final class SettingErrors {
    private static final String CUSTOM_NAME_DETAIL =
            "Custom parameter names must be two or more simple identifiers separated by dots.";

    private SettingErrors() {}

    static PgException unrecognized(String name) {
        return error(
                SqlState.UNDEFINED_OBJECT,
                "unrecognized configuration parameter \"" + name + "\"",
                null,
                null);
    }

    static PgException invalidCustomName(String name) {
        return error(
                SqlState.INVALID_NAME,
                "invalid configuration parameter name \"" + name + "\"",
                CUSTOM_NAME_DETAIL,
                null);
    }

    static PgException invalid(SettingDefinition definition, String value) {
        return invalid(definition, value, null, null);
    }

    static PgException invalidWithHint(
            SettingDefinition definition, String value, @Nullable String hint) {
        return invalid(definition, value, null, hint);
    }

    static PgException invalidWithDetail(
            SettingDefinition definition, String value, String detail) {
        return invalid(definition, value, detail, null);
    }

    /** A value that PostgreSQL knows and that would be wrong to take here. */
    static PgException notSupported(
            SettingDefinition definition, String value, @Nullable String detail, String hint) {
        return error(
                SqlState.FEATURE_NOT_SUPPORTED, invalidMessage(definition, value), detail, hint);
    }

    static PgException notBoolean(SettingDefinition definition) {
        return error(
                SqlState.INVALID_PARAMETER_VALUE,
                "parameter \"" + definition.name() + "\" requires a Boolean value",
                null,
                null);
    }

    static PgException outOfRange(SettingDefinition definition, String value) {
        String unit = definition.unit() == null ? "" : " " + definition.unit().sqlName();
        String message =
                value
                        + unit
                        + " is outside the valid range for parameter \""
                        + definition.name()
                        + "\" ("
                        + definition.minimum()
                        + " .. "
                        + definition.maximum()
                        + ")";
        return error(SqlState.INVALID_PARAMETER_VALUE, message, null, null);
    }

    static PgException tooManyArguments(String name) {
        return error(
                SqlState.INVALID_PARAMETER_VALUE,
                "SET " + name + " takes only one argument",
                null,
                null);
    }

    static PgException notChangeable(SettingDefinition definition, String how) {
        return error(
                SqlState.CANT_CHANGE_RUNTIME_PARAM,
                "parameter \"" + definition.name() + "\" cannot be " + how,
                null,
                null);
    }

    static PgException permissionDenied(SettingDefinition definition) {
        return error(
                SqlState.INSUFFICIENT_PRIVILEGE,
                "permission denied to set parameter \"" + definition.name() + "\"",
                null,
                null);
    }

    static PgException hidden(SettingDefinition definition) {
        return error(
                SqlState.INSUFFICIENT_PRIVILEGE,
                "must be superuser or have privileges of pg_read_all_settings to examine \""
                        + definition.name()
                        + "\"",
                null,
                null);
    }

    static PgException activeTransaction(String message) {
        return error(SqlState.ACTIVE_SQL_TRANSACTION, message, null, null);
    }

    static PgException error(
            SqlState sqlState, String message, @Nullable String detail, @Nullable String hint) {
        return new PgException(
                ErrorInfo.error(sqlState, message).withDetail(detail).withHint(hint));
    }

    private static PgException invalid(
            SettingDefinition definition,
            String value,
            @Nullable String detail,
            @Nullable String hint) {
        return error(
                SqlState.INVALID_PARAMETER_VALUE, invalidMessage(definition, value), detail, hint);
    }

    private static String invalidMessage(SettingDefinition definition, String value) {
        return "invalid value for parameter \"" + definition.name() + "\": \"" + value + "\"";
    }
}
