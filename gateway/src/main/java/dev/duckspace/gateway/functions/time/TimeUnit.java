package dev.duckspace.gateway.functions.time;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of a date or time, by the names that EXTRACT and date_trunc take. */
public enum TimeUnit {
    MICROSECONDS("us usec usecs useconds microsecon"),
    MILLISECONDS("ms msec msecs mseconds millisecon"),
    SECOND("s sec secs second seconds"),
    MINUTE("m min mins minute minutes"),
    HOUR("h hr hrs hour hours"),
    DAY("d day days"),
    WEEK("w week weeks"),
    MONTH("mon mons month months"),
    QUARTER("qtr quarter"),
    YEAR("y yr yrs year years"),
    DECADE("dec decs decade decades"),
    CENTURY("c cent century centuries"),
    MILLENNIUM("mil mils millennium millennia"),
    EPOCH("epoch"),
    JULIAN("j jd julian"),
    DOW("dow"),
    ISODOW("isodow"),
    DOY("doy"),
    ISOYEAR("isoyear"),
    TIMEZONE("timezone"),
    TIMEZONE_HOUR("timezone_h"),
    TIMEZONE_MINUTE("timezone_m");

    /** Longer names are cut off, as in PostgreSQL. */
    private static final int NAME_LENGTH = 10;

    private static final Map<String, TimeUnit> BY_NAME = new HashMap<>();

    static {
        for (TimeUnit unit : values()) {
            for (String name : unit.names.split(" ", -1)) {
                BY_NAME.put(name, unit);
            }
        }
    }

    /** With blanks between them. */
    private final String names;

    TimeUnit(String names) {
        this.names = names;
    }

    /** Null for no such unit. */
    public static @Nullable TimeUnit of(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        return BY_NAME.get(name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name);
    }

    /** As messages spell what was written. */
    static String shown(String written) {
        return written.toLowerCase(Locale.ROOT);
    }
}
