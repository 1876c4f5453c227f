package dev.duckspace.gateway.sql;

/** {@code SELECT .. INTO [TEMP] t FROM ..} becomes {@code CREATE [TEMP] TABLE t AS SELECT ..}. */
final class SelectIntoRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        EngineClassifier classifier = new EngineClassifier(rewrite.text());
        int into = classifier.into(classifier.verb(from));
        int name = into + 1;
        boolean temporary = rewrite.is(name, Keyword.TEMP) || rewrite.is(name, Keyword.TEMPORARY);
        if (temporary || rewrite.is(name, Keyword.UNLOGGED)) {
            name++;
        }
        if (rewrite.is(name, Keyword.TABLE)) {
            name++;
        }
        if (!rewrite.isName(name)) {
            return;
        }
        int past = rewrite.pastName(name);
        String create = temporary ? "CREATE TEMP TABLE " : "CREATE TABLE ";
        rewrite.remove(into, past);
        rewrite.insertBefore(from, create + rewrite.source(name, past) + " AS ");
    }
}
