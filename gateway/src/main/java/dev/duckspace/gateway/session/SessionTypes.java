package dev.duckspace.gateway.session;

import dev.duckspace.gateway.sql.Relations;
import dev.duckspace.gateway.sql.UserTypes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The workspace's types, asked for on engine threads. */
record SessionTypes(Asking asking) implements UserTypes {
    /** Has a question answered on an engine thread. */
    interface Asking {
        <T> T ask(Function<Relations, T> question);
    }

    @Override
    public Optional<UserType> find(List<String> name) {
        return asking.ask(relations -> relations.types().find(name));
    }

    @Override
    public String schemaOf(List<String> name) {
        return asking.ask(relations -> relations.types().schemaOf(name));
    }

    @Override
    public List<Use> uses(UserType type) {
        return asking.ask(relations -> relations.types().uses(type));
    }

    @Override
    public String enumOf(
            String schema, String name, List<String> labels, @Nullable UserType version) {
        return asking.ask(relations -> relations.types().enumOf(schema, name, labels, version));
    }
}
