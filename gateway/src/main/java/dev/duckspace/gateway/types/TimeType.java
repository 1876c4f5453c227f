package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.TypeId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times, timestamps and intervals of a precision, and intervals of some fields: types of the engine
 * under an alias that is the name PostgreSQL prints, {@code timestamp(3) with time zone}.
 *
 * @param fields of an interval; null for all
 * @param decimals of a second; {@link #ANY} for as many as there are
 */
public record TimeType(Kind kind, @Nullable IntervalFields fields, int decimals) {
    public static final int ANY = -1;

    /** What an interval's modifier has in place of fields, and of a precision. */
    private static final int ALL_FIELDS = 0x7FFF;

    private static final int FULL_PRECISION = 0xFFFF;
    private static final int FIELDS_SHIFT = 16;

    private static final int MOST_DECIMALS = 6;

    private static final Map<String, Optional<TimeType>> BY_ALIAS = new ConcurrentHashMap<>();

    private static final Pattern NAME =
            Pattern.compile(
                    "(?:(timestamp|time)\\(([0-6])\\) (with|without) time zone"
                            + "|interval((?: (?:year|month|day|hour|minute|second))?"
                            + "(?: to (?:month|hour|minute|second))?)(?:\\(([0-6])\\))?)");

    /** What the precision is of. */
    @SuppressWarnings("ImmutableEnumChecker") // PgType is a record of values
    public enum Kind {
        TIME("time", " without time zone", PgType.TIME, TypeId.TIME),
        TIMETZ("time", " with time zone", PgType.TIMETZ, TypeId.TIMETZ),
        TIMESTAMP("timestamp", " without time zone", PgType.TIMESTAMP, TypeId.TIMESTAMP),
        TIMESTAMPTZ("timestamp", " with time zone", PgType.TIMESTAMPTZ, TypeId.TIMESTAMPTZ),
        INTERVAL("interval", "", PgType.INTERVAL, TypeId.INTERVAL);

        private final String word;
        private final String behind;
        private final PgType type;
        private final TypeId base;

        Kind(String word, String behind, PgType type, TypeId base) {
            this.word = word;
            this.behind = behind;
            this.type = type;
            this.base = base;
        }

        public PgType type() {
            return type;
        }

        public EngineType base() {
            return new EngineType.Scalar(base);
        }

        private static Kind of(String word, String behind) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(word) && each.behind.equals(behind))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Of an alias of the engine's. */
    public static Optional<TimeType> ofAlias(String alias) {
        Matcher name = NAME.matcher(alias);
        return name.matches() && !alias.equals(Kind.INTERVAL.word)
                ? Optional.of(read(name))
                : Optional.empty();
    }

    /** All that the name of a type holds, such as that of a list or struct. */
    public static Set<TimeType> namedIn(String type) {
        Set<TimeType> found = new LinkedHashSet<>();
        Matcher name = NAME.matcher(type);
        while (name.find()) {
            ofAlias(name.group()).ifPresent(found::add);
        }
        return found;
    }

    /** All that are named, quoted, in a statement. */
    public static Set<TimeType> quotedIn(String sql) {
        Set<TimeType> found = new LinkedHashSet<>();
        for (int at = sql.indexOf('"'); at >= 0; at = sql.indexOf('"', at + 1)) {
            if (!sql.startsWith("time", at + 1) && !sql.startsWith("interval", at + 1)) {
                continue;
            }
            int end = sql.indexOf('"', at + 1);
            if (end > at) {
                ofAlias(sql.substring(at + 1, end)).ifPresent(found::add);
            }
        }
        return found;
    }

    private static TimeType read(Matcher name) {
        if (name.group(1) != null) {
            String behind = ' ' + name.group(3) + " time zone";
            return new TimeType(
                    Kind.of(name.group(1), behind), null, Integer.parseInt(name.group(2)));
        }
        String words = name.group(4).strip();
        String decimals = name.group(5);
        return new TimeType(
                Kind.INTERVAL,
                words.isEmpty()
                        ? null
                        : IntervalFields.valueOf(
                                words.replace(" to ", "_").toUpperCase(Locale.ROOT)),
                decimals == null ? ANY : Integer.parseInt(decimals));
    }

    /** As format_type prints it. */
    public String sqlName() {
        String named =
                fields == null
                        ? ""
                        : ' ' + fields.name().toLowerCase(Locale.ROOT).replace("_", " to ");
        return kind.word
                + named
                + (decimals == ANY ? "" : "(" + decimals + ')')
                + (kind == Kind.INTERVAL ? "" : kind.behind);
    }

    public EngineType.Scalar engineType() {
        return new EngineType.Scalar(kind.base, sqlName());
    }

    /** As in pg_attribute.atttypmod. */
    public int typmod() {
        if (kind != Kind.INTERVAL) {
            return decimals;
        }
        int range = fields == null ? ALL_FIELDS : fields.bits();
        return range << FIELDS_SHIFT | (decimals == ANY ? FULL_PRECISION : decimals);
    }

    /** Of a modifier that is none of -1. */
    public static Optional<TimeType> of(PgType type, int typmod) {
        for (Kind kind : Kind.values()) {
            if (kind.type.oid() == type.oid() && typmod >= 0) {
                return Optional.of(
                        kind == Kind.INTERVAL
                                ? interval(typmod)
                                : new TimeType(kind, null, typmod));
            }
        }
        return Optional.empty();
    }

    private static TimeType interval(int typmod) {
        int range = typmod >> FIELDS_SHIFT & ALL_FIELDS;
        int precision = typmod & FULL_PRECISION;
        return new TimeType(
                Kind.INTERVAL,
                Arrays.stream(IntervalFields.values())
                        .filter(each -> each.bits() == range)
                        .findFirst()
                        .orElse(null),
                precision == FULL_PRECISION ? ANY : precision);
    }

    /** A value as a column of this type keeps it: rounded, and without the other fields. */
    public EngineValue fit(EngineValue value) {
        return switch (value) {
            case EngineValue.Interval interval -> interval(interval);
            case EngineValue.TimeTz(long micros, int offset) ->
                    new EngineValue.TimeTz(rounded(micros), offset);
            case EngineValue.Time(long micros) -> new EngineValue.Time(rounded(micros));
            case EngineValue.Timestamp(long micros) -> new EngineValue.Timestamp(rounded(micros));
            case EngineValue.TimestampTz(long micros) ->
                    new EngineValue.TimestampTz(rounded(micros));
            default -> value;
        };
    }

    private EngineValue.Interval interval(EngineValue.Interval value) {
        EngineValue.Interval cut = fields == null ? value : fields.cut(value);
        return decimals == ANY
                ? cut
                : new EngineValue.Interval(cut.months(), cut.days(), rounded(cut.micros()));
    }

    /** Microseconds to so many decimals of a second; infinite ones stay so. */
    public long rounded(long micros) {
        boolean infinite = micros == Long.MAX_VALUE || micros == -Long.MAX_VALUE;
        return infinite ? micros : rounded(micros, decimals);
    }

    /** Half away from zero. */
    public static long rounded(long micros, int decimals) {
        long unit = (long) Math.pow(10, MOST_DECIMALS - decimals);
        if (unit == 1) {
            return micros;
        }
        long half = unit / 2;
        return micros >= 0 ? (micros + half) / unit * unit : -((-micros + half) / unit * unit);
    }

    /** A value as a column of the engine's type keeps it. */
    static EngineValue fit(String alias, EngineValue value) {
        return switch (value) {
            case EngineValue.Interval _,
                    EngineValue.TimeTz _,
                    EngineValue.Time _,
                    EngineValue.Timestamp _,
                    EngineValue.TimestampTz _ ->
                    BY_ALIAS.computeIfAbsent(alias, TimeType::ofAlias)
                            .map(type -> type.fit(value))
                            .orElse(value);
            default -> value;
        };
    }
}
