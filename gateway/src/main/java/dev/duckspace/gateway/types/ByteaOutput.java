package dev.duckspace.gateway.types;

/** PostgreSQL's bytea_output. */
public enum ByteaOutput {
    HEX("hex"),
    ESCAPE("escape");

    private final String label;

    ByteaOutput(String label) {
        this.label = label;
    }

    /** As SHOW bytea_output prints it. */
    public String label() {
        return label;
    }
}
