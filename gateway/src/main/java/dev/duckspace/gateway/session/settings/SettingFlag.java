package dev.duckspace.gateway.session.settings;

/** What is special about a parameter. */
public enum SettingFlag {
    /** Its value is reported by ParameterStatus from the start. */
    REPORT,
    /** Takes a comma-separated list. */
    LIST,
    /** Takes a list of identifiers, each quoted where it needs to be. */
    LIST_QUOTE,
    /** Holds an identifier: cut to 63 bytes. */
    NAME,
    /** Left out of SHOW ALL and pg_settings. */
    NO_SHOW_ALL,
    /** Left alone by RESET ALL. */
    NO_RESET_ALL,
    /** Hidden from everyone but superusers, which no user of a workspace is. */
    SUPERUSER_ONLY,
    /** A file mode, shown in octal. */
    OCTAL,
    /** Shown without its unit. */
    NO_UNIT,
    /** Belongs to the transaction: starts at its default_ counterpart with each one. */
    TRANSACTION,
    /** Made by the user: {@code SET prefix.name}. */
    CUSTOM
}
