package dev.duckspace.gateway.session.settings;

/** What a parameter's value is; {@link #sqlName()} is pg_settings.vartype. */
public enum SettingType {
    BOOL("bool"),
    INTEGER("integer"),
    REAL("real"),
    STRING("string"),
    ENUM("enum");

    private final String sqlName;

    SettingType(String sqlName) {
        this.sqlName = sqlName;
    }

    public String sqlName() {
        return sqlName;
    }
}
