package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * varchar(n), char(n), bit(n) and varbit(n), and varchar and varbit without a length: types of the
 * engine under an alias that is the name PostgreSQL prints, {@code character varying(10)}.
 *
 * <p>{@code char(n)} is stored without the blanks at its end, which count neither in comparisons
 * nor in lengths; they come back when a result is written.
 *
 * @param length in characters or bits; 0 for none
 * @param cut the type through which an explicit cast goes, which cuts off what is too long
 */
public record LengthType(Kind kind, int length, boolean cut) {
    private static final String CUT = "cut ";
    private static final Pattern NAME =
            Pattern.compile(
                    "(cut )?(character varying|character|bit varying|bit)(?:\\((\\d{1,8})\\))?");

    /** What the length is of. */
    @SuppressWarnings("ImmutableEnumChecker") // PgType is a record of values
    public enum Kind {
        VARCHAR("character varying", PgType.VARCHAR, TypeId.VARCHAR),
        CHAR("character", PgType.BPCHAR, TypeId.VARCHAR),
        VARBIT("bit varying", PgType.VARBIT, TypeId.BIT),
        BIT("bit", PgType.BIT, TypeId.BIT);

        private final String words;
        private final PgType type;
        private final TypeId base;

        Kind(String words, PgType type, TypeId base) {
            this.words = words;
            this.type = type;
            this.base = base;
        }

        public PgType type() {
            return type;
        }

        public TypeId base() {
            return base;
        }
    }

    /** Of an alias of the engine's. */
    public static Optional<LengthType> ofAlias(String alias) {
        Matcher name = NAME.matcher(alias);
        return name.matches() ? Optional.of(read(name)) : Optional.empty();
    }

    /** All that are named, quoted, in a statement. */
    public static Set<LengthType> quotedIn(String sql) {
        Set<LengthType> found = new LinkedHashSet<>();
        for (int at = sql.indexOf('"'); at >= 0; at = sql.indexOf('"', at + 1)) {
            Matcher name = NAME.matcher(sql).region(at + 1, sql.length());
            if (name.lookingAt() && name.end() < sql.length() && sql.charAt(name.end()) == '"') {
                found.add(read(name));
            }
        }
        return found;
    }

    /** All that the name of a type holds, such as that of a list or struct. */
    public static Set<LengthType> namedIn(String type) {
        Set<LengthType> found = new LinkedHashSet<>();
        Matcher name = NAME.matcher(type);
        while (name.find()) {
            found.add(read(name));
        }
        return found;
    }

    private static LengthType read(Matcher name) {
        Kind kind =
                Arrays.stream(Kind.values())
                        .filter(each -> each.words.equals(name.group(2)))
                        .findFirst()
                        .orElseThrow();
        String length = name.group(3);
        return new LengthType(
                kind, length == null ? 0 : Integer.parseInt(length), name.group(1) != null);
    }

    public boolean limited() {
        return length > 0;
    }

    /** The other one of a length: that of columns, or that of explicit casts. */
    public LengthType withCut(boolean newCut) {
        return new LengthType(kind, length, newCut);
    }

    public String alias() {
        return (cut ? CUT : "") + sqlName();
    }

    /** As format_type prints it. */
    public String sqlName() {
        return limited() ? kind.words + '(' + length + ')' : kind.words;
    }

    public EngineType.Scalar engineType() {
        return new EngineType.Scalar(kind.base, alias());
    }

    /** As in pg_attribute.atttypmod. */
    public int typmod() {
        if (!limited()) {
            return -1;
        }
        return kind.base == TypeId.VARCHAR ? length + 4 : length;
    }
}
