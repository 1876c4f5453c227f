package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogNames.Named;
import dev.duckspace.gateway.engine.FunctionError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** regclass and its like: OIDs that show as the names of what they are of. */
enum Reference {
    REGCLASS("relation", "42P01"),
    REGTYPE("type", "42704"),
    REGPROC("function", "42883"),
    REGPROCEDURE("function", "42883"),
    REGOPER("operator", "42883"),
    REGOPERATOR("operator", "42883"),
    REGNAMESPACE("schema", "3F000"),
    REGROLE("role", "42704"),
    REGCOLLATION("collation", "42704"),
    REGCONFIG("text search configuration", "42704"),
    REGDICTIONARY("text search dictionary", "42704");

    private final String noun;
    private final String missing;

    Reference(String noun, String missing) {
        this.noun = noun;
        this.missing = missing;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The engine's type. */
    String alias() {
        return "pg_" + word();
    }

    static @Nullable Reference ofAlias(String alias) {
        return Arrays.stream(values())
                .filter(each -> each.alias().equals(alias))
                .findFirst()
                .orElse(null);
    }

    /**
     * What a text stands for.
     *
     * @throws FunctionError when there is no such object
     */
    long read(CatalogView view, String written) {
        String text = written.strip();
        if (text.equals("-")) {
            return 0;
        }
        if (text.matches("\\d{1,10}")) {
            return Long.parseLong(text);
        }
        Long found = find(view, text);
        if (found == null) {
            String shown = this == REGROLE || this == REGNAMESPACE ? bare(text) : text;
            throw new FunctionError(
                    missing,
                    this == REGOPER || this == REGOPERATOR
                            ? "operator does not exist: " + shown
                            : noun + " \"" + shown + "\" does not exist");
        }
        return found;
    }

    private static String bare(String text) {
        return QualifiedName.parts(text).getLast();
    }

    /** Null when there is none, or several that a bare name cannot tell apart. */
    @Nullable Long find(CatalogView view, String text) {
        CatalogNames names = view.names();
        return switch (this) {
            case REGCLASS -> oid(view.find(names.relations(), text));
            case REGTYPE -> oid(view.findType(text));
            case REGPROC -> only(view.findAll(names.routines(), text), text);
            case REGPROCEDURE -> Signatures.findRoutine(view, text);
            case REGOPER -> only(operators(text), text);
            case REGOPERATOR -> Signatures.findOperator(view, text);
            case REGNAMESPACE ->
                    names.schemas().named(bare(text)).stream()
                            .map(Named::oid)
                            .findFirst()
                            .orElse(null);
            case REGROLE -> {
                long role = view.roleOid(bare(text));
                yield role == 0 ? null : role;
            }
            case REGCOLLATION -> oid(view.find(CatalogNames.COLLATIONS, text));
            case REGCONFIG -> oid(view.find(CatalogNames.TEXT_SEARCH_CONFIGURATIONS, text));
            case REGDICTIONARY -> oid(view.find(CatalogNames.DICTIONARIES, text));
        };
    }

    private static List<Named> operators(String text) {
        String name = text.startsWith("pg_catalog.") ? text.substring(11) : text;
        return CatalogNames.OPERATORS.named(name);
    }

    private @Nullable Long only(List<Named> found, String text) {
        if (found.size() > 1) {
            throw new FunctionError("42725", "more than one %s named \"%s\"".formatted(noun, text));
        }
        return found.isEmpty() ? null : found.getFirst().oid();
    }

    private static @Nullable Long oid(@Nullable Named named) {
        return named == null ? null : named.oid();
    }

    /** As PostgreSQL shows the OID; a number that leads to nothing shows as it is. */
    String text(CatalogView view, long oid) {
        if (oid == 0) {
            return this == REGOPER || this == REGOPERATOR ? "0" : "-";
        }
        CatalogNames names = view.names();
        String text =
                switch (this) {
                    case REGCLASS -> text(view, names.relations(), oid);
                    case REGTYPE -> TypeTexts.text(view, oid, null);
                    case REGPROC -> text(view, names.routines(), oid);
                    case REGPROCEDURE -> Signatures.routineText(view, oid);
                    case REGOPER -> operatorText(oid);
                    case REGOPERATOR -> Signatures.operatorText(view, oid);
                    case REGNAMESPACE -> text(names.schemas().ofOid(oid));
                    case REGROLE -> roleText(view, oid);
                    case REGCOLLATION -> text(view, CatalogNames.COLLATIONS, oid);
                    case REGCONFIG -> text(view, CatalogNames.TEXT_SEARCH_CONFIGURATIONS, oid);
                    case REGDICTIONARY -> text(view, CatalogNames.DICTIONARIES, oid);
                };
        return text == null || text.equals("???") ? Long.toString(oid) : text;
    }

    private static @Nullable String text(CatalogView view, CatalogNames.Kind kind, long oid) {
        Named named = kind.ofOid(oid);
        return named == null ? null : view.text(kind, named);
    }

    private static @Nullable String text(@Nullable Named named) {
        return named == null ? null : named.text();
    }

    private static @Nullable String roleText(CatalogView view, long oid) {
        String name = view.userName(oid);
        return name.startsWith("unknown (") ? null : SqlNames.quoted(name);
    }

    private static @Nullable String operatorText(long oid) {
        Named named = CatalogNames.OPERATORS.ofOid(oid);
        if (named == null) {
            return null;
        }
        return CatalogNames.OPERATORS.named(named.name()).size() == 1
                ? named.name()
                : "pg_catalog." + named.name();
    }
}
