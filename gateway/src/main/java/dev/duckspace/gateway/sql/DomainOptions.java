package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands behind the type of a domain. */
final class DomainOptions {
    private final Rewrite rewrite;
    private final String domain;
    private final List<Domain.Check> checks = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private boolean notNull;
    private String otherwise = "";

    DomainOptions(Rewrite rewrite, String domain) {
        this.rewrite = rewrite;
        this.domain = domain;
    }

    /** Names that are taken. */
    DomainOptions beside(List<Domain.Check> others) {
        others.forEach(check -> names.add(check.name()));
        return this;
    }

    List<Domain.Check> checks() {
        return checks;
    }

    boolean notNull() {
        return notNull;
    }

    String otherwise() {
        return otherwise;
    }

    void read(int from) {
        int at = from;
        String given = null;
        while (at < rewrite.to()) {
            if (rewrite.is(at, Keyword.COLLATE)) {
                at = rewrite.pastName(at + 1);
            } else if (rewrite.is(at, Keyword.CONSTRAINT) && rewrite.isName(at + 1)) {
                given = Literals.identifier(rewrite.tokens(), at + 1);
                at += 2;
            } else if (rewrite.is(at, Keyword.NOT) && rewrite.is(at + 1, Keyword.NULL)) {
                notNull = true;
                at += 2;
            } else if (rewrite.is(at, Keyword.NULL)) {
                at++;
            } else if (rewrite.is(at, Keyword.DEFAULT)) {
                int past = pastDefault(at + 1);
                requireSomething(at + 1, past);
                otherwise = rewrite.source(at + 1, past);
                at = past;
            } else if (rewrite.is(at, Keyword.CHECK) && rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
                int past = rewrite.pastGroup(at + 1);
                if (!rewrite.is(past - 1, TokenKind.RIGHT_PAREN)) {
                    throw SqlErrors.syntaxError(rewrite.tokens(), rewrite.to());
                }
                requireSomething(at + 2, past - 1);
                check(given, rewrite.source(at + 2, past - 1));
                given = null;
                at = past;
            } else if (rewrite.tokens().isWord(at, "not")
                    && rewrite.tokens().isWord(at + 1, "valid")) {
                at += 2;
            } else {
                throw SqlErrors.syntaxError(rewrite.tokens(), at);
            }
        }
    }

    private void requireSomething(int from, int past) {
        if (past <= from) {
            throw SqlErrors.syntaxError(rewrite.tokens(), from);
        }
    }

    private int pastDefault(int from) {
        int at = from;
        while (at < rewrite.to()
                && !rewrite.is(at, Keyword.CONSTRAINT)
                && !rewrite.is(at, Keyword.CHECK)
                && !(rewrite.is(at, Keyword.NOT) && rewrite.is(at + 1, Keyword.NULL))) {
            at = rewrite.past(at);
        }
        return at;
    }

    private void check(@Nullable String given, String expression) {
        String name = given == null ? domain + "_check" : given;
        for (int i = 1; given == null && names.contains(name); i++) {
            name = domain + "_check" + i;
        }
        names.add(name);
        checks.add(new Domain.Check(name, expression));
    }
}
