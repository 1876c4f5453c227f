package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Dependent;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/** DROP SCHEMA, with what is in the schemas and the views elsewhere that read it. */
final class DroppedSchemas {
    private final Rewrite rewrite;
    private final Relations relations;
    private final boolean ifExists;
    private final boolean cascade;

    DroppedSchemas(Rewrite rewrite, boolean ifExists, boolean cascade) {
        this.rewrite = rewrite;
        this.relations = rewrite.context().relations();
        this.ifExists = ifExists;
        this.cascade = cascade;
    }

    void apply(List<SqlText> schemas) {
        List<String> dropped = new ArrayList<>();
        List<String> details = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        for (SqlText schema : schemas) {
            if (!rewrite.isName(schema.from())) {
                throw SqlErrors.syntaxError(rewrite.tokens(), schema.from());
            }
            String name = Names.parts(rewrite, schema.from()).getLast();
            if (ifExists && !relations.hasSchema(name)) {
                rewrite.notice(
                        SqlState.SUCCESSFUL_COMPLETION,
                        "schema \"" + name + "\" does not exist, skipping");
                continue;
            }
            for (SchemaObject object : relations.objectsIn(name)) {
                dropped.add(object.described());
                details.add(object.described() + " depends on schema " + name);
                object.relation().ifPresent(r -> views(r, name, dropped, details, statements));
            }
            // The guard or the engine says what is wrong with the name.
            statements.add(
                    "DROP SCHEMA " + rewrite.source(schema.from(), schema.to()) + " CASCADE");
            if (!details.isEmpty() && !cascade) {
                // What carries the schema's comment is not among them, and goes with it.
                throw DropAction.dependent("schema " + name, details);
            }
        }
        DropAction.cascaded(rewrite, dropped);
        statements.forEach(rewrite::prelude);
        rewrite.nothingElse();
    }

    private void views(
            Relation relation,
            String schema,
            List<String> dropped,
            List<String> details,
            List<String> statements) {
        for (Dependent view : relations.dependents(relation)) {
            String described = "view " + view.view().name();
            boolean elsewhere =
                    !view.view().schema().equals(schema)
                            && view.read().equals(relation)
                            && !dropped.contains(described);
            if (elsewhere) {
                dropped.add(described);
                details.add(
                        described
                                + " depends on "
                                + relation.kind().word()
                                + ' '
                                + schema
                                + '.'
                                + relation.name());
                statements.addFirst("DROP VIEW " + view.view().quoted());
            }
        }
    }
}
