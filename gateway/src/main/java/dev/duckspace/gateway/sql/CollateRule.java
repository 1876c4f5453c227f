package dev.duckspace.gateway.sql;

/**
 * {@code COLLATE "default"} goes away: the engine has but one default; other collations lose the
 * schema that PostgreSQL keeps them in.
 */
final class CollateRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        boolean qualified = CatalogQualifierRule.qualifies(rewrite, at + 1);
        int name = qualified ? at + 3 : at + 1;
        if (CatalogQualifierRule.named(rewrite, name, Keyword.DEFAULT)) {
            rewrite.remove(at, name + 1);
        } else if (qualified) {
            rewrite.remove(at + 1, at + 3);
        }
    }
}
