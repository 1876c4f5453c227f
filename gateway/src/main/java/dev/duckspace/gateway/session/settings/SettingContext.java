package dev.duckspace.gateway.session.settings;

import dev.duckspace.gateway.protocol.PgException;

/** Who may change a parameter, and when; {@link #sqlName()} is pg_settings.context. */
public enum SettingContext {
    INTERNAL("internal"),
    POSTMASTER("postmaster"),
    SIGHUP("sighup"),
    SUPERUSER_BACKEND("superuser-backend"),
    BACKEND("backend"),
    SUPERUSER("superuser"),
    USER("user");

    private final String sqlName;

    SettingContext(String sqlName) {
        this.sqlName = sqlName;
    }

    public String sqlName() {
        return sqlName;
    }

    /** May a session's user set it now? Errors: 55P02, 42501. */
    void checkSet(SettingDefinition definition) {
        switch (this) {
            case SUPERUSER_BACKEND, BACKEND ->
                    throw SettingErrors.notChangeable(definition, "set after connection start");
            case SUPERUSER -> throw SettingErrors.permissionDenied(definition);
            case USER -> {}
            case INTERNAL, POSTMASTER, SIGHUP -> throw serverOnly(definition);
        }
    }

    /** May the start-up packet set it? Errors: 55P02, 42501. */
    void checkStartup(SettingDefinition definition) {
        if (definition.is(SettingFlag.TRANSACTION)) {
            throw SettingErrors.notChangeable(definition, "changed now");
        }
        switch (this) {
            case SUPERUSER_BACKEND, SUPERUSER -> throw SettingErrors.permissionDenied(definition);
            case BACKEND, USER -> {}
            case INTERNAL, POSTMASTER, SIGHUP -> throw serverOnly(definition);
        }
    }

    private PgException serverOnly(SettingDefinition definition) {
        String how =
                switch (this) {
                    case INTERNAL -> "changed";
                    case POSTMASTER -> "changed without restarting the server";
                    case SIGHUP, SUPERUSER_BACKEND, BACKEND, SUPERUSER, USER -> "changed now";
                };
        return SettingErrors.notChangeable(definition, how);
    }
}
