package dev.duckspace.gateway.session.settings;

/** A parameter as SHOW ALL and ParameterStatus name it, and its value as SHOW prints it. */
public record ShownSetting(String name, String value) {}
