package dev.duckspace.gateway.functions.format;

import java.util.List;

/** English names, which are those of the locale C. */
final class Names {
    static final List<String> MONTHS =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");

    /** From Sunday. */
    static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

    static final List<String> SHORT_MONTHS = shortened(MONTHS);
    static final List<String> SHORT_DAYS = shortened(DAYS);

    /** From December. */
    static final List<String> ROMAN_MONTHS =
            List.of("XII", "XI", "X", "IX", "VIII", "VII", "VI", "V", "IV", "III", "II", "I");

    private Names() {}

    private static List<String> shortened(List<String> names) {
        return names.stream().map(name -> name.substring(0, 3)).toList();
    }
}
