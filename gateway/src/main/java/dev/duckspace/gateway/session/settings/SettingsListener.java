package dev.duckspace.gateway.session.settings;

import dev.duckspace.gateway.protocol.ErrorInfo;

/** Told of what changes in a session's parameters; called on the session's thread. */
public interface SettingsListener {
    SettingsListener NONE = (definition, oldValue, newValue) -> {};

    /**
     * A value has changed: by SET, RESET, or because a transaction's end brought another back. Seed
     * is told at every SET.
     *
     * @param oldValue in the parameter's own unit, without it
     */
    void changed(SettingDefinition definition, String oldValue, String newValue);

    /** PostgreSQL answers this beside the command's result. */
    default void notice(ErrorInfo notice) {}
}
