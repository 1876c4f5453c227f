package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One action of ALTER DOMAIN. */
final class DomainAction {
    private DomainAction() {}

    /** The domain as the action leaves it. */
    static Domain of(Rewrite rewrite, Domain domain, int at) {
        Tokens tokens = rewrite.tokens();
        boolean set = rewrite.is(at, Keyword.SET);
        boolean drop = rewrite.is(at, Keyword.DROP);
        if ((set || drop) && rewrite.is(at + 1, Keyword.DEFAULT)) {
            String otherwise = set ? rewrite.source(at + 2, rewrite.to()) : "";
            return changed(domain, domain.notNull(), otherwise, domain.checks());
        }
        if ((set || drop) && rewrite.is(at + 1, Keyword.NOT)) {
            return changed(domain, set, domain.otherwise(), domain.checks());
        }
        if (set && rewrite.is(at + 1, Keyword.SCHEMA)) {
            return moved(domain, Literals.identifier(tokens, at + 2), domain.name());
        }
        if (rewrite.is(at, Keyword.RENAME) && rewrite.is(at + 1, Keyword.TO)) {
            return moved(domain, domain.schema(), Literals.identifier(tokens, at + 2));
        }
        if (rewrite.is(at, Keyword.RENAME) && rewrite.is(at + 1, Keyword.CONSTRAINT)) {
            return renamed(
                    domain,
                    Literals.identifier(tokens, at + 2),
                    Literals.identifier(tokens, at + 4));
        }
        if (rewrite.is(at, Keyword.ADD)) {
            DomainOptions options =
                    new DomainOptions(rewrite, domain.name()).beside(domain.checks());
            options.read(at + 1);
            List<Domain.Check> checks = new ArrayList<>(domain.checks());
            checks.addAll(options.checks());
            return changed(
                    domain, domain.notNull() || options.notNull(), domain.otherwise(), checks);
        }
        if (drop && rewrite.is(at + 1, Keyword.CONSTRAINT)) {
            return without(rewrite, domain, at + 2);
        }
        throw PgException.notSupported(
                "ALTER DOMAIN ... %s is not supported"
                        .formatted(rewrite.source(at, at + 1).toUpperCase(Locale.ROOT)),
                "Create another domain.");
    }

    private static Domain without(Rewrite rewrite, Domain domain, int from) {
        boolean ifExists = rewrite.is(from, Keyword.IF);
        String name = Literals.identifier(rewrite.tokens(), ifExists ? from + 2 : from);
        List<Domain.Check> checks =
                domain.checks().stream().filter(check -> !check.name().equals(name)).toList();
        if (checks.size() == domain.checks().size()) {
            if (!ifExists) {
                throw undefined(domain, name);
            }
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "constraint \"%s\" of domain \"%s\" does not exist, skipping"
                            .formatted(name, domain.name()));
        }
        return changed(domain, domain.notNull(), domain.otherwise(), checks);
    }

    private static Domain renamed(Domain domain, String from, String to) {
        if (domain.checks().stream().noneMatch(check -> check.name().equals(from))) {
            throw undefined(domain, from);
        }
        List<Domain.Check> checks =
                domain.checks().stream()
                        .map(
                                check ->
                                        check.name().equals(from)
                                                ? new Domain.Check(to, check.expression())
                                                : check)
                        .toList();
        return changed(domain, domain.notNull(), domain.otherwise(), checks);
    }

    private static PgException undefined(Domain domain, String constraint) {
        return new PgException(
                SqlState.UNDEFINED_OBJECT,
                "constraint \"%s\" for domain %s does not exist"
                        .formatted(constraint, domain.name()));
    }

    private static Domain changed(
            Domain domain, boolean notNull, String otherwise, List<Domain.Check> checks) {
        return new Domain(
                domain.schema(),
                domain.name(),
                domain.base(),
                notNull,
                otherwise,
                checks,
                domain.remark());
    }

    private static Domain moved(Domain domain, String schema, String name) {
        return new Domain(
                schema,
                name,
                domain.base(),
                domain.notNull(),
                domain.otherwise(),
                domain.checks(),
                domain.remark());
    }
}
