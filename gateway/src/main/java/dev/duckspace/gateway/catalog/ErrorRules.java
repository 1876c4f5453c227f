package dev.duckspace.gateway.catalog;

import static dev.duckspace.gateway.catalog.ErrorRule.rule;

import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;

/** The engine's wordings, by its class of error; the first rule that matches wins. */
final class ErrorRules {
    private static final String CASTS_HINT =
            "No function matches the given name and argument types."
                    + " You might need to add explicit type casts.";
    private static final String CASCADE_HINT =
            "Use DROP ... CASCADE to drop the dependent objects too.";
    private static final String NUMBER =
            "['\"](\\s*[+-]?[\\d_]*\\.?\\d+(?:[eE][+-]?\\d+)?\\s*)['\"]";
    private static final String INTEGER = "(U?INT\\d+|TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)";

    private ErrorRules() {}

    static final List<ErrorRule> PARSER =
            List.of(
                    rule(
                            "(?i)max expression depth",
                            SqlState.STATEMENT_TOO_COMPLEX,
                            "statement is nested too deeply"),
                    rule(
                            "^unterminated string literal",
                            SqlState.SYNTAX_ERROR,
                            "unterminated quoted string"),
                    rule(
                            "^table \"(.+)\" has more than one primary key",
                            SqlState.INVALID_TABLE_DEFINITION,
                            "multiple primary keys for table \"{1}\" are not allowed"),
                    rule("^([^\\n]+)", SqlState.SYNTAX_ERROR, "{1}"));

    static final List<ErrorRule> CATALOG =
            List.of(
                    rule(
                            "^Table with name \"([^\"]+)\" does not exist because",
                            SqlState.UNDEFINED_TABLE,
                            "relation \"{1}\" does not exist"),
                    rule(
                            "^(?:Table|Sequence) with name \"?(.+?)\"? does not exist!",
                            SqlState.UNDEFINED_TABLE,
                            "relation \"{1}\" does not exist"),
                    rule(
                            "^View with name \"?(.+?)\"? does not exist!",
                            SqlState.UNDEFINED_TABLE,
                            "view \"{1}\" does not exist"),
                    rule(
                            "^Schema with name \"?(.+?)\"? does not exist!",
                            SqlState.INVALID_SCHEMA_NAME,
                            "schema \"{1}\" does not exist"),
                    rule(
                            "^Type with name \"?(.+?)\"? (?:does not exist!|is not in the catalog, but)",
                            SqlState.UNDEFINED_OBJECT,
                            "type \"{1}\" does not exist"),
                    rule(
                                    "^(?:Scalar |Aggregate |Table |Window |Pragma )?(?:Function|Macro)"
                                            + "(?: Function)? with name \"?(.+?)\"? (?:does not exist!|is not in the catalog, but)",
                                    SqlState.UNDEFINED_FUNCTION,
                                    "function {1} does not exist")
                            .hint(castsHint()),
                    rule(
                            "^(Index|Collation|Trigger) with name \"?(.+?)\"? does not exist!",
                            SqlState.UNDEFINED_OBJECT,
                            "{1:type} \"{2}\" does not exist"),
                    rule(
                            "^(?:Table|View|Index|Sequence) with name \"?(.+?)\"? already exists!",
                            SqlState.DUPLICATE_TABLE,
                            "relation \"{1}\" already exists"),
                    rule(
                            "^Schema with name \"?(.+?)\"? already exists!",
                            SqlState.DUPLICATE_SCHEMA,
                            "schema \"{1}\" already exists"),
                    rule(
                            "^Type with name \"?(.+?)\"? already exists!",
                            SqlState.DUPLICATE_OBJECT,
                            "type \"{1}\" already exists"),
                    rule(
                            "^Column with name \"?(.+?)\"? already exists!",
                            SqlState.DUPLICATE_COLUMN,
                            "column \"{1}\" specified more than once"),
                    rule(
                            "(?:Function|Macro).* with name \"?(.+?)\"? already exists!",
                            SqlState.DUPLICATE_FUNCTION,
                            "function {1} already exists with same argument types"),
                    rule(
                            "^unrecognized configuration parameter \"([^\"]+)\"",
                            SqlState.UNDEFINED_OBJECT,
                            "unrecognized configuration parameter \"{1}\""),
                    rule(
                                    "^Existing object \"?(.+?)\"? is of type (\\w+), trying to"
                                            + " .*type (\\w+)",
                                    SqlState.WRONG_OBJECT_TYPE,
                                    "\"{1}\" is not a {3:type}")
                            .hint("It is a {2:type}."),
                    rule(
                            "^(.+) is not an table",
                            SqlState.WRONG_OBJECT_TYPE,
                            "\"{1}\" is not a table"),
                    rule(
                            "(?i)write-write conflict",
                            SqlState.T_R_SERIALIZATION_FAILURE,
                            "could not serialize access due to concurrent update"),
                    rule(
                            "^(Cannot rename column .* because this is involved in [^\\n]*)",
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "{1}"),
                    rule(
                            "(?i)Cannot drop column .*index",
                            SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                            "cannot drop column because other objects depend on it"));

    static final List<ErrorRule> BINDER =
            List.of(
                    rule(
                                    "^Macro \"?(.+?)\"?\\(\\) does not support the supplied arguments",
                                    SqlState.UNDEFINED_FUNCTION,
                                    "function {1} does not exist for arguments of these types")
                            .hint(CASTS_HINT),
                    rule(
                                    "\"sequence_name\" argument in function \"nextval\" must be a constant",
                                    SqlState.FEATURE_NOT_SUPPORTED,
                                    "nextval of a sequence that a row names is not supported")
                            .hint("Name the sequence by a literal or a parameter."),
                    rule(
                                    "^DO UPDATE SET clause cannot contain a subquery",
                                    SqlState.FEATURE_NOT_SUPPORTED,
                                    "a query in ON CONFLICT DO UPDATE is not supported")
                            .hint("Put it into the SELECT that is inserted, and use EXCLUDED."),
                    rule(
                            "^Column \"([^\"]+)\" does not exist on (left|right) side of join",
                            SqlState.UNDEFINED_COLUMN,
                            "column \"{1}\" specified in USING clause does not exist in {2} table"),
                    rule(
                            "^GROUPING statement cannot be used without groups",
                            SqlState.GROUPING_ERROR,
                            "arguments to GROUPING must be grouping expressions of the associated"
                                    + " query level"),
                    rule(
                            "(?i)^WHERE clause cannot contain window functions",
                            SqlState.WINDOWING_ERROR,
                            "window functions are not allowed in WHERE"),
                    rule(
                            "^Referenced (?:update )?column \"?([^\"\\n]+?)\"? (?:was )?not found",
                            SqlState.UNDEFINED_COLUMN,
                            "column \"{1}\" does not exist"),
                    rule(
                            "^(?:Table|Values list) \"([^\"]+)\" does not have a column named"
                                    + " \"([^\"]+)\"",
                            SqlState.UNDEFINED_COLUMN,
                            "column {1}.{2} does not exist"),
                    rule(
                                    "^Table \"([^\"]+)\" does not have a column with name"
                                            + " \"([^\"]+)\"",
                                    SqlState.UNDEFINED_COLUMN,
                                    "column \"{2}\" of relation \"{1}\" does not exist")
                            .object("{1}", "{2}"),
                    rule(
                            "^Referenced table \"([^\"]+)\" not found",
                            SqlState.UNDEFINED_TABLE,
                            "missing FROM-clause entry for table \"{1}\""),
                    rule(
                            "^Ambiguous reference to column name \"([^\"]+)\"",
                            SqlState.AMBIGUOUS_COLUMN,
                            "column reference \"{1}\" is ambiguous"),
                    rule(
                            "(?i)^(?:Ambiguous reference to table|Duplicate alias) \"([^\"]+)\"",
                            SqlState.DUPLICATE_ALIAS,
                            "table name \"{1}\" specified more than once"),
                    rule(
                            "^column \"([^\"]+)\" must appear in the GROUP BY clause",
                            SqlState.GROUPING_ERROR,
                            "column \"{1}\" must appear in the GROUP BY clause"
                                    + " or be used in an aggregate function"),
                    rule(
                                    "^Macro \"([^\"]+)\"\\((.*?)\\) does not support",
                                    SqlState.UNDEFINED_FUNCTION,
                                    "function {1} does not exist with these arguments")
                            .hint(CASTS_HINT),
                    rule(
                                    "^Could not choose a best candidate function for the function"
                                            + " call \"?([^\"(]+)",
                                    SqlState.AMBIGUOUS_FUNCTION,
                                    "function {1} is not unique")
                            .hint("Add explicit type casts."),
                    rule(
                            "(?i)^(WHERE|GROUP BY|JOIN|FILTER|VALUES|LIMIT|RETURNING) clause"
                                    + " cannot contain aggregates",
                            SqlState.GROUPING_ERROR,
                            "aggregate functions are not allowed in {1}"),
                    rule(
                            "^aggregate function calls cannot be nested",
                            SqlState.GROUPING_ERROR,
                            "aggregate function calls cannot be nested"),
                    rule(
                            "(?i)window functions are not (?:supported|allowed)",
                            SqlState.WINDOWING_ERROR,
                            "window functions are not allowed here"),
                    rule(
                            "^The specified columns as conflict target are not referenced",
                            SqlState.INVALID_COLUMN_REFERENCE,
                            "there is no unique or exclusion constraint matching the ON CONFLICT"
                                    + " specification"),
                    rule(
                            "^Duplicate column name \"([^\"]+)\" in INSERT",
                            SqlState.DUPLICATE_COLUMN,
                            "column \"{1}\" specified more than once"),
                    rule(
                            "^Column name/value mismatch for insert on \"[^\"]*\": expected (\\d+)"
                                    + " columns but (\\d+) values",
                            SqlState.SYNTAX_ERROR,
                            "INSERT has {2} expressions for {1} target columns"),
                    rule(
                            "^Multiple assignments to same column \"([^\"]+)\"",
                            SqlState.SYNTAX_ERROR,
                            "multiple assignments to same column \"{1}\""),
                    rule(
                            "^GROUP BY term out of range",
                            SqlState.INVALID_COLUMN_REFERENCE,
                            "GROUP BY position is not in select list"),
                    rule(
                            "^interval cannot be 0",
                            SqlState.INVALID_PARAMETER_VALUE,
                            "step size cannot equal zero"),
                    rule(
                            "^LIMIT/OFFSET cannot be negative",
                            SqlState.INVALID_ROW_COUNT_IN_LIMIT_CLAUSE,
                            "LIMIT must not be negative"),
                    rule(
                            "^Set operations can only apply",
                            SqlState.SYNTAX_ERROR,
                            "each UNION query must have the same number of columns"),
                    rule(
                            "^table \"?.+?\"? has (\\d+) columns but (\\d+) values were supplied",
                            SqlState.SYNTAX_ERROR,
                            "INSERT has {2} expressions for {1} target columns"),
                    rule(
                            "^ORDER term out of range",
                            SqlState.INVALID_COLUMN_REFERENCE,
                            "ORDER BY position is not in select list"),
                    rule(
                            "^Subquery returns \\d+ columns",
                            SqlState.SYNTAX_ERROR,
                            "subquery must return only one column"),
                    rule(
                            "(?i)max expression depth",
                            SqlState.STATEMENT_TOO_COMPLEX,
                            "statement is nested too deeply"),
                    rule(
                                    "^Cannot compare values of type (.+?) and type (.+?) -",
                                    SqlState.UNDEFINED_FUNCTION,
                                    "no operator compares {1:type} and {2:type}")
                            .hint(CASTS_HINT),
                    rule(
                                    "^Cannot mix values of type (.+?) and (.+?) in (?:BETWEEN|IN)"
                                            + " clause",
                                    SqlState.UNDEFINED_FUNCTION,
                                    "no operator compares {1:type} and {2:type}")
                            .hint(CASTS_HINT),
                    rule(
                            "^Cannot mix values of type (.+?) and (.+?) in (\\w+)",
                            SqlState.DATATYPE_MISMATCH,
                            "{3} types {1:type} and {2:type} cannot be matched"),
                    rule(
                            "^Cannot deduce template type 'T' in function: 'list_value",
                            SqlState.DATATYPE_MISMATCH,
                            "ARRAY types cannot be matched"),
                    rule(
                            "^Cannot (compare|mix|combine) .*",
                            SqlState.DATATYPE_MISMATCH,
                            "types do not match: {0}"),
                    rule(
                            "(?i)unimplemented (?:type for )?cast|cannot be cast|no cast",
                            SqlState.CANNOT_COERCE,
                            "cannot cast between these types"),
                    rule(
                            "(?i)read.?only mode",
                            SqlState.READ_ONLY_SQL_TRANSACTION,
                            "cannot write to a read-only relation"),
                    rule(
                            "(?i)^(?:Values were not provided|.*prepared statement parameter)",
                            SqlState.UNDEFINED_PARAMETER,
                            "there is no value for a parameter of the statement"),
                    rule(
                            "^Catalog \"([^\"]+)\" does not exist",
                            SqlState.INVALID_SCHEMA_NAME,
                            "schema \"{1}\" does not exist"),
                    rule(
                            "(?i)not (?:supported|implemented)",
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "{0}"));

    /** Function and operator mismatches carry their types in the engine's spelling. */
    static final String NO_MATCH =
            "^No function matches the given name and argument types '(.+?)\\((.*?)\\)'\\.";

    static String castsHint() {
        return CASTS_HINT;
    }

    static final List<ErrorRule> CONVERSION =
            List.of(
                    rule(
                            "^Could not convert string " + NUMBER + " to " + INTEGER,
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            "value \"{1}\" is out of range for type {2:type}"),
                    rule(
                            "^Could not convert string " + NUMBER + " to DECIMAL",
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            "numeric field overflow"),
                    rule(
                            "^Could not convert string ['\"](.*)['\"] to '?(pg_enum_\\w+)",
                            SqlState.INVALID_TEXT_REPRESENTATION,
                            "invalid input value for enum {2}: \"{1}\""),
                    rule(
                            "^Could not convert string ['\"](.*)['\"] to '?([\\w ]+(?:\\[])*)",
                            SqlState.INVALID_TEXT_REPRESENTATION,
                            "invalid input syntax for type {2:type}: \"{1}\""),
                    rule(
                            "^Unimplemented type for cast \\((.+) -> (.+)\\)",
                            SqlState.CANNOT_COERCE,
                            "cannot cast type {1:type} to {2:type}"),
                    rule(
                            "^Failed to cast decimal value \\S+ to type " + INTEGER,
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            "{1:type} out of range"),
                    rule(
                            "^Type .+ with value .+ can't be cast because the value is out of range"
                                    + " for the destination type ([\\w ]+)",
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            "{1:type} out of range"),
                    rule(
                            "^Could not cast value .+ to DECIMAL",
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            "numeric field overflow"),
                    rule(
                            "^Casting value .+ to type DECIMAL.* failed: value is out of range",
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            "numeric field overflow"),
                    rule(
                            "(?:date|time|timestamp) field value out of range: \"([^\"]*)\"",
                            SqlState.DATETIME_FIELD_OVERFLOW,
                            "date/time field value out of range: \"{1}\""),
                    rule(
                            "invalid (date|time|timestamp) field format: \"([^\"]*)\"",
                            SqlState.INVALID_DATETIME_FORMAT,
                            "invalid input syntax for type {1}: \"{2}\""),
                    rule(
                                    "^Malformed JSON at (byte \\d+) of input: ([^.]*)",
                                    SqlState.INVALID_TEXT_REPRESENTATION,
                                    "invalid input syntax for type json")
                            .detail("At {1}: {2}."),
                    rule(
                            "(?i)out of range|overflow",
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            "value out of range"),
                    rule("^([^\\n]+)", SqlState.INVALID_TEXT_REPRESENTATION, "{1}"));

    static final List<ErrorRule> OUT_OF_RANGE =
            List.of(
                    rule(
                            "^Overflow in \\w+ of " + INTEGER,
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            "{1:type} out of range"),
                    rule(
                            "(?i)overflow in .*decimal",
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            "numeric field overflow"),
                    rule(
                            "(?i)square root of a negative",
                            SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
                            "cannot take square root of a negative number"),
                    rule(
                            "(?i)logarithm of zero",
                            SqlState.INVALID_ARGUMENT_FOR_LOG,
                            "cannot take logarithm of zero"),
                    rule(
                            "(?i)logarithm of a negative",
                            SqlState.INVALID_ARGUMENT_FOR_LOG,
                            "cannot take logarithm of a negative number"),
                    rule(
                            "(?i)\\b(date|timestamp|interval)\\b",
                            SqlState.DATETIME_FIELD_OVERFLOW,
                            "{1} out of range"),
                    rule("^([^\\n]+)", SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "{1}"));

    static final List<ErrorRule> INVALID_INPUT =
            List.of(
                    rule(
                                    "^MERGE INTO command cannot affect the same target row",
                                    SqlState.CARDINALITY_VIOLATION,
                                    "MERGE command cannot affect row a second time")
                            .hint(
                                    "Ensure that not more than one source row matches any one target"
                                            + " row."),
                    rule(
                            "^Argument for ntile must be greater than zero",
                            SqlState.INVALID_ARGUMENT_FOR_NTILE,
                            "argument of ntile must be greater than zero"),
                    rule(
                            "^Cannot (AND|OR|XOR) bit strings of different sizes",
                            SqlState.STRING_DATA_LENGTH_MISMATCH,
                            "cannot {1} bit strings of different sizes"),
                    rule("^Division by zero", SqlState.DIVISION_BY_ZERO, "division by zero"),
                    rule(
                            "^More than one row returned by a subquery",
                            SqlState.CARDINALITY_VIOLATION,
                            "more than one row returned by a subquery used as an expression"),
                    rule(
                            "attached in read-only mode",
                            SqlState.READ_ONLY_SQL_TRANSACTION,
                            "cannot write to a project table: project tables are read-only"),
                    rule(
                            "^unrecognized configuration parameter \"([^\"]+)\"",
                            SqlState.UNDEFINED_OBJECT,
                            "unrecognized configuration parameter \"{1}\""),
                    rule(
                            "^Values were not provided for the following parameters: (.+)",
                            SqlState.UNDEFINED_PARAMETER,
                            "there is no value for parameter ${1}"),
                    rule(
                            "^Cannot change configuration option",
                            SqlState.INSUFFICIENT_PRIVILEGE,
                            "permission denied to change an engine setting"),
                    rule("^([^\\n]+)", SqlState.INVALID_PARAMETER_VALUE, "{1}"));

    static final List<ErrorRule> CONSTRAINT =
            List.of(
                    rule(
                                    "[Dd]uplicate key \"([^:\"]+): ([^,\"]*)\"",
                                    SqlState.UNIQUE_VIOLATION,
                                    "duplicate key value violates unique constraint")
                            .detail("Key ({1})=({2}) already exists."),
                    rule(
                                    "[Dd]uplicate key \"(.*?)\"",
                                    SqlState.UNIQUE_VIOLATION,
                                    "duplicate key value violates unique constraint")
                            .detail("Key {1} already exists."),
                    rule(
                                    "^NOT NULL constraint failed: (.+)\\.([^.\\n]+)$",
                                    SqlState.NOT_NULL_VIOLATION,
                                    "null value in column \"{2}\" of relation \"{1}\" violates"
                                            + " not-null constraint")
                            .object("{1}", "{2}"),
                    rule(
                                    "^CHECK constraint failed on table \"?(.+?)\"? with expression"
                                            + " CHECK\\(\\(\\(\"row\"\\('pg_constraint',"
                                            + " '((?:[^']|'')*)'\\)",
                                    SqlState.CHECK_VIOLATION,
                                    "new row for relation \"{1}\" violates check constraint"
                                            + " \"{2}\"")
                            .object("{1}", null),
                    rule(
                                    "^CHECK constraint failed on table \"?(.+?)\"? with expression"
                                            + " (.+)$",
                                    SqlState.CHECK_VIOLATION,
                                    "new row for relation \"{1}\" violates check constraint")
                            .detail("Failing constraint: {2}.")
                            .object("{1}", null),
                    rule(
                                    "^Violates foreign key constraint because key \"([^:\"]+):"
                                            + " ([^\"]*)\" does not exist",
                                    SqlState.FOREIGN_KEY_VIOLATION,
                                    "insert or update violates foreign key constraint")
                            .detail("Key ({1})=({2}) is not present in the referenced table."),
                    rule(
                                    "^Violates foreign key constraint because key \"([^:\"]+):"
                                            + " ([^\"]*)\" is still referenced",
                                    SqlState.FOREIGN_KEY_VIOLATION,
                                    "update or delete violates foreign key constraint")
                            .detail("Key ({1})=({2}) is still referenced from another table."),
                    rule(
                            "(?i)foreign key",
                            SqlState.FOREIGN_KEY_VIOLATION,
                            "foreign key constraint is violated"),
                    rule(
                            "(?i)primary key|unique",
                            SqlState.UNIQUE_VIOLATION,
                            "duplicate key value violates unique constraint"),
                    rule("^([^\\n]+)", SqlState.INTEGRITY_CONSTRAINT_VIOLATION, "{1}"));

    static final List<ErrorRule> TRANSACTION =
            List.of(
                    rule(
                            "(?i)transaction is aborted",
                            SqlState.IN_FAILED_SQL_TRANSACTION,
                            "current transaction is aborted, commands ignored until end of"
                                    + " transaction block"),
                    rule(
                            "(?i)PRIMARY KEY or UNIQUE constraint",
                            SqlState.UNIQUE_VIOLATION,
                            "duplicate key value violates unique constraint"),
                    rule(
                            "(?i)foreign key constraint",
                            SqlState.FOREIGN_KEY_VIOLATION,
                            "foreign key constraint is violated"),
                    rule(
                            "(?i)conflict|has been altered|altered by a different transaction",
                            SqlState.T_R_SERIALIZATION_FAILURE,
                            "could not serialize access due to concurrent update"),
                    rule(
                            "(?i)within a transaction",
                            SqlState.ACTIVE_SQL_TRANSACTION,
                            "there is already a transaction in progress"),
                    rule(
                            "(?i)no transaction is active",
                            SqlState.NO_ACTIVE_SQL_TRANSACTION,
                            "there is no transaction in progress"),
                    rule(
                            "(?i)read.?only",
                            SqlState.READ_ONLY_SQL_TRANSACTION,
                            "cannot write in a read-only transaction"),
                    rule(
                            "a single transaction can only write to a single attached database",
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "a transaction cannot write to temporary and workspace tables"
                                    + " of different databases at once"),
                    rule("^([^\\n]+)", SqlState.INVALID_TRANSACTION_STATE, "{1}"));

    static final List<ErrorRule> IO =
            List.of(
                    rule("(?i)no space left", SqlState.DISK_FULL, "could not write: disk full"),
                    rule(
                            "(?i)not a valid DuckDB database|corrupt|checksum"
                                    + "|could not read enough bytes",
                            SqlState.DATA_CORRUPTED,
                            "the file of a table is damaged"),
                    rule(
                            "(?i)no files found|does not exist|no such file",
                            SqlState.UNDEFINED_FILE,
                            "file does not exist"),
                    rule("^([^\\n]+)", SqlState.IO_ERROR, "{1}"));

    static final List<ErrorRule> DEPENDENCY =
            List.of(
                    rule(
                                    "^Cannot drop entry \"?(.+?)\"? because there are entries that"
                                            + " depend on it\\.\\n"
                                            + "(.*)\\n"
                                            + "Use DROP",
                                    SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                                    "cannot drop \"{1}\" because other objects depend on it")
                            .detail("{2}")
                            .hint(CASCADE_HINT),
                    rule("^([^\\n]+)", SqlState.DEPENDENT_OBJECTS_STILL_EXIST, "{1}"));
}
