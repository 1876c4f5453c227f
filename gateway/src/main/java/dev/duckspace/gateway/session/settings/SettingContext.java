package dev.duckspace.gateway.session.settings;

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
}
