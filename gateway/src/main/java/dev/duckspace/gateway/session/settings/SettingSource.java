package dev.duckspace.gateway.session.settings;

/** Where a value comes from; {@link #sqlName()} is pg_settings.source. */
public enum SettingSource {
    DEFAULT("default"),
    CLIENT("client"),
    SESSION("session");

    private final String sqlName;

    SettingSource(String sqlName) {
        this.sqlName = sqlName;
    }

    public String sqlName() {
        return sqlName;
    }
}
