package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogSnapshot.Constraint;
import dev.duckspace.gateway.catalog.CatalogSnapshot.IndexEntry;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the constraint of which the engine only tells that it does not hold, and says so as
 * PostgreSQL does: with its name, its table and its schema. Where several would fit, none is named.
 */
final class BrokenConstraint {
    private static final long BOOLEAN = 16;
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");

    /** What values of a type look like, by its OID. */
    private static final Map<Long, Pattern> FORMS =
            Map.of(
                    BOOLEAN,
                    Pattern.compile("true|false"),
                    20L,
                    INTEGER,
                    21L,
                    INTEGER,
                    23L,
                    INTEGER,
                    1700L,
                    Pattern.compile("-?\\d+(\\.\\d+)?"),
                    1082L,
                    Pattern.compile("\\d+-\\d\\d-\\d\\d( \\(BC\\))?|-?infinity"));

    private final CatalogSnapshot snapshot;
    private final List<QualifiedTable> written;

    private record QualifiedTable(String schema, String name) {}

    private BrokenConstraint(CatalogSnapshot snapshot, List<QualifiedTable> written) {
        this.snapshot = snapshot;
        this.written = written;
    }

    /**
     * @param written the names of the tables that the failed statement writes to, as their parts
     * @param path the schemas in which bare names are looked for
     */
    static Optional<ErrorInfo> of(
            ConstraintViolation violation,
            CatalogSnapshot snapshot,
            List<List<String>> written,
            List<String> path) {
        List<QualifiedTable> tables =
                written.stream().flatMap(name -> meant(name, snapshot, path).stream()).toList();
        return new BrokenConstraint(snapshot, tables).of(violation);
    }

    private static Optional<QualifiedTable> meant(
            List<String> name, CatalogSnapshot snapshot, List<String> path) {
        Stream<String> schemas =
                name.size() > 1
                        ? Stream.of(schema(name.get(name.size() - 2)))
                        : Stream.concat(Stream.of(CatalogObjects.TEMPORARY), path.stream());
        Set<QualifiedTable> known =
                snapshot.entries().stream()
                        .filter(entry -> entry.name().equals(name.getLast()))
                        .map(entry -> new QualifiedTable(entry.schema(), entry.name()))
                        .collect(Collectors.toSet());
        return schemas.map(schema -> new QualifiedTable(schema, name.getLast()))
                .filter(known::contains)
                .findFirst();
    }

    private static String schema(String written) {
        return written.startsWith("pg_temp") || written.equals("temp")
                ? CatalogObjects.TEMPORARY
                : written;
    }

    private Optional<ErrorInfo> of(ConstraintViolation violation) {
        return switch (violation) {
            case ConstraintViolation.DuplicateKey(String key) ->
                    only(snapshot.indexes().stream(), BrokenConstraint::table, e -> unique(e, key));
            case ConstraintViolation.MissingKey(String key) ->
                    only(foreignKeys(), BrokenConstraint::table, each -> missing(each, key));
            case ConstraintViolation.KeyInUse(String key) ->
                    only(foreignKeys(), BrokenConstraint::referenced, each -> inUse(each, key));
            case ConstraintViolation.FailedCheck(String table, String text) ->
                    only(
                            constraints('c').filter(each -> each.key().table().equals(table)),
                            BrokenConstraint::table,
                            each -> failed(each, text));
            case ConstraintViolation.MissingValue(String table, String column) ->
                    only(tables(table), each -> each, each -> missingValue(each, column));
        };
    }

    /** Of those that fit, first among the tables that were written to. */
    private <T> Optional<ErrorInfo> only(
            Stream<T> all,
            Function<T, QualifiedTable> table,
            Function<T, @Nullable ErrorInfo> error) {
        record Fit(QualifiedTable table, ErrorInfo error) {}
        List<Fit> fits =
                all.map(
                                each -> {
                                    ErrorInfo info = error.apply(each);
                                    return info == null ? null : new Fit(table.apply(each), info);
                                })
                        .filter(Objects::nonNull)
                        .toList();
        List<Fit> likely = fits.stream().filter(fit -> written.contains(fit.table())).toList();
        List<Fit> chosen = likely.isEmpty() ? fits : likely;
        return chosen.size() == 1 ? Optional.of(chosen.getFirst().error()) : Optional.empty();
    }

    private Stream<Constraint> foreignKeys() {
        return constraints('f');
    }

    private Stream<Constraint> constraints(char kind) {
        return snapshot.constraints().stream().filter(each -> each.key().kind() == kind);
    }

    private Stream<QualifiedTable> tables(String name) {
        return snapshot.entries().stream()
                .filter(entry -> entry.kind() == 'r' && entry.name().equals(name))
                .map(entry -> new QualifiedTable(entry.schema(), entry.name()));
    }

    private static QualifiedTable table(IndexEntry entry) {
        return new QualifiedTable(entry.index().schema(), entry.index().table());
    }

    private static QualifiedTable table(Constraint constraint) {
        return new QualifiedTable(constraint.key().schema(), constraint.key().table());
    }

    private static QualifiedTable referenced(Constraint constraint) {
        return new QualifiedTable(
                constraint.referencedSchema(), constraint.key().referencedTable());
    }

    private @Nullable ErrorInfo unique(IndexEntry entry, String key) {
        if (!entry.index().unique()) {
            return null;
        }
        List<String> items =
                entry.index().items().stream().map(BrokenConstraint::engineItem).toList();
        List<String> values = ConstraintViolation.values(key, items);
        return values.isEmpty() || !canBe(entry.table(), items, values)
                ? null
                : ErrorInfo.error(
                                SqlState.UNIQUE_VIOLATION,
                                "duplicate key value violates unique constraint \"%s\""
                                        .formatted(entry.index().name()))
                        .withDetail(shown(entry.table(), items, values) + " already exists.")
                        .withObject(
                                entry.index().schema(),
                                entry.index().table(),
                                null,
                                entry.index().name());
    }

    /** An index shows an expression in parentheses, which the engine's errors do not. */
    private static String engineItem(String item) {
        return item.startsWith("(") && item.endsWith(")")
                ? item.substring(1, item.length() - 1)
                : SqlNames.unquoted(item);
    }

    private @Nullable ErrorInfo missing(Constraint constraint, String key) {
        List<String> values = ConstraintViolation.values(key, constraint.key().referencedColumns());
        return values.isEmpty()
                ? null
                : foreign(
                        constraint,
                        "insert or update on table \"%s\" violates foreign key constraint \"%s\""
                                .formatted(constraint.key().table(), constraint.name()),
                        "%s is not present in table \"%s\"."
                                .formatted(
                                        shown(
                                                constraint.relation(),
                                                constraint.key().columns(),
                                                values),
                                        constraint.key().referencedTable()));
    }

    private @Nullable ErrorInfo inUse(Constraint constraint, String key) {
        List<String> values = ConstraintViolation.values(key, constraint.key().columns());
        return values.isEmpty()
                ? null
                : foreign(
                        constraint,
                        ("update or delete on table \"%s\" violates foreign key constraint \"%s\""
                                        + " on table \"%s\"")
                                .formatted(
                                        constraint.key().referencedTable(),
                                        constraint.name(),
                                        constraint.key().table()),
                        "%s is still referenced from table \"%s\"."
                                .formatted(
                                        shown(
                                                constraint.referenced(),
                                                constraint.key().referencedColumns(),
                                                values),
                                        constraint.key().table()));
    }

    /** Where the engine tells values alone, those of another key may look like this one's. */
    private boolean canBe(long relation, List<String> items, List<String> values) {
        Map<String, CatalogSnapshot.ColumnEntry> columns = snapshot.columnsOf(relation);
        for (int i = 0; i < items.size(); i++) {
            CatalogSnapshot.ColumnEntry column = columns.get(items.get(i));
            Pattern form = column == null ? null : FORMS.get(column.type().oid());
            if (form != null && !form.matcher(values.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    private String shown(long relation, List<String> items, List<String> values) {
        Map<String, CatalogSnapshot.ColumnEntry> columns = snapshot.columnsOf(relation);
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            CatalogSnapshot.ColumnEntry column = columns.get(items.get(i));
            names.add(column == null ? items.get(i) : SqlNames.quoted(items.get(i)));
            boolean truth = column != null && column.type().oid() == BOOLEAN;
            texts.add(truth ? values.get(i).substring(0, 1) : values.get(i));
        }
        return "Key (%s)=(%s)".formatted(String.join(", ", names), String.join(", ", texts));
    }

    private static ErrorInfo foreign(Constraint constraint, String message, String detail) {
        return ErrorInfo.error(SqlState.FOREIGN_KEY_VIOLATION, message)
                .withDetail(detail)
                .withObject(
                        constraint.key().schema(),
                        constraint.key().table(),
                        null,
                        constraint.name());
    }

    private static @Nullable ErrorInfo failed(Constraint constraint, String text) {
        return !constraint.key().text().equals(text)
                ? null
                : ErrorInfo.error(
                                SqlState.CHECK_VIOLATION,
                                "new row for relation \"%s\" violates check constraint \"%s\""
                                        .formatted(constraint.key().table(), constraint.name()))
                        .withObject(
                                constraint.key().schema(),
                                constraint.key().table(),
                                null,
                                constraint.name());
    }

    private static ErrorInfo missingValue(QualifiedTable table, String column) {
        return ErrorInfo.error(
                        SqlState.NOT_NULL_VIOLATION,
                        "null value in column \"%s\" of relation \"%s\" violates not-null constraint"
                                .formatted(column, table.name()))
                .withObject(table.schema(), table.name(), column, null);
    }
}
