package dev.duckspace.gateway.wire;

/** Where a wire client connects to, and which of a script's marked lines hold there. */
public record WireTarget(
        Kind kind,
        String host,
        int port,
        String database,
        String user,
        String password,
        boolean tls) {

    /** The mark in scripts is the lower-case name in brackets. */
    public enum Kind {
        POSTGRES("[postgres]"),
        DUCKSPACE("[duckspace]");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }

        public String mark() {
            return mark;
        }
    }

    public WireTarget withTls(boolean newTls) {
        return new WireTarget(kind, host, port, database, user, password, newTls);
    }
}
