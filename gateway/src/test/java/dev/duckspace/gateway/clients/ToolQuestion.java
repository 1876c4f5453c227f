package dev.duckspace.gateway.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A question that a tool asks, from a file of such:
 *
 * <pre>
 * -- label
 * -- parameters: int8 ${'orders'::regclass::oid}, text public
 * -- varies: size, pid
 * select ...;
 * </pre>
 *
 * <p>{@code ${...}} stands for the value of an expression in the database that is asked, as a tool
 * writes an OID that it has read before. Columns that vary are compared by whether they are null.
 *
 * @param sql without the semicolon; one or more statements
 * @param parameters type and value; a question with parameters is asked by the extended protocol
 */
record ToolQuestion(String label, String sql, List<Parameter> parameters, List<String> varying) {
    private static final String PARAMETERS = "parameters: ";
    private static final String VARIES = "varies: ";

    record Parameter(String type, String value) {
        static Parameter of(String text) {
            int blank = text.indexOf(' ');
            return new Parameter(text.substring(0, blank), text.substring(blank + 1));
        }
    }

    static List<ToolQuestion> read(Path file) throws IOException {
        List<ToolQuestion> questions = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        List<String> sql = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.startsWith("-- ")) {
                comments.add(line.substring(3));
            } else if (line.isBlank() && sql.isEmpty()) {
                comments.clear();
            } else {
                sql.add(line);
                if (line.endsWith(";")) {
                    questions.add(of(comments, String.join("\n", sql)));
                    comments.clear();
                    sql.clear();
                }
            }
        }
        if (!sql.isEmpty()) {
            throw new IllegalStateException(file + " ends within a question");
        }
        return questions;
    }

    private static ToolQuestion of(List<String> comments, String sql) {
        String label = "";
        List<Parameter> parameters = List.of();
        List<String> varying = List.of();
        for (String comment : comments) {
            if (comment.startsWith(PARAMETERS)) {
                parameters = items(comment, PARAMETERS).stream().map(Parameter::of).toList();
            } else if (comment.startsWith(VARIES)) {
                varying = items(comment, VARIES);
            } else {
                label = comment;
            }
        }
        return new ToolQuestion(label, sql.substring(0, sql.length() - 1), parameters, varying);
    }

    private static List<String> items(String comment, String prefix) {
        return List.of(comment.substring(prefix.length()).split(", "));
    }

    /** Whether the rows come in an order that was asked for. */
    boolean isOrdered() {
        String last = sql.substring(sql.lastIndexOf('\n') + 1);
        return last.regionMatches(true, 0, "order by", 0, "order by".length());
    }
}
