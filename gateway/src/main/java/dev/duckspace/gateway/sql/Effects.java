package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import java.util.List;
import java.util.function.Function;

/**
 * What a statement does beside what the engine runs for it.
 *
 * @param notices what the client is told when the statement has run
 * @param later statements for what only then is known: each step reads the objects as the steps
 *     before it have left them, in the same transaction
 * @param onCommit what happens to temporary tables at the end of each transaction
 */
public record Effects(
        List<ErrorInfo> notices,
        List<Function<Relations, List<String>>> later,
        List<OnCommit> onCommit) {
    public static final Effects NONE = new Effects(List.of(), List.of(), List.of());

    /**
     * @param table the engine's name of a temporary table
     * @param drop the table, not only its rows
     */
    public record OnCommit(String table, boolean drop) {}

    public boolean isEmpty() {
        return notices.isEmpty() && later.isEmpty() && onCommit.isEmpty();
    }

    public Effects {
        notices = List.copyOf(notices);
        later = List.copyOf(later);
        onCommit = List.copyOf(onCommit);
    }
}
