package dev.duckspace.gateway.types;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name under which the engine knows an enum that CREATE TYPE has made. It holds PostgreSQL's
 * OIDs of the type, which therefore stay with its columns when the type is renamed or gets other
 * labels, and a number by which the versions of its labels differ.
 *
 * @param text the name itself, an identifier that needs no quotes
 */
public record EnumAlias(int oid, int arrayOid, String text) {
    private static final String PREFIX = "pg_enum_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "(\\d+)_(\\d+)_[0-9a-f]+");

    /** Null for what is no such name. */
    public static @Nullable EnumAlias of(@Nullable String alias) {
        if (alias == null || !alias.startsWith(PREFIX)) {
            return null;
        }
        Matcher form = FORM.matcher(alias);
        return form.matches()
                ? new EnumAlias(
                        Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), alias)
                : null;
    }

    /** A new name for a type of these OIDs. */
    public static EnumAlias fresh(long oid, long arrayOid) {
        String version = Integer.toHexString(ThreadLocalRandom.current().nextInt());
        return new EnumAlias(
                Math.toIntExact(oid),
                Math.toIntExact(arrayOid),
                PREFIX + oid + '_' + arrayOid + '_' + version);
    }

    /** Such names in a text. */
    public static Matcher in(String text) {
        return FORM.matcher(text);
    }

    /** PostgreSQL's type; its name is this one, which whoever shows it knows by its OID. */
    public PgType type() {
        return new PgType(oid, text, text, (short) Integer.BYTES, arrayOid, 0, 'E');
    }
}
