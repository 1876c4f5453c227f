package dev.duckspace.gateway.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the engine's metadata tells of an instance's objects at one moment: those of the workspace,
 * the views that stand for project tables, and where a session's own view is asked for, its
 * temporary ones. Schemas are PostgreSQL's: {@code pg_temp_3} for what is temporary.
 */
record CatalogObjects(
        List<Schema> schemas,
        List<Relation> relations,
        List<TableKey> keys,
        List<Index> indexes,
        List<Sequence> sequences,
        List<UserType> types,
        List<Routine> routines,
        List<DomainColumn> domainColumns) {
    /** Where a session's temporary objects are. */
    static final String TEMPORARY = "pg_temp_3";

    CatalogObjects {
        schemas = List.copyOf(schemas);
        relations = List.copyOf(relations);
        keys = List.copyOf(keys);
        indexes = List.copyOf(indexes);
        sequences = List.copyOf(sequences);
        types = List.copyOf(types);
        routines = List.copyOf(routines);
        domainColumns = List.copyOf(domainColumns);
    }

    /** A column whose check is one of a domain. */
    record DomainColumn(
            String schema, String table, String column, String domainSchema, String domain) {}

    record Schema(String name, @Nullable String comment) {}

    /**
     * A table or view.
     *
     * @param rows as the engine estimates; -1 for a view
     * @param definition of a view, as the engine prints it
     * @param project whether it is a project table
     */
    record Relation(
            String schema,
            String name,
            boolean view,
            @Nullable String comment,
            long rows,
            int columns,
            int checks,
            boolean temporary,
            boolean project,
            String definition,
            boolean indexed,
            boolean keyed) {
        String qualified() {
            return schema + '.' + name;
        }
    }

    /**
     * @param position from 1
     * @param type as the engine prints it
     */
    record Column(
            String schema,
            String relation,
            String name,
            int position,
            String type,
            @Nullable String comment,
            boolean notNull,
            @Nullable String defaultText,
            boolean generated) {
        /** As pg_attribute.attidentity: a, d, or empty. */
        String identity() {
            if (defaultText == null || generated) {
                return "";
            }
            return defaultText.startsWith("pg_always(")
                    ? "a"
                    : defaultText.startsWith("pg_by_default(") ? "d" : "";
        }

        /** What pg_attrdef has: nothing of an identity column, nor of DEFAULT NULL. */
        @Nullable String expression() {
            boolean none = !identity().isEmpty() || (!generated && "NULL".equals(defaultText));
            return none ? null : defaultText;
        }
    }

    /**
     * A constraint other than NOT NULL.
     *
     * @param kind as pg_constraint.contype: p, u, c or f
     * @param positions of its columns, from 1
     * @param text the whole, as the engine prints it
     * @param given the name that a user gave it; null for none
     */
    record TableKey(
            String schema,
            String table,
            char kind,
            List<Integer> positions,
            List<String> columns,
            @Nullable String expression,
            String referencedTable,
            List<String> referencedColumns,
            String text,
            boolean temporary,
            @Nullable String given) {
        TableKey {
            positions = List.copyOf(positions);
            columns = List.copyOf(columns);
            referencedColumns = List.copyOf(referencedColumns);
        }

        TableKey named(String name, @Nullable String newExpression) {
            return new TableKey(
                    schema,
                    table,
                    kind,
                    positions,
                    columns,
                    newExpression,
                    referencedTable,
                    referencedColumns,
                    text,
                    temporary,
                    name);
        }
    }

    record Index(
            String schema,
            String name,
            String table,
            List<String> items,
            boolean unique,
            @Nullable String comment,
            boolean temporary) {
        Index {
            items = List.copyOf(items);
        }
    }

    record Sequence(
            String schema,
            String name,
            @Nullable String comment,
            boolean temporary,
            long start,
            long least,
            long greatest,
            long increment,
            boolean cycle) {}

    /**
     * @param base what the engine has it over, {@code ENUM} or a type's id; {@code DOMAIN}
     * @param labels of an enum, in order
     * @param column what the engine says of a column of the type
     */
    record UserType(
            String schema,
            String name,
            String base,
            List<String> labels,
            @Nullable String comment,
            String column,
            @Nullable GivenDomain domain) {
        UserType {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A macro.
     *
     * @param table whether it gives rows
     * @param types of the parameters, {@code null} texts where it has none
     */
    record Routine(
            String schema,
            String name,
            boolean table,
            List<String> parameters,
            List<String> types,
            String body,
            @Nullable String comment) {
        Routine {
            parameters = List.copyOf(parameters);
            types = List.copyOf(types);
        }

        Optional<GivenFunction> given() {
            return GivenFunction.of(comment);
        }

        /** The user's own comment. */
        @Nullable String remark() {
            return given().map(GivenFunction::comment).orElse(given().isPresent() ? null : comment);
        }
    }
}
