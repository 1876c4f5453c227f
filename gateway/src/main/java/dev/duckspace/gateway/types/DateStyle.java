package dev.duckspace.gateway.types;

/**
 * PostgreSQL's DateStyle: how dates are printed, and which of day and month comes first where an
 * input (or the format) leaves that open.
 */
public record DateStyle(Format format, Order order) {
    public static final DateStyle DEFAULT = new DateStyle(Format.ISO, Order.MDY);

    /** Output format, spelled as PostgreSQL shows it. */
    public enum Format {
        ISO("ISO"),
        SQL("SQL"),
        POSTGRES("Postgres"),
        GERMAN("German");

        private final String label;

        Format(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Order of the fields of an ambiguous date. */
    public enum Order {
        YMD,
        DMY,
        MDY
    }

    /** As SHOW DateStyle prints it: {@code ISO, MDY}. */
    @Override
    public String toString() {
        return format.label() + ", " + order.name();
    }
}
