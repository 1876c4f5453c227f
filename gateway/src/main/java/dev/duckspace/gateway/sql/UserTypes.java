package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types that CREATE TYPE has made, as rules ask for them. */
public interface UserTypes {
    /** For who rewrites without a database: nothing is there. */
    UserTypes NONE =
            new UserTypes() {
                @Override
                public Optional<UserType> find(List<String> name) {
                    return Optional.empty();
                }

                @Override
                public String schemaOf(List<String> name) {
                    return name.getFirst();
                }

                @Override
                public List<Use> uses(UserType type) {
                    return List.of();
                }

                @Override
                public String enumOf(
                        String schema,
                        String name,
                        List<String> labels,
                        @Nullable UserType version) {
                    throw new IllegalStateException("nobody knows the type");
                }
            };

    enum Kind {
        ENUM,
        COMPOSITE,
        OTHER
    }

    /**
     * @param labels of an enum, in order
     * @param column what the engine says of a column of the type
     */
    record UserType(String schema, String name, Kind kind, List<String> labels, String column) {
        public UserType {
            labels = List.copyOf(labels);
        }

        /** The name in a statement for the engine, under any search path. */
        String quoted() {
            return Literals.quoteIdentifier(schema) + '.' + Literals.quoteIdentifier(name);
        }
    }

    /**
     * A column of a table or view.
     *
     * @param array whether it is of arrays of the type
     * @param type in the engine's words
     */
    record Use(Relation relation, String column, boolean array, String type) {}

    /** Looked for along the search path. */
    Optional<UserType> find(List<String> name);

    /** Where a type of this name is made. */
    String schemaOf(List<String> name);

    List<Use> uses(UserType type);

    /**
     * Has the engine know an enum.
     *
     * @param version the type whose labels these replace, null for a new one
     * @return the name for a column of it
     */
    String enumOf(String schema, String name, List<String> labels, @Nullable UserType version);
}
