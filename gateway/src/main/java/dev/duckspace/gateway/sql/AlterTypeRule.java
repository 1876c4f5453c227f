package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.UserTypes.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code ALTER TYPE}: the engine alters none, so a type is dropped and made again. An enum's
 * columns keep the name that the engine knows it by; with other labels it gets another, to which
 * its columns are altered.
 */
final class AlterTypeRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int name = from + 2;
        UserTypes types = rewrite.context().relations().types();
        if (types == UserTypes.NONE || !rewrite.isName(name)) {
            return;
        }
        List<String> parts = Names.parts(rewrite, name);
        UserType type = types.find(parts).orElseThrow(() -> undefined(parts));
        int action = rewrite.pastName(name);
        Tokens tokens = rewrite.tokens();
        if (rewrite.is(action, Keyword.OWNER)) {
            Names.requireSelf(rewrite, action + 2);
        } else if (rewrite.is(action, Keyword.RENAME) && rewrite.is(action + 1, Keyword.TO)) {
            String to = Literals.identifier(tokens, action + 2);
            move(rewrite, types, type, type.schema(), to);
        } else if (rewrite.is(action, Keyword.SET) && rewrite.is(action + 1, Keyword.SCHEMA)) {
            String schema = Literals.identifier(tokens, action + 2);
            if (!rewrite.context().relations().hasSchema(schema)) {
                throw Names.undefined(
                        SqlState.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
            }
            move(rewrite, types, type, schema, type.name());
        } else if (rewrite.is(action, Keyword.ADD) && tokens.isWord(action + 1, "value")) {
            addValue(rewrite, types, requireEnum(type), action + 2);
        } else if (rewrite.is(action, Keyword.RENAME) && tokens.isWord(action + 1, "value")) {
            renameValue(rewrite, types, requireEnum(type), action + 2);
        } else {
            throw PgException.notSupported(
                    "ALTER TYPE ... %s is not supported"
                            .formatted(
                                    rewrite.source(action, Math.min(action + 2, rewrite.to()))
                                            .toUpperCase(java.util.Locale.ROOT)),
                    "Create another type and alter the columns to it.");
        }
        rewrite.nothingElse();
    }

    static PgException undefined(List<String> name) {
        return Names.undefined(
                SqlState.UNDEFINED_OBJECT,
                "type \"" + String.join(".", name) + "\" does not exist");
    }

    private static UserType requireEnum(UserType type) {
        if (type.kind() != UserTypes.Kind.ENUM) {
            throw Names.undefined(SqlState.WRONG_OBJECT_TYPE, type.name() + " is not an enum");
        }
        return type;
    }

    private static void move(
            Rewrite rewrite, UserTypes types, UserType type, String schema, String name) {
        CreateTypeRule.requireFree(types, List.of(schema, name));
        rewrite.prelude("DROP TYPE " + type.quoted());
        rewrite.prelude(
                "CREATE TYPE %s.%s AS %s"
                        .formatted(
                                Literals.quoteIdentifier(schema),
                                Literals.quoteIdentifier(name),
                                type.column()));
    }

    private static void addValue(Rewrite rewrite, UserTypes types, UserType type, int from) {
        int at = from;
        boolean ifNotExists = rewrite.is(at, Keyword.IF);
        at = ifNotExists ? at + 3 : at;
        String label = CreateTypeRule.requireLabel(requireString(rewrite, at));
        List<String> labels = new ArrayList<>(type.labels());
        if (labels.contains(label)) {
            if (!ifNotExists) {
                throw Names.undefined(
                        SqlState.DUPLICATE_OBJECT, "enum label \"" + label + "\" already exists");
            }
            rewrite.notice(
                    SqlState.DUPLICATE_OBJECT,
                    "enum label \"" + label + "\" already exists, skipping");
            return;
        }
        boolean before = rewrite.tokens().isWord(at + 1, "before");
        if (before || rewrite.tokens().isWord(at + 1, "after")) {
            int neighbour = requireLabel(type, requireString(rewrite, at + 2));
            labels.add(before ? neighbour : neighbour + 1, label);
        } else {
            labels.add(label);
        }
        replace(rewrite, types, type, labels, Optional.empty());
    }

    private static void renameValue(Rewrite rewrite, UserTypes types, UserType type, int at) {
        String old = requireString(rewrite, at);
        String label = CreateTypeRule.requireLabel(requireString(rewrite, at + 2));
        int index = requireLabel(type, old);
        if (type.labels().contains(label)) {
            throw Names.undefined(
                    SqlState.DUPLICATE_OBJECT, "enum label \"" + label + "\" already exists");
        }
        List<String> labels = new ArrayList<>(type.labels());
        labels.set(index, label);
        String renaming =
                "CASE %%1$s::VARCHAR WHEN %s THEN %s ELSE %%1$s::VARCHAR END"
                        .formatted(
                                Literals.quote(old).replace("%", "%%"),
                                Literals.quote(label).replace("%", "%%"));
        replace(rewrite, types, type, labels, Optional.of(renaming));
        types.uses(type).stream()
                .filter(use -> use.relation().kind() == Relations.Kind.TABLE && !use.array())
                .forEach(use -> renameDefault(rewrite, use, old, label));
    }

    /** In PostgreSQL a default is the label itself, not its text. */
    private static void renameDefault(
            Rewrite rewrite, UserTypes.Use use, String old, String label) {
        boolean named =
                rewrite.context().relations().columns(use.relation()).stream()
                        .filter(column -> column.name().equals(use.column()))
                        .map(Relations.Column::expression)
                        .anyMatch(
                                text ->
                                        text != null
                                                && text.matches(
                                                        "(?s)\\W*(CAST\\()?"
                                                                + Pattern.quote(Literals.quote(old))
                                                                + "([) ].*|::.*)?"));
        if (named) {
            rewrite.include(
                    "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s"
                            .formatted(
                                    use.relation().quoted(),
                                    Literals.quoteIdentifier(use.column()),
                                    Literals.quote(label)));
        }
    }

    private static String requireString(Rewrite rewrite, int at) {
        if (!rewrite.isString(at)) {
            throw SqlErrors.syntaxError(rewrite.tokens(), at);
        }
        return Literals.string(rewrite.tokens(), at);
    }

    private static int requireLabel(UserType type, String label) {
        int index = type.labels().indexOf(label);
        if (index < 0) {
            throw Names.undefined(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "\"" + label + "\" is not an existing enum label");
        }
        return index;
    }

    /**
     * @param text of a value under its new labels, a format around the value; empty for the old one
     */
    private static void replace(
            Rewrite rewrite,
            UserTypes types,
            UserType type,
            List<String> labels,
            Optional<String> text) {
        String column =
                Literals.quoteIdentifier(types.enumOf(type.schema(), type.name(), labels, type));
        rewrite.prelude("DROP TYPE " + type.quoted());
        rewrite.prelude("CREATE TYPE %s AS %s".formatted(type.quoted(), column));
        TypedColumns.of(types.uses(type)).forEach(uses -> uses.retype(rewrite, column, text));
    }
}
