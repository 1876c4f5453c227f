package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/** Tells apart what CREATE, DROP, ALTER and COMMENT are about, and refuses what has no object. */
final class DefinitionParser {
    private static final String ACCESS_HINT =
            "A workspace has one user; access is given by handing out its credentials.";
    private static final String EXTENSION_HINT =
            "The engine's built-in functions and extensions are available without it.";
    private static final String CODE_HINT =
            "Use CREATE MACRO for functions that one expression or query can state.";
    private static final String CLIENT_HINT = "Do this in the client program instead.";
    private static final String STORAGE_HINT =
            "The engine lays out and maintains storage by itself; leave the statement out.";

    private final SqlText text;
    private final TokenCursor cursor;

    DefinitionParser(SqlText text) {
        this.text = text;
        this.cursor = new TokenCursor(text);
    }

    Statement create() {
        cursor.skip();
        cursor.accept(Keyword.OR, Keyword.REPLACE);
        while (cursor.acceptAny(
                        Keyword.GLOBAL,
                        Keyword.LOCAL,
                        Keyword.TEMP,
                        Keyword.TEMPORARY,
                        Keyword.UNLOGGED,
                        Keyword.PERSISTENT,
                        Keyword.TRUSTED,
                        Keyword.UNIQUE,
                        Keyword.RECURSIVE)
                != null) {
            // Only the noun tells the statements apart.
        }
        Keyword noun = cursor.keyword();
        if (noun == null) {
            return new Statement.Engine(Leading.CREATE_OTHER);
        }
        return switch (noun) {
            case TABLE -> engine(new EngineClassifier(text).createTable(cursor.index() + 1));
            case VIEW -> engine(Leading.CREATE_VIEW);
            case MATERIALIZED -> engine(Leading.CREATE_TABLE_AS);
            case INDEX -> engine(Leading.CREATE_INDEX);
            case SCHEMA -> engine(Leading.CREATE_SCHEMA);
            case SEQUENCE -> engine(Leading.CREATE_SEQUENCE);
            case TYPE -> engine(Leading.CREATE_TYPE);
            case DOMAIN -> engine(Leading.CREATE_DOMAIN);
            case MACRO -> engine(Leading.CREATE_FUNCTION);
            case FUNCTION -> function();
            default -> refusedOr("CREATE", Leading.CREATE_OTHER);
        };
    }

    /** DuckDB's macro spelled as a function, or one in SQL; the engine runs no other code. */
    private Statement function() {
        Tokens tokens = text.tokens();
        for (int i = cursor.index(); i + 1 < text.to(); i++) {
            boolean other =
                    tokens.is(i, Keyword.LANGUAGE)
                            && !tokens.text(i + 1).replace("'", "").equalsIgnoreCase("sql");
            if (other) {
                return refused(
                        "CREATE FUNCTION in language " + tokens.text(i + 1),
                        FunctionOptions.CODE_HINT);
            }
        }
        return engine(Leading.CREATE_FUNCTION);
    }

    Statement drop() {
        cursor.skip();
        Keyword noun = cursor.keyword();
        if (noun == null) {
            return engine(Leading.DROP_OTHER);
        }
        return switch (noun) {
            case TABLE -> engine(Leading.DROP_TABLE);
            case VIEW -> engine(Leading.DROP_VIEW);
            case MATERIALIZED -> engine(Leading.DROP_MATERIALIZED_VIEW);
            case INDEX -> engine(Leading.DROP_INDEX);
            case SCHEMA -> engine(Leading.DROP_SCHEMA);
            case SEQUENCE -> engine(Leading.DROP_SEQUENCE);
            case TYPE -> engine(Leading.DROP_TYPE);
            case DOMAIN -> engine(Leading.DROP_DOMAIN);
            case FUNCTION, MACRO -> engine(Leading.DROP_FUNCTION);
            default -> refusedOr("DROP", Leading.DROP_OTHER);
        };
    }

    Statement alter() {
        cursor.skip();
        Keyword noun = cursor.keyword();
        if (noun == null) {
            return engine(Leading.ALTER_OTHER);
        }
        return switch (noun) {
            case TABLE -> engine(Leading.ALTER_TABLE);
            case VIEW -> engine(Leading.ALTER_VIEW);
            case MATERIALIZED -> engine(Leading.ALTER_MATERIALIZED_VIEW);
            case INDEX -> engine(Leading.ALTER_INDEX);
            case SCHEMA -> engine(Leading.ALTER_SCHEMA);
            case SEQUENCE -> engine(Leading.ALTER_SEQUENCE);
            case TYPE -> engine(Leading.ALTER_TYPE);
            case DOMAIN -> engine(Leading.ALTER_DOMAIN);
            case FUNCTION -> refused("ALTER FUNCTION", CODE_HINT);
            default -> refusedOr("ALTER", Leading.ALTER_OTHER);
        };
    }

    /** Statements of one word that stand for objects the engine has not; null for others. */
    static @Nullable Statement refusedVerb(Keyword verb) {
        return switch (verb) {
            case GRANT, REVOKE -> refused(verb.name(), ACCESS_HINT);
            case DO -> refused("DO", CLIENT_HINT);
            case REASSIGN -> refused("REASSIGN OWNED", ACCESS_HINT);
            case SECURITY -> refused("SECURITY LABEL", ACCESS_HINT);
            default -> null;
        };
    }

    private Statement refusedOr(String verb, Leading otherwise) {
        String object = object();
        if (object == null) {
            return engine(otherwise);
        }
        return refused(verb + ' ' + object, hint(object));
    }

    /** The object's kind in PostgreSQL's words; null when it is none of PostgreSQL's own. */
    private @Nullable String object() {
        Keyword first = cursor.keyword();
        if (first == null) {
            return null;
        }
        return switch (first) {
            case ROLE, USER, GROUP, DATABASE, EXTENSION, TABLESPACE -> mapped(first);
            case TRIGGER, RULE, POLICY, PUBLICATION, SUBSCRIPTION, SERVER -> first.name();
            case LANGUAGE, PROCEDURE, ROUTINE, AGGREGATE, OPERATOR, CAST, CONVERSION ->
                    first.name();
            case COLLATION, STATISTICS, TRANSFORM, CONSTRAINT, SYSTEM, OWNED -> first.name();
            case PROCEDURAL -> "LANGUAGE";
            case EVENT -> "EVENT TRIGGER";
            case FOREIGN ->
                    cursor.followedBy(Keyword.TABLE) ? "FOREIGN TABLE" : "FOREIGN DATA WRAPPER";
            case TEXT -> "TEXT SEARCH CONFIGURATION";
            case ACCESS -> "ACCESS METHOD";
            case DEFAULT -> "DEFAULT PRIVILEGES";
            default -> null;
        };
    }

    private String mapped(Keyword first) {
        return first == Keyword.USER && cursor.followedByWord("mapping")
                ? "USER MAPPING"
                : first.name();
    }

    private static String hint(String object) {
        return switch (object) {
            case "ROLE", "USER", "GROUP", "POLICY", "OWNED", "DEFAULT PRIVILEGES" -> ACCESS_HINT;
            case "EXTENSION", "LANGUAGE" -> EXTENSION_HINT;
            case "PROCEDURE", "ROUTINE", "AGGREGATE", "OPERATOR", "CAST", "TRANSFORM" -> CODE_HINT;
            case "DATABASE" -> "Create a workspace through the admin API instead.";
            case "TABLESPACE", "STATISTICS", "ACCESS METHOD" -> STORAGE_HINT;
            default -> CLIENT_HINT;
        };
    }

    private static Statement.Engine engine(Leading leading) {
        return new Statement.Engine(leading);
    }

    private static Statement.Refused refused(String what, String hint) {
        return Refusals.of(what + " is not supported", hint);
    }
}
