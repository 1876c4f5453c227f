package dev.duckspace.gateway.types.json;

/** The kinds of JSON values, as json_typeof names them. */
public enum JsonKind {
    NULL("null"),
    STRING("string"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    ARRAY("array"),
    OBJECT("object");

    private final String label;

    JsonKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
