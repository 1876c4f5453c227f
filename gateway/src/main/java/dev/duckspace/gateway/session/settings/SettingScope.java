package dev.duckspace.gateway.session.settings;

/** How long a SET lasts: the session, or (SET LOCAL) the current transaction. */
public enum SettingScope {
    SESSION,
    LOCAL
}
