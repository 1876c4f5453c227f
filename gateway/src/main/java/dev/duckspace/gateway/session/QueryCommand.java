package dev.duckspace.gateway.session;

import dev.duckspace.gateway.sql.Leading;
import dev.duckspace.gateway.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What kind of statement is counted: few, so that metrics stay few. */
enum QueryCommand {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    TRUNCATE,
    COPY,
    CREATE,
    DROP,
    ALTER,
    TRANSACTION,
    SESSION,
    PREPARED,
    CURSOR,
    EXPLAIN,
    OTHER;

    private static final Map<Leading, QueryCommand> OF_LEADING = new EnumMap<>(Leading.class);

    static {
        for (Leading leading : Leading.values()) {
            OF_LEADING.put(leading, byName(leading));
        }
    }

    private static QueryCommand byName(Leading leading) {
        String word = leading.name().split("_", 2)[0];
        boolean query = leading.tag().equals("SELECT") && !word.equals("CREATE");
        return Arrays.stream(values())
                .filter(command -> command.name().equals(query ? "SELECT" : word))
                .findFirst()
                .orElse(OTHER);
    }

    static QueryCommand of(Statement statement) {
        return switch (statement) {
            case Statement.Engine(Leading leading) -> OF_LEADING.getOrDefault(leading, OTHER);
            case Statement.Transaction _ -> TRANSACTION;
            case Statement.Session _ -> SESSION;
            case Statement.Prepared _ -> PREPARED;
            case Statement.Cursor _ -> CURSOR;
            case Statement.Copy _ -> COPY;
            case Statement.Explain _ -> EXPLAIN;
            case Statement.Lock _, Statement.Refused _ -> OTHER;
        };
    }

    /** As the metrics' label. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
