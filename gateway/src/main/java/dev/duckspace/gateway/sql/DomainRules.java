package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CREATE, ALTER and DROP DOMAIN, and COMMENT ON one. */
final class DomainRules {
    private DomainRules() {}

    /** {@code CREATE DOMAIN name AS type DEFAULT .. NOT NULL CHECK (..)}. */
    static void created(Rewrite rewrite, int from) {
        int name = from + 2;
        if (!rewrite.isName(name)) {
            throw SqlErrors.syntaxError(rewrite.tokens(), name);
        }
        Relations relations = rewrite.context().relations();
        List<String> parts = Names.parts(rewrite, name);
        String schema = relations.types().schemaOf(parts);
        requireFree(relations, schema, parts.getLast());
        int type = rewrite.pastName(name);
        type = rewrite.is(type, Keyword.AS) ? type + 1 : type;
        if (type >= rewrite.to()) {
            throw SqlErrors.syntaxError(rewrite.tokens(), type);
        }
        int past = TypeNames.pastType(rewrite, type);
        Optional<Domain> parent = Domain.at(rewrite, type);
        DomainOptions options = new DomainOptions(rewrite, parts.getLast());
        options.read(past);
        List<Domain.Check> checks = new ArrayList<>(parent.map(Domain::checks).orElse(List.of()));
        checks.addAll(options.checks());
        String otherwise =
                options.otherwise().isEmpty()
                        ? parent.map(Domain::otherwise).orElse("")
                        : options.otherwise();
        make(
                rewrite,
                new Domain(
                        schema,
                        parts.getLast(),
                        parent.map(Domain::base).orElse(rewrite.source(type, past)),
                        options.notNull() || parent.map(Domain::notNull).orElse(false),
                        otherwise,
                        checks,
                        ""));
        // Whether there is such a type, and what the checks say, the engine tells.
        String base = parent.map(Domain::base).orElse(rewrite.source(type, past));
        rewrite.include("SELECT NULL::" + base);
    }

    private static void make(Rewrite rewrite, Domain domain) {
        domain.statements(rewrite.context()).forEach(rewrite::prelude);
        rewrite.nothingElse();
    }

    private static void requireFree(Relations relations, String schema, String name) {
        CreateTypeRule.requireFree(relations.types(), List.of(schema, name));
        if (Domain.find(relations, List.of(schema, name)).isPresent()) {
            throw new PgException(
                    SqlState.DUPLICATE_OBJECT, "type \"" + name + "\" already exists");
        }
    }

    private static Domain require(Rewrite rewrite, int name) {
        List<String> parts = Names.parts(rewrite, name);
        return Domain.find(rewrite.context().relations(), parts)
                .orElseThrow(() -> AlterTypeRule.undefined(parts));
    }

    /** {@code DROP DOMAIN IF EXISTS a, b}. */
    static void dropped(Rewrite rewrite, int from) {
        boolean ifExists = rewrite.is(from + 2, Keyword.IF);
        int names = ifExists ? from + 4 : from + 2;
        int past = names;
        while (past < rewrite.to()
                && !rewrite.is(past, Keyword.CASCADE)
                && !rewrite.is(past, Keyword.RESTRICT)) {
            past++;
        }
        Relations relations = rewrite.context().relations();
        for (SqlText object : rewrite.text().part(names, past).splitAtCommas()) {
            if (object.isEmpty() || !rewrite.isName(object.from())) {
                throw SqlErrors.syntaxError(rewrite.tokens(), object.from());
            }
            List<String> parts = Names.parts(rewrite, object.from());
            Optional<Domain> found = Domain.find(relations, parts);
            if (found.isEmpty() && ifExists) {
                rewrite.notice(
                        SqlState.SUCCESSFUL_COMPLETION,
                        "type \"" + String.join(".", parts) + "\" does not exist, skipping");
                continue;
            }
            Domain domain = found.orElseThrow(() -> AlterTypeRule.undefined(parts));
            if (relations.number(domain.usesQuery()) > 0) {
                throw new PgException(
                        ErrorInfo.error(
                                        SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                                        "cannot drop type %s because other objects depend on it"
                                                .formatted(domain.name()))
                                .withHint("Drop the columns of the domain first."));
            }
            rewrite.prelude("DROP MACRO " + domain.macro());
        }
        rewrite.nothingElse();
    }

    /** {@code ALTER DOMAIN name ..}, as long as no column is of it: columns keep its checks. */
    static void altered(Rewrite rewrite, int from) {
        int name = from + 2;
        if (!rewrite.isName(name)) {
            throw SqlErrors.syntaxError(rewrite.tokens(), name);
        }
        Domain domain = require(rewrite, name);
        int at = rewrite.pastName(name);
        if (rewrite.is(at, Keyword.OWNER)) {
            Names.requireSelf(rewrite, at + 2);
            rewrite.nothingElse();
            return;
        }
        if (rewrite.tokens().isWord(at, "validate")) {
            rewrite.nothingElse();
            return;
        }
        if (rewrite.context().relations().number(domain.usesQuery()) > 0) {
            throw PgException.notSupported(
                    "ALTER DOMAIN of a domain that columns have is not supported",
                    "Create another domain, and alter the columns to it.");
        }
        Domain changed = DomainAction.of(rewrite, domain, at);
        boolean moved =
                !changed.name().equals(domain.name()) || !changed.schema().equals(domain.schema());
        if (moved) {
            requireFree(rewrite.context().relations(), changed.schema(), changed.name());
            rewrite.prelude("DROP MACRO " + domain.macro());
        }
        make(rewrite, changed);
    }

    /** {@code COMMENT ON DOMAIN name IS ..}. */
    static void commented(Rewrite rewrite, int name, String remark) {
        Domain old = require(rewrite, name);
        make(
                rewrite,
                new Domain(
                        old.schema(),
                        old.name(),
                        old.base(),
                        old.notNull(),
                        old.otherwise(),
                        old.checks(),
                        remark));
    }
}
