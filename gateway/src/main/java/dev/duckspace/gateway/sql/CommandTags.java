package dev.duckspace.gateway.sql;

/** The tag of CommandComplete, as PostgreSQL 15 words it. */
public final class CommandTags {
    private CommandTags() {}

    /**
     * @param rows returned or changed; ignored by tags without a count
     */
    public static String of(Leading leading, long rows) {
        return leading.counts() ? leading.tag() + ' ' + rows : leading.tag();
    }

    /**
     * The tag of a statement that succeeded. EXECUTE answers with the tag of what it ran, and
     * COMMIT of a failed transaction with {@link #ROLLBACK}: both are the caller's to say.
     *
     * @param rows returned, changed, fetched or copied; ignored by tags without a count
     */
    public static String of(Statement statement, long rows) {
        return switch (statement) {
            case Statement.Begin begin -> begin.start() ? "START TRANSACTION" : "BEGIN";
            case Statement.Commit ignored -> "COMMIT";
            case Statement.Rollback ignored -> ROLLBACK;
            case Statement.RollbackTo ignored -> ROLLBACK;
            case Statement.Savepoint ignored -> "SAVEPOINT";
            case Statement.Release ignored -> "RELEASE";
            case Statement.SetTransaction ignored -> "SET";
            case Statement.SetSessionCharacteristics ignored -> "SET";
            case Statement.SetConstraints ignored -> "SET CONSTRAINTS";
            case Statement.Set ignored -> "SET";
            case Statement.Reset ignored -> "RESET";
            case Statement.ResetAll ignored -> "RESET";
            case Statement.Show ignored -> "SHOW";
            case Statement.ShowAll ignored -> "SHOW";
            case Statement.Discard discard -> "DISCARD " + discard.target();
            case Statement.Listen ignored -> "LISTEN";
            case Statement.Notify ignored -> "NOTIFY";
            case Statement.Unlisten ignored -> "UNLISTEN";
            case Statement.Prepare ignored -> "PREPARE";
            case Statement.Execute ignored -> "EXECUTE";
            case Statement.Deallocate deallocate ->
                    deallocate.name() == null ? "DEALLOCATE ALL" : "DEALLOCATE";
            case Statement.DeclareCursor ignored -> "DECLARE CURSOR";
            case Statement.Fetch fetch -> (fetch.move() ? "MOVE " : "FETCH ") + rows;
            case Statement.CloseCursor close ->
                    close.name() == null ? "CLOSE CURSOR ALL" : "CLOSE CURSOR";
            case Statement.Copy ignored -> "COPY " + rows;
            case Statement.Explain ignored -> "EXPLAIN";
            case Statement.Lock ignored -> "LOCK TABLE";
            case Statement.Engine engine -> of(engine.leading(), rows);
            case Statement.Refused ignored -> "";
        };
    }

    /** Also what COMMIT of a failed transaction answers. */
    public static final String ROLLBACK = "ROLLBACK";
}
