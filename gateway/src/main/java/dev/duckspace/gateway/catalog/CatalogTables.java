package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineField;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.StoredRows;
import dev.duckspace.gateway.engine.TypeId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables that the catalog's views read, made of a {@link CatalogSnapshot}. */
@SuppressWarnings("ImmutableEnumChecker") // they only read
enum CatalogTables {
    SCHEMAS("oid:o nspname:t comment:t project:b", CatalogTables::schemas),
    RELATIONS(
            "oid:o nspoid:o nspname:t relname:t relkind:t comment:t tuples:l natts:i checks:i"
                    + " temporary:b project:b definition:t has_index:b has_keys:b row_type:o array_type:o",
            CatalogTables::relations),
    COLUMNS(
            "attrelid:o relname:t nspname:t attname:t attnum:i comment:t not_null:b column_default:t"
                    + " is_generated:b default_oid:o atttypid:o atttypmod:i attndims:i typlen:i"
                    + " typbyval:b typalign:t typstorage:t typcollation:o",
            CatalogTables::columns),
    CONSTRAINTS(
            "oid:o nspoid:o nspname:t conname:t contype:t table_name:t columns:T conkey:S expression:t"
                    + " referenced_schema:t referenced_table:t referenced_columns:T conrelid:o"
                    + " confrelid:o conindid:o confkey:S",
            CatalogTables::constraints),
    INDEXES(
            "oid:o nspname:t relname:t on_table:t indrelid:o items:T is_unique:b is_primary:b"
                    + " is_constraint:b comment:t temporary:b",
            CatalogTables::indexes),
    INDEX_COLUMNS(
            "indexrelid:o indrelid:o n:i item:t attnum:i atttypid:o atttypmod:i is_unique:b"
                    + " is_primary:b",
            CatalogTables::indexColumns),
    ENUMS(
            "nspname:t nspoid:o type_name:t labels:T comment:t oid:o array_oid:o",
            CatalogTables::enums),
    SEQUENCES(
            "oid:o nspname:t relname:t start_value:l min_value:l max_value:l increment_by:l cycle:b",
            CatalogTables::sequences),
    TYPE_NAMES("oid:o name:t", CatalogTables::typeNames);

    private static final Map<String, CatalogTables> BY_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    table -> table.name().toLowerCase(Locale.ROOT),
                                    table -> table));

    private final List<EngineField> fields;
    private final Function<CatalogSnapshot, List<@Nullable Object[]>> rows;

    CatalogTables(String columns, Function<CatalogSnapshot, List<@Nullable Object[]>> rows) {
        this.fields = Arrays.stream(columns.split(" ")).map(CatalogTables::field).toList();
        this.rows = rows;
    }

    static CatalogTables named(String name) {
        CatalogTables table = BY_NAME.get(name);
        if (table == null) {
            throw new IllegalArgumentException("the catalog has no table " + name);
        }
        return table;
    }

    List<EngineField> fields() {
        return fields;
    }

    StoredRows of(CatalogSnapshot snapshot) {
        return StoredRows.of(fields, rows.apply(snapshot));
    }

    private static EngineField field(String text) {
        int colon = text.indexOf(':');
        EngineType type =
                switch (text.charAt(colon + 1)) {
                    case 'o', 'l' -> new EngineType.Scalar(TypeId.BIGINT);
                    case 'i' -> new EngineType.Scalar(TypeId.INTEGER);
                    case 'b' -> new EngineType.Scalar(TypeId.BOOLEAN);
                    case 'T' -> new EngineType.ListOf(new EngineType.Scalar(TypeId.VARCHAR));
                    case 'S' -> new EngineType.ListOf(new EngineType.Scalar(TypeId.SMALLINT));
                    default -> new EngineType.Scalar(TypeId.VARCHAR);
                };
        return new EngineField(text.substring(0, colon), type);
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static List<@Nullable Object[]> typeNames(CatalogSnapshot snapshot) {
        return new CatalogNames(snapshot)
                .types().byOid().values().stream()
                        .map(
                                type ->
                                        row(
                                                type.oid(),
                                                (type.schema().equals(CatalogNames.SYSTEM_SCHEMA)
                                                                ? ""
                                                                : SqlNames.quoted(type.schema())
                                                                        + '.')
                                                        + type.text()))
                        .toList();
    }

    private static List<@Nullable Object[]> schemas(CatalogSnapshot snapshot) {
        var project = snapshot.projectSchemas();
        return snapshot.schemas().stream()
                .map(
                        schema ->
                                row(
                                        snapshot.schemaOid(schema.name()),
                                        schema.name(),
                                        schema.comment(),
                                        project.contains(schema.name())))
                .toList();
    }

    private static List<@Nullable Object[]> relations(CatalogSnapshot snapshot) {
        return snapshot.entries().stream()
                .map(
                        entry ->
                                row(
                                        entry.oid(),
                                        entry.schemaOid(),
                                        entry.schema(),
                                        entry.name(),
                                        String.valueOf(entry.kind()),
                                        entry.comment(),
                                        entry.rows(),
                                        entry.columns(),
                                        entry.checks(),
                                        entry.temporary(),
                                        entry.project(),
                                        entry.kind() == 'm' && entry.query() != null
                                                ? entry.query().text()
                                                : entry.definition(),
                                        entry.indexed(),
                                        entry.keyed(),
                                        entry.rowType(),
                                        entry.arrayType()))
                .toList();
    }

    private static List<@Nullable Object[]> columns(CatalogSnapshot snapshot) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogSnapshot.ColumnEntry entry : snapshot.columns()) {
            CatalogObjects.Column column = entry.column();
            BuiltInTypes.Facts facts = facts(entry.type().oid());
            boolean array = entry.type().dimensions() > 0;
            rows.add(
                    row(
                            entry.relation(),
                            column.relation(),
                            column.schema(),
                            column.name(),
                            column.position(),
                            column.comment(),
                            column.notNull(),
                            column.defaultText(),
                            column.generated(),
                            entry.defaultOid(),
                            entry.declared().oid(),
                            entry.declared().modifier(),
                            entry.declared().dimensions(),
                            facts == null ? (array ? -1 : 4) : facts.length(),
                            facts == null ? !array : facts.byValue(),
                            facts == null ? "i" : facts.align(),
                            facts == null ? (array ? "x" : "p") : facts.storage(),
                            facts == null ? 0L : facts.collation()));
        }
        return rows;
    }

    /** Null for the user's own types, which are enums and arrays of them. */
    private static BuiltInTypes.@Nullable Facts facts(long type) {
        return BuiltInTypes.has(type) ? BuiltInTypes.ofOid(type) : null;
    }

    private static List<@Nullable Object[]> constraints(CatalogSnapshot snapshot) {
        return snapshot.constraints().stream()
                .map(
                        constraint -> {
                            CatalogObjects.TableKey key = constraint.key();
                            return row(
                                    constraint.oid(),
                                    snapshot.schemaOid(key.schema()),
                                    key.schema(),
                                    constraint.name(),
                                    String.valueOf(key.kind()),
                                    key.table(),
                                    key.columns(),
                                    key.positions(),
                                    key.expression(),
                                    constraint.referencedSchema(),
                                    key.referencedTable(),
                                    key.referencedColumns(),
                                    constraint.relation(),
                                    constraint.referenced(),
                                    constraint.index(),
                                    constraint.referencedPositions());
                        })
                .toList();
    }

    private static List<@Nullable Object[]> indexes(CatalogSnapshot snapshot) {
        return snapshot.indexes().stream()
                .map(
                        entry ->
                                row(
                                        entry.oid(),
                                        entry.index().schema(),
                                        entry.index().name(),
                                        entry.index().table(),
                                        entry.table(),
                                        entry.index().items().stream().map(SqlNames::item).toList(),
                                        entry.index().unique(),
                                        entry.primary(),
                                        entry.constraint(),
                                        entry.index().comment(),
                                        entry.index().temporary()))
                .toList();
    }

    private static List<@Nullable Object[]> indexColumns(CatalogSnapshot snapshot) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogSnapshot.IndexEntry entry : snapshot.indexes()) {
            int place = 0;
            for (String item : entry.index().items()) {
                CatalogSnapshot.ColumnEntry column = snapshot.indexed(entry, item);
                rows.add(
                        row(
                                entry.oid(),
                                entry.table(),
                                ++place,
                                column == null ? item : column.column().name(),
                                column == null ? null : column.column().position(),
                                column == null ? null : column.type().oid(),
                                column == null ? null : column.type().modifier(),
                                entry.index().unique(),
                                entry.primary()));
            }
        }
        return rows;
    }

    private static List<@Nullable Object[]> enums(CatalogSnapshot snapshot) {
        return snapshot.enums().stream()
                .map(
                        type ->
                                row(
                                        type.schema(),
                                        snapshot.schemaOid(type.schema()),
                                        type.name(),
                                        type.labels(),
                                        type.comment(),
                                        snapshot.typeOid(type),
                                        snapshot.arrayTypeOid(type)))
                .toList();
    }

    private static List<@Nullable Object[]> sequences(CatalogSnapshot snapshot) {
        return snapshot.objects().sequences().stream()
                .map(
                        sequence ->
                                row(
                                        snapshot.relationOid(sequence.schema(), sequence.name()),
                                        sequence.schema(),
                                        sequence.name(),
                                        sequence.start(),
                                        sequence.least(),
                                        sequence.greatest(),
                                        sequence.increment(),
                                        sequence.cycle()))
                .toList();
    }
}
