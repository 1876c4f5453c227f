package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.RewriteContext;
import dev.duckspace.gateway.sql.Rewriter;
import dev.duckspace.gateway.sql.RewrittenSql;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Tokens;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets a condition through only when it is one expression on the columns of one table, made of
 * constants, operators and the functions that {@code filter-functions.txt} lists. It is judged by
 * what the engine's own parser makes of it, so that neither comments nor quoting nor any other
 * spelling matters; classes of nodes that nobody has thought of are refused.
 */
final class RowFilter {
    static final int LENGTH_MAX = 10_000;

    private static final String BEFORE = "SELECT 1 FROM t WHERE (";

    /** On a line of its own, so that no comment of the condition reaches it. */
    private static final String AFTER = "\n)";

    private static final Set<String> FUNCTIONS = WordList.read("filter-functions.txt");

    /** Bare names that the engine takes for functions when no column is named so. */
    private static final Set<String> VALUE_FUNCTIONS =
            Set.of(
                    "current_date",
                    "current_time",
                    "current_timestamp",
                    "localtime",
                    "localtimestamp");

    /** Each class of nodes with the members it may have, beside class, type and position. */
    private static final Map<String, Set<String>> CLASSES =
            Map.of(
                    "COLUMN_REF", Set.of("column_names"),
                    "CONSTANT", Set.of("literal", "value"),
                    "COMPARISON", Set.of("left", "right"),
                    "CONJUNCTION", Set.of("children"),
                    "OPERATOR", Set.of("children"),
                    "BETWEEN", Set.of("input", "lower", "upper"),
                    "CASE", Set.of("case_checks", "else_expr"),
                    "CAST", Set.of("child", "type_expr", "try_cast"),
                    "TYPE", Set.of("type_name", "qualified_name", "children"),
                    "FUNCTION",
                            Set.of(
                                    "function_name",
                                    "qualified_name",
                                    "arguments",
                                    "order_bys",
                                    "is_operator"));

    private static final Set<String> COMMON_MEMBERS =
            Set.of("class", "type", "query_location", "query_location_length");

    /** Operators that reach out of the row, or that only look like ones. */
    private static final Set<String> OPERATORS_DENIED =
            Set.of("GROUPING_FUNCTION", "OPERATOR_UNPACK");

    private final Set<String> columns;
    private final String table;

    private RowFilter(Collection<String> columns, String table) {
        this.columns =
                columns.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        this.table = table.toLowerCase(Locale.ROOT);
    }

    /**
     * The condition in the engine's spelling, to be put between brackets with a line break before
     * the closing one. On an engine thread.
     *
     * @param table the name that may stand before a column
     * @throws ContentsException INVALID, with the reason
     */
    static String check(
            EngineConnection engine, String condition, String table, Collection<String> columns) {
        if (condition.isBlank()) {
            throw refused("it is empty; leave it out to copy every row");
        }
        if (condition.length() > LENGTH_MAX) {
            throw refused("it is longer than " + LENGTH_MAX + " characters");
        }
        if (condition.indexOf('\0') >= 0) {
            throw refused("it holds a NUL character");
        }
        String rewritten = rewritten(condition);
        SyntaxTree.Parsed parsed = SyntaxTree.parse(engine, BEFORE + rewritten + AFTER);
        SyntaxTree tree = parsed.tree();
        if (tree == null) {
            throw refused("it is not one expression: " + parsed.error());
        }
        new RowFilter(columns, table).checkStatement(tree);
        return rewritten;
    }

    /** Whether a bracket closes that the condition has not opened. */
    private static boolean closesTooMuch(SqlText statement) {
        Tokens tokens = statement.tokens();
        int own = 0;
        for (int i = statement.from(); i < statement.to() - 1; i++) {
            if (tokens.start(i) >= BEFORE.length()) {
                own += tokens.depthChange(i);
                if (own < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** PostgreSQL's spellings become the engine's, as in a session. */
    private static String rewritten(String condition) {
        try {
            List<SqlText> statements = SqlSplitter.split(BEFORE + condition + AFTER);
            if (statements.size() != 1) {
                throw refused("it is more than one statement");
            }
            if (closesTooMuch(statements.getFirst())) {
                throw refused("it closes a bracket that it has not opened");
            }
            RewrittenSql sql = Rewriter.rewrite(statements.getFirst(), RewriteContext.NONE);
            String text = sql.text().stripTrailing();
            if (!sql.prelude().isEmpty() || !text.startsWith(BEFORE) || !text.endsWith(AFTER)) {
                throw refused("it is not one expression");
            }
            return text.substring(BEFORE.length(), text.length() - AFTER.length());
        } catch (PgException e) {
            throw refused(e.info().message());
        }
    }

    /** Exactly the query around the condition, and nothing that the condition has added to it. */
    private void checkStatement(SyntaxTree root) {
        SyntaxTree statements = root.member("statements");
        SyntaxTree statement = statements.member("0");
        SyntaxTree node = statement.member("node");
        boolean asBuilt =
                statements.members().size() == 1
                        && Set.of("node", "named_param_map")
                                .containsAll(statement.members().keySet())
                        && Set.of(
                                        "type",
                                        "cte_map",
                                        "select_list",
                                        "from_table",
                                        "where_clause",
                                        "aggregate_handling")
                                .containsAll(node.members().keySet())
                        && node.text("type").equals("SELECT_NODE")
                        && node.member("cte_map").members().isEmpty()
                        && node.member("select_list").members().size() == 1
                        && node.member("from_table").text("type").equals("BASE_TABLE")
                        && node.text("aggregate_handling").equals("STANDARD_HANDLING")
                        && !node.member("where_clause").members().isEmpty();
        if (!asBuilt) {
            throw refused("it is not one expression");
        }
        checkNode(node.member("where_clause"));
        if (statement.members().containsKey("named_param_map")) {
            throw refused("it has a parameter, and there is nothing to fill it with");
        }
    }

    private void checkNode(SyntaxTree node) {
        if (node.isLeaf()) {
            return;
        }
        String type = node.text("class");
        if (!type.isEmpty()) {
            checkClass(node, type);
        }
        if (!type.equals("CONSTANT")) {
            node.members().values().forEach(this::checkNode);
        }
    }

    private void checkClass(SyntaxTree node, String type) {
        Set<String> members = CLASSES.get(type);
        if (members == null) {
            throw refused(whyNot(type));
        }
        for (String member : node.members().keySet()) {
            if (!members.contains(member) && !COMMON_MEMBERS.contains(member)) {
                throw refused(
                        "%s with %s is not allowed in it"
                                .formatted(type.toLowerCase(Locale.ROOT), member));
            }
        }
        switch (type) {
            case "COLUMN_REF" -> checkColumn(node.member("column_names"));
            case "FUNCTION" -> checkFunction(node);
            case "OPERATOR" -> {
                if (OPERATORS_DENIED.contains(node.text("type"))) {
                    throw refused("the operator " + node.text("type") + " is not allowed in it");
                }
            }
            default -> {}
        }
    }

    private static String whyNot(String type) {
        return switch (type) {
            case "SUBQUERY" ->
                    "a subquery, or ANY or ALL, is not allowed in it; list_contains looks into a list";
            case "WINDOW" -> "a window function is not allowed in it";
            case "PARAMETER" -> "it has a parameter, and there is nothing to fill it with";
            case "STAR" -> "a star or COLUMNS is not allowed in it";
            case "LAMBDA", "LAMBDA_REF" ->
                    "a lambda or -> is not allowed in it; ->> reads a JSON member";
            case "POSITIONAL_REFERENCE" -> "a column by its number is not allowed in it";
            case "DEFAULT" -> "DEFAULT is not allowed in it";
            default ->
                    "an expression of the kind "
                            + type.toLowerCase(Locale.ROOT)
                            + " is not allowed in it";
        };
    }

    /** {@code column}, {@code table.column}, or a field of a column of either spelling. */
    private void checkColumn(SyntaxTree names) {
        List<String> path =
                names.members().values().stream()
                        .map(SyntaxTree::value)
                        .map(name -> name == null ? "" : name.toLowerCase(Locale.ROOT))
                        .toList();
        String first = path.isEmpty() ? "" : path.getFirst();
        boolean known =
                columns.contains(first)
                        || (path.size() > 1 && first.equals(table) && columns.contains(path.get(1)))
                        || (path.size() == 1 && VALUE_FUNCTIONS.contains(first));
        if (!known) {
            throw new ContentsException(
                    ContentsException.Reason.INVALID,
                    "the where names \"%s\", which is no column of the table"
                            .formatted(ObjectName.shown(String.join(".", path))));
        }
    }

    private static void checkFunction(SyntaxTree node) {
        String name = node.text("function_name").toLowerCase(Locale.ROOT);
        if (node.member("qualified_name").member("path").members().size() > 1) {
            throw refused("a function is named without its schema in it");
        }
        boolean ordered =
                node.member("order_bys").members().keySet().stream()
                        .anyMatch(member -> !member.equals("type"));
        if (ordered || !FUNCTIONS.contains(name)) {
            throw refused("the function %s is not allowed in it".formatted(ObjectName.shown(name)));
        }
    }

    private static ContentsException refused(String why) {
        return ContentsException.invalid("the where cannot be used: " + why);
    }
}
