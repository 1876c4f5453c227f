package dev.duckspace.gateway.sql;

/**
 * {@code FOR [NO KEY] UPDATE|[KEY] SHARE [OF t, ...] [NOWAIT|SKIP LOCKED]} goes away: the engine's
 * snapshots never block readers, and a conflicting write fails at once.
 */
final class LockingRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        int past = pastStrength(rewrite, at + 1);
        if (past < 0) {
            return;
        }
        if (rewrite.is(past, Keyword.OF)) {
            past = rewrite.pastName(past + 1);
            while (rewrite.is(past, TokenKind.COMMA)) {
                past = rewrite.pastName(past + 1);
            }
        }
        if (rewrite.is(past, Keyword.NOWAIT)) {
            past++;
        } else if (rewrite.is(past, Keyword.SKIP) && rewrite.is(past + 1, Keyword.LOCKED)) {
            past += 2;
        }
        rewrite.remove(at, past);
    }

    private static int pastStrength(Rewrite rewrite, int at) {
        if (rewrite.is(at, Keyword.UPDATE) || rewrite.is(at, Keyword.SHARE)) {
            return at + 1;
        }
        if (rewrite.is(at, Keyword.KEY) && rewrite.is(at + 1, Keyword.SHARE)) {
            return at + 2;
        }
        return rewrite.is(at, Keyword.NO)
                        && rewrite.is(at + 1, Keyword.KEY)
                        && rewrite.is(at + 2, Keyword.UPDATE)
                ? at + 3
                : -1;
    }
}
