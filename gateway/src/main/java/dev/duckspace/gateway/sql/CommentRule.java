package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Function;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * COMMENT ON what the engine keeps no comments of: schemas and the database, which get a macro that
 * carries theirs, and functions, whose macro's comment holds their definition as well.
 */
final class CommentRule implements RewriteRule {
    /** Nobody else has names like these; the catalog does not show them. */
    static final String OF_SCHEMA = "pg$schema";

    static final String OF_DATABASE = "pg$database";

    @Override
    public void apply(Rewrite rewrite, int from) {
        if (!rewrite.is(from + 1, Keyword.ON) || rewrite.context().relations() == Relations.NONE) {
            return;
        }
        int name = from + 3;
        if (rewrite.is(from + 2, Keyword.SCHEMA)) {
            schema(rewrite, name);
        } else if (rewrite.is(from + 2, Keyword.DATABASE)) {
            database(rewrite, name);
        } else if (rewrite.is(from + 2, Keyword.FUNCTION) && rewrite.isName(name)) {
            function(rewrite, name);
        } else if (rewrite.is(from + 2, Keyword.DOMAIN) && rewrite.isName(name)) {
            DomainRules.commented(rewrite, name, remark(rewrite));
        } else if (rewrite.is(from + 2, Keyword.MATERIALIZED)
                && rewrite.is(name, Keyword.VIEW)
                && rewrite.isName(name + 1)) {
            MaterializedViewRules.commented(rewrite, name + 1, remark(rewrite));
        } else {
            if (rewrite.is(from + 2, Keyword.VIEW) && view(rewrite, name)) {
                return;
            }
            if (rewrite.is(from + 2, Keyword.TABLE)) {
                MaterializedView.requireTable(rewrite, name, null);
            }
            kind(rewrite, from + 2).ifPresent(kind -> requireKind(rewrite, kind, name));
        }
    }

    private static Optional<Kind> kind(Rewrite rewrite, int at) {
        return Stream.of(Kind.values())
                .filter(kind -> rewrite.tokens().isWord(at, kind.word()))
                .findFirst();
    }

    private static void requireKind(Rewrite rewrite, Kind kind, int name) {
        Optional<Relation> found =
                rewrite.isName(name)
                        ? rewrite.context().relations().find(Names.parts(rewrite, name))
                        : Optional.empty();
        if (found.isPresent() && found.get().kind() != kind) {
            throw Names.undefined(
                    SqlState.WRONG_OBJECT_TYPE,
                    "\"%s\" is not %s %s"
                            .formatted(
                                    found.get().name(),
                                    kind == Kind.INDEX ? "an" : "a",
                                    kind.word()));
        }
    }

    /** The text as the engine reads it, or NULL. */
    private static String comment(Rewrite rewrite) {
        int last = rewrite.to() - 1;
        if (rewrite.is(last, Keyword.NULL)) {
            return "NULL";
        }
        if (!Literals.isString(rewrite.tokens().kind(last))) {
            throw SqlErrors.syntaxError(rewrite.tokens(), last);
        }
        return Literals.quote(Literals.string(rewrite.tokens(), last));
    }

    /** The query that is kept with the view stays. */
    private static boolean view(Rewrite rewrite, int name) {
        Optional<Relation> view =
                rewrite.isName(name)
                        ? rewrite.context()
                                .relations()
                                .find(Names.parts(rewrite, name))
                                .filter(found -> found.kind() == Kind.VIEW)
                        : Optional.empty();
        view.ifPresent(
                found -> {
                    rewrite.prelude(
                            "COMMENT ON VIEW %s IS %s"
                                    .formatted(
                                            found.quoted(),
                                            KeptView.commented(
                                                    rewrite.context().relations().comment(found),
                                                    remark(rewrite))));
                    rewrite.nothingElse();
                });
        return view.isPresent();
    }

    /** Empty for NULL, which takes a comment away. */
    private static String remark(Rewrite rewrite) {
        return comment(rewrite).equals("NULL")
                ? ""
                : Literals.string(rewrite.tokens(), rewrite.to() - 1);
    }

    private static void schema(Rewrite rewrite, int at) {
        String schema = Literals.identifier(rewrite.tokens(), at);
        if (!rewrite.context().relations().hasSchema(schema)) {
            throw Names.undefined(
                    SqlState.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
        }
        carried(rewrite, Literals.quoteIdentifier(schema) + '.' + quoted(OF_SCHEMA));
    }

    private static void database(Rewrite rewrite, int at) {
        String database = Literals.identifier(rewrite.tokens(), at);
        boolean own =
                rewrite.context()
                        .schemaAliases()
                        .apply(database)
                        .filter(String::isEmpty)
                        .isPresent();
        if (!own) {
            throw Names.undefined(
                    SqlState.INVALID_CATALOG_NAME, "database \"" + database + "\" does not exist");
        }
        carried(rewrite, "main." + quoted(OF_DATABASE));
    }

    private static String quoted(String name) {
        return Literals.quoteIdentifier(name);
    }

    private static void carried(Rewrite rewrite, String macro) {
        String comment = comment(rewrite);
        if (comment.equals("NULL")) {
            rewrite.prelude("DROP MACRO IF EXISTS " + macro);
        } else {
            rewrite.prelude("CREATE OR REPLACE MACRO " + macro + "() AS NULL");
            rewrite.prelude("COMMENT ON MACRO " + macro + " IS " + comment);
        }
        rewrite.nothingElse();
    }

    private static void function(Rewrite rewrite, int at) {
        List<String> parts = Names.parts(rewrite, at);
        int open = rewrite.pastName(at);
        boolean typed = rewrite.is(open, TokenKind.LEFT_PAREN);
        List<SqlText> types =
                typed
                        ? rewrite.text().part(open + 1, rewrite.pastGroup(open) - 1).splitAtCommas()
                        : List.of();
        Function function =
                rewrite.context()
                        .relations()
                        .function(parts)
                        .filter(f -> !typed || CreateFunctionRule.has(f, types, rewrite))
                        .orElseThrow(
                                () ->
                                        Names.undefined(
                                                SqlState.UNDEFINED_FUNCTION,
                                                "function "
                                                        + shown(rewrite, parts, types)
                                                        + " does not exist"));
        rewrite.prelude(
                "COMMENT ON MACRO %s%s.%s IS %s"
                        .formatted(
                                function.table() ? "TABLE " : "",
                                Literals.quoteIdentifier(function.schema()),
                                Literals.quoteIdentifier(function.name()),
                                commented(function, comment(rewrite))));
        rewrite.nothingElse();
    }

    /** A function with the types of its parameters. */
    static String shown(Rewrite rewrite, List<String> name, List<SqlText> types) {
        return types.stream()
                .filter(type -> !type.isEmpty())
                .map(type -> FunctionArgument.of(rewrite, type).type())
                .map(FunctionArgument::shown)
                .collect(Collectors.joining(",", String.join(".", name) + "(", ")"));
    }

    /** The definition stands before the user's own text. */
    private static String commented(Function function, String comment) {
        String kept = function.comment();
        if (kept == null || !CreateFunctionRule.isDefinition(kept)) {
            return comment;
        }
        String definition = kept.substring(0, kept.lastIndexOf(CreateFunctionRule.PART) + 1);
        return comment.equals("NULL")
                ? Literals.quote(definition)
                : Literals.quote(definition).replaceFirst("'$", "") + comment.substring(1);
    }
}
