package dev.duckspace.gateway.session.settings;

import java.util.List;
import java.util.Optional;

/**
 * The unit that a numeric parameter counts in; the larger and smaller ones that SET understands.
 */
public enum SettingUnit {
    BYTES("B", true, 1),
    KILOBYTES("kB", true, 1024),
    MEGABYTES("MB", true, 1024 * 1024),
    BLOCKS("8kB", true, 8192),
    MILLISECONDS("ms", false, 1_000),
    SECONDS("s", false, 1_000_000),
    MINUTES("min", false, 60_000_000);

    /** In bytes; largest first, as display picks the first that fits. */
    private static final List<Spelling> MEMORY =
            List.of(
                    new Spelling("TB", 1L << 40),
                    new Spelling("GB", 1 << 30),
                    new Spelling("MB", 1 << 20),
                    new Spelling("kB", 1 << 10),
                    new Spelling("B", 1));

    /** In microseconds. */
    private static final List<Spelling> TIME =
            List.of(
                    new Spelling("d", 86_400_000_000L),
                    new Spelling("h", 3_600_000_000L),
                    new Spelling("min", 60_000_000),
                    new Spelling("s", 1_000_000),
                    new Spelling("ms", 1_000),
                    new Spelling("us", 1));

    private final String sqlName;
    private final boolean memory;
    private final double size;

    SettingUnit(String sqlName, boolean memory, double size) {
        this.sqlName = sqlName;
        this.memory = memory;
        this.size = size;
    }

    /** As pg_settings.unit spells it. */
    public String sqlName() {
        return sqlName;
    }

    static Optional<SettingUnit> ofSqlName(String sqlName) {
        for (SettingUnit unit : values()) {
            if (unit.sqlName.equals(sqlName)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    String hint() {
        return memory
                ? "Valid units for this parameter are \"B\", \"kB\", \"MB\", \"GB\", and \"TB\"."
                : "Valid units for this parameter are"
                        + " \"us\", \"ms\", \"s\", \"min\", \"h\", and \"d\".";
    }

    /** In this unit; a fraction is rounded to the next smaller unit. Empty: no such unit. */
    Optional<Double> toBase(double value, String spelled) {
        List<Spelling> spellings = spellings();
        for (int i = 0; i < spellings.size(); i++) {
            if (spellings.get(i).name.equals(spelled)) {
                double converted = value * inThis(spellings.get(i));
                if (i + 1 < spellings.size()) {
                    double smaller = inThis(spellings.get(i + 1));
                    converted = Math.rint(converted / smaller) * smaller;
                }
                return Optional.of(converted);
            }
        }
        return Optional.empty();
    }

    /** With the largest unit that needs no fraction. */
    String display(long value) {
        for (Spelling spelling : spellings()) {
            double factor = inThis(spelling);
            if (factor <= 1.0 || value % (long) factor == 0) {
                return (long) Math.rint(value / factor) + spelling.name;
            }
        }
        throw new AssertionError("the smallest unit divides everything");
    }

    String display(double value) {
        double shown = value;
        String name = sqlName;
        for (Spelling spelling : spellings()) {
            shown = value / inThis(spelling);
            name = spelling.name;
            if (shown > 0 && Math.abs(Math.rint(shown) / shown - 1.0) <= 1e-8) {
                break;
            }
        }
        return SettingNumbers.shortReal(shown) + name;
    }

    private List<Spelling> spellings() {
        return memory ? MEMORY : TIME;
    }

    private double inThis(Spelling spelling) {
        return spelling.size / size;
    }

    private record Spelling(String name, double size) {}
}
