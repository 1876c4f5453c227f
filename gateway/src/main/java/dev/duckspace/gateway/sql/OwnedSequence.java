package dev.duckspace.gateway.sql;

import java.nio.charset.StandardCharsets;

/**
 * The sequence behind a serial or identity column, named as PostgreSQL names it: {@code
 * table_column_seq} in the table's schema. The engine does not drop it with its table.
 *
 * @param qualifier with its dot; empty when unknown, and for temporary tables
 */
record OwnedSequence(boolean temporary, String qualifier, String name) {
    /** PostgreSQL's longest name, in bytes. */
    private static final int NAME_BYTES_MAX = 63;

    private static final String SUFFIX = "_seq";

    static OwnedSequence of(boolean temporary, String qualifier, String table, String column) {
        return new OwnedSequence(
                temporary, temporary ? "" : qualifier, quoted(shortened(table, column)));
    }

    static String shortened(String table, String column) {
        String first = table;
        String second = column;
        while (bytes(first) + bytes(second) + 1 + SUFFIX.length() > NAME_BYTES_MAX) {
            if (bytes(first) >= bytes(second)) {
                first = first.substring(0, first.offsetByCodePoints(first.length(), -1));
            } else {
                second = second.substring(0, second.offsetByCodePoints(second.length(), -1));
            }
        }
        return first + '_' + second + SUFFIX;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String quoted(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || c == '_' || (i > 0 && c >= '0' && c <= '9');
            if (!plain) {
                return Literals.quoteIdentifier(name);
            }
        }
        return name;
    }

    String createNew(String options) {
        return "CREATE OR REPLACE " + temp() + "SEQUENCE " + qualifier + name + options;
    }

    String createUnlessExists(String options) {
        return "CREATE " + temp() + "SEQUENCE IF NOT EXISTS " + qualifier + name + options;
    }

    private String temp() {
        return temporary ? "TEMP " : "";
    }

    String columnDefault() {
        return "DEFAULT " + expression() + " NOT NULL";
    }

    String identityDefault(boolean always) {
        return "DEFAULT " + identityExpression(always) + " NOT NULL";
    }

    String identityExpression(boolean always) {
        return SequenceCallRule.drawIdentity(always, qualifier + name);
    }

    private String expression() {
        return SequenceCallRule.draw(qualifier + name);
    }
}
