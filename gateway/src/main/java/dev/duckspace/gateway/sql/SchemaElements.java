package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code CREATE SCHEMA s CREATE TABLE t (..) CREATE VIEW v AS ..}: statements of their own, in
 * which the names that they make are looked for in the schema.
 */
final class SchemaElements {
    private final Rewrite rewrite;
    private final String schema;
    private final Set<String> made = new HashSet<>();

    SchemaElements(Rewrite rewrite, String schema) {
        this.rewrite = rewrite;
        this.schema = Literals.quoteIdentifier(schema);
    }

    void apply(int from) {
        List<Integer> starts = new ArrayList<>();
        for (int at = from; at < rewrite.to(); at = rewrite.past(at)) {
            if (rewrite.is(at, Keyword.CREATE)) {
                starts.add(at);
            } else if (rewrite.is(at, Keyword.GRANT)) {
                throw PgException.notSupported(
                        "GRANT is not supported",
                        "A workspace has one user; access is given by handing out its"
                                + " credentials.");
            }
        }
        rewrite.prelude("CREATE SCHEMA " + schema);
        for (int i = 0; i < starts.size(); i++) {
            int past = i + 1 < starts.size() ? starts.get(i + 1) : rewrite.to();
            rewrite.include(element(starts.get(i), past));
        }
        rewrite.nothingElse();
    }

    private String element(int from, int past) {
        int noun = from + 1;
        while (noun < past
                && !rewrite.is(noun, Keyword.TABLE)
                && !rewrite.is(noun, Keyword.VIEW)
                && !rewrite.is(noun, Keyword.INDEX)
                && !rewrite.is(noun, Keyword.SEQUENCE)) {
            noun++;
        }
        if (noun >= past) {
            throw SqlErrors.syntaxError(rewrite.tokens(), Math.min(from + 1, rewrite.to()));
        }
        int name = rewrite.is(noun + 1, Keyword.IF) ? noun + 4 : noun + 1;
        boolean index = rewrite.is(noun, Keyword.INDEX);
        if (rewrite.isName(name) && !index) {
            requireOwn(name);
            made.add(Literals.identifier(rewrite.tokens(), rewrite.pastName(name) - 1));
        }
        StringBuilder text = new StringBuilder();
        int copied = from;
        for (int at = from; at < past; at++) {
            boolean own = at == name && !index && !rewrite.is(at + 1, TokenKind.DOT);
            if (own || refersToMade(at)) {
                text.append(rewrite.source(copied, at)).append(' ').append(schema).append('.');
                copied = at;
            }
        }
        return text.append(rewrite.source(copied, past)).toString();
    }

    private void requireOwn(int name) {
        String written = Literals.identifier(rewrite.tokens(), name);
        if (rewrite.is(name + 1, TokenKind.DOT)
                && !Literals.quoteIdentifier(written).equals(schema)) {
            throw new PgException(
                    SqlState.INVALID_SCHEMA_DEFINITION,
                    "CREATE specifies a schema (%s) different from the one being created (%s)"
                            .formatted(written, schema.replace("\"", "")));
        }
    }

    private boolean refersToMade(int at) {
        boolean place =
                rewrite.is(at - 1, Keyword.FROM)
                        || rewrite.is(at - 1, Keyword.JOIN)
                        || rewrite.is(at - 1, Keyword.REFERENCES)
                        || rewrite.is(at - 1, Keyword.ON)
                        || rewrite.is(at - 1, Keyword.ONLY);
        return place
                && rewrite.isName(at)
                && !rewrite.is(at + 1, TokenKind.DOT)
                && made.contains(Literals.identifier(rewrite.tokens(), at));
    }
}
