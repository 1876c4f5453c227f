package dev.duckspace.gateway.sql;

/** CREATE SEQUENCE without the options that the engine lacks. */
final class CreateSequenceRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int at = from + 1;
        while (at < rewrite.to()) {
            int past = SequenceOptions.pastUnknown(rewrite, at);
            if (past > at) {
                rewrite.remove(at, past);
            }
            at = Math.max(past, at + 1);
        }
    }
}
