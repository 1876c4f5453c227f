package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a domain stands for a type: columns get its base type and checks, casts call its macro. */
final class DomainUses {
    private DomainUses() {}

    private static boolean none(Rewrite rewrite) {
        return rewrite.context().relations() == Relations.NONE;
    }

    /** {@code x::domain}; false for another type. */
    static boolean cast(Rewrite rewrite, int at) {
        Domain domain = none(rewrite) ? null : Domain.at(rewrite, at + 1).orElse(null);
        if (domain == null) {
            return false;
        }
        int past = TypeNames.pastType(rewrite, at + 1);
        requireScalar(rewrite, domain, past);
        int operand = ReferenceCastRule.operand(rewrite, at);
        String value = rewrite.source(operand, at) + "::" + domain.base();
        rewrite.replace(operand, past, checked(rewrite, domain, value));
        return true;
    }

    /** {@code CAST(x AS domain)}; false for another type. */
    static boolean cast(Rewrite rewrite, int at, int as, int close) {
        Domain domain = none(rewrite) ? null : Domain.at(rewrite, as + 1).orElse(null);
        if (domain == null || !rewrite.is(at, Keyword.CAST)) {
            return false;
        }
        requireScalar(rewrite, domain, close);
        String value = "CAST(%s AS %s)".formatted(rewrite.source(at + 2, as), domain.base());
        rewrite.replace(at, close + 1, checked(rewrite, domain, value));
        return true;
    }

    private static String checked(Rewrite rewrite, Domain domain, String value) {
        String text =
                Rewriter.rewrite(
                                SqlSplitter.split(value).getFirst(),
                                Leading.UNKNOWN,
                                rewrite.context())
                        .text();
        return domain.macro() + '(' + text + ')';
    }

    private static void requireScalar(Rewrite rewrite, Domain domain, int past) {
        if (rewrite.is(past - 1, TokenKind.RIGHT_BRACKET)) {
            throw arrays(domain);
        }
    }

    private static PgException arrays(Domain domain) {
        return PgException.notSupported(
                "arrays of a domain are not supported",
                "Use arrays of " + domain.base() + ", with a CHECK constraint.");
    }

    private record Column(int name, int type, int past, int end, Domain domain) {}

    /** Columns of CREATE TABLE and ALTER TABLE ADD; true when the statement was made anew. */
    static boolean columns(Rewrite rewrite, int from) {
        if (none(rewrite) || rewrite.context().relations().domains().isEmpty()) {
            return false;
        }
        List<Column> found =
                rewrite.leading() == Leading.CREATE_TABLE
                        ? created(rewrite, from)
                        : added(rewrite, from);
        if (found.isEmpty()) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        int copied = from;
        for (Column column : found) {
            text.append(rewrite.source(copied, column.type())).append(' ').append(based(column));
            text.append(' ').append(rewrite.source(column.past(), column.end()));
            if (!column.domain().otherwise().isEmpty() && !hasDefault(rewrite, column)) {
                text.append(" DEFAULT ").append(column.domain().otherwise());
            }
            text.append(
                    column.domain().columnChecks(rewrite.source(column.name(), column.name() + 1)));
            text.append(' ');
            copied = column.end();
        }
        rewrite.include(text.append(rewrite.source(copied, rewrite.to())).toString());
        rewrite.nothingElse();
        return true;
    }

    private static String based(Column column) {
        return column.domain().base();
    }

    private static boolean hasDefault(Rewrite rewrite, Column column) {
        for (int at = column.past(); at < column.end(); at = rewrite.past(at)) {
            if (rewrite.is(at, Keyword.DEFAULT) || rewrite.is(at, Keyword.GENERATED)) {
                return true;
            }
        }
        return false;
    }

    private static List<Column> created(Rewrite rewrite, int from) {
        int open = from;
        while (open < rewrite.to() && !rewrite.is(open, TokenKind.LEFT_PAREN)) {
            open++;
        }
        List<Column> columns = new ArrayList<>();
        if (open < rewrite.to()) {
            int close = rewrite.pastGroup(open) - 1;
            for (SqlText item : rewrite.text().part(open + 1, close).splitAtCommas()) {
                if (!item.isEmpty()) {
                    column(rewrite, item.from(), item.to()).ifPresent(columns::add);
                }
            }
        }
        return columns;
    }

    private static Optional<Column> column(Rewrite rewrite, int name, int end) {
        Optional<Domain> domain =
                rewrite.isName(name) && name + 1 < end
                        ? Domain.at(rewrite, name + 1)
                        : Optional.empty();
        return domain.map(
                found -> {
                    int past = TypeNames.pastType(rewrite, name + 1);
                    requireScalar(rewrite, found, past);
                    return new Column(name, name + 1, past, end, found);
                });
    }

    private static List<Column> added(Rewrite rewrite, int from) {
        List<Column> columns = new ArrayList<>();
        for (SqlText action : rewrite.text().part(from, rewrite.to()).splitAtCommas()) {
            for (int at = action.from(); at < action.to(); at = rewrite.past(at)) {
                if (rewrite.is(at, Keyword.ADD)) {
                    int name = rewrite.is(at + 1, Keyword.COLUMN) ? at + 2 : at + 1;
                    name = rewrite.is(name, Keyword.IF) ? name + 3 : name;
                    column(rewrite, name, action.to()).ifPresent(columns::add);
                } else if (rewrite.is(at, Keyword.TYPE) && Domain.at(rewrite, at + 1).isPresent()) {
                    throw PgException.notSupported(
                            "altering a column to a domain is not supported",
                            "Alter it to the base type, and add a CHECK constraint.");
                }
            }
        }
        return columns;
    }
}
