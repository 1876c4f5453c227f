package dev.duckspace.gateway.session.settings;

/**
 * A row of pg_settings.
 *
 * @param setting without its unit
 * @param resetValue what RESET returns to, without its unit
 */
public record SettingRow(
        SettingDefinition definition, String setting, SettingSource source, String resetValue) {}
