package dev.duckspace.gateway.clients;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The users' objects of a database: puts what they are in place of their OIDs. */
record ObjectNames(Map<String, String> byOid) {
    static final String QUESTION =
            """
            select oid, 'class ' || relname from pg_class where oid >= 16384
            union all select oid, 'type ' || typname from pg_type where oid >= 16384
            union all select oid, 'schema ' || nspname from pg_namespace where oid >= 16384
            union all select oid, 'constraint ' || conname from pg_constraint where oid >= 16384
            union all select d.oid, 'default ' || c.relname || '.' || d.adnum
                from pg_attrdef d join pg_class c on c.oid = d.adrelid
            union all select r.oid, 'rule of ' || c.relname
                from pg_rewrite r join pg_class c on c.oid = r.ev_class where r.oid >= 16384
            union all select oid, 'label ' || enumlabel from pg_enum
            union all select oid, 'database ' || datname from pg_database where oid >= 16384
            union all select oid, 'role ' || rolname from pg_roles where oid >= 16384
            """;

    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])\\d{5,10}(?![\\d.])");

    String in(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.replaceAll(
                found -> {
                    String name = byOid.get(found.group());
                    return Matcher.quoteReplacement(
                            name == null ? found.group() : "<" + name + ">");
                });
    }
}
