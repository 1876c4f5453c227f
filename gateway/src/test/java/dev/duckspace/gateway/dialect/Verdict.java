package dev.duckspace.gateway.dialect;

import java.util.Locale;

/** How the gateway's answer stands to PostgreSQL's. */
enum Verdict {
    /** Values, types and labels, or the SQLSTATE, are PostgreSQL's. */
    SAME,
    /** As {@link #SAME}, but the values are the server's own or the moment's. */
    VARIES,
    /** PostgreSQL does it, and the gateway says that it cannot: 0A000. */
    REFUSED,
    /** Both refuse, with another SQLSTATE. */
    STATE,
    /** The values are PostgreSQL's, a type or label is not. */
    TYPE,
    /** PostgreSQL does it, the gateway gives an error. */
    ERROR,
    /** PostgreSQL gives an error, the gateway an answer. */
    EXTRA,
    /** The values are not PostgreSQL's. */
    VALUE;

    static Verdict of(Answer postgres, Answer gateway, boolean varies) {
        if (gateway.isError() || postgres.isError()) {
            return ofErrors(postgres, gateway);
        }
        if (!varies && !gateway.text().equals(postgres.text())) {
            return VALUE;
        }
        if (!gateway.columns().equals(postgres.columns())) {
            return TYPE;
        }
        return varies ? VARIES : SAME;
    }

    private static Verdict ofErrors(Answer postgres, Answer gateway) {
        if (!gateway.isError()) {
            return EXTRA;
        }
        if (gateway.text().equals(postgres.text())) {
            return SAME;
        }
        if (postgres.isError()) {
            return STATE;
        }
        return gateway.isRefusal() ? REFUSED : ERROR;
    }

    static Verdict named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
