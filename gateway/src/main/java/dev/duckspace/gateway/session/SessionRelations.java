package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.sql.Relations;
import dev.duckspace.gateway.sql.Relations.TimeColumn;
import dev.duckspace.gateway.sql.TypedNames;
import dev.duckspace.gateway.sql.UserTypes;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules ask of the workspace, asked on engine threads as the session's own queries are. */
final class SessionRelations implements Relations {
    private final Session session;
    private final EnginePool pool;
    private final WorkspaceConnection connection;

    SessionRelations(Session session, EnginePool pool, WorkspaceConnection connection) {
        this.session = session;
        this.pool = pool;
        this.connection = connection;
    }

    @Override
    public void requireGoingOn() {
        session.interrupts().check();
    }

    @Override
    public Optional<Relation> find(List<String> name) {
        return ask(relations -> relations.find(name));
    }

    @Override
    public Optional<Table> table(List<String> name) {
        return ask(relations -> relations.table(name));
    }

    @Override
    public Optional<Sequence> sequence(List<String> name) {
        return ask(relations -> relations.sequence(name));
    }

    @Override
    public Optional<Table> tableOf(Relation index) {
        return ask(relations -> relations.tableOf(index));
    }

    @Override
    public List<Column> columns(Relation relation) {
        return ask(relations -> relations.columns(relation));
    }

    @Override
    public List<Dependent> dependents(Relation relation) {
        return ask(relations -> relations.dependents(relation));
    }

    @Override
    public List<Table> referring(Relation table) {
        return ask(relations -> relations.referring(table));
    }

    @Override
    public @Nullable String comment(Relation view) {
        return ask(relations -> Optional.ofNullable(relations.comment(view))).orElse(null);
    }

    @Override
    public List<String> viewReading(Relation view, MovedTable table) {
        return ask(relations -> relations.viewReading(view, table));
    }

    @Override
    public List<SchemaObject> objectsIn(String schema) {
        return ask(relations -> relations.objectsIn(schema));
    }

    @Override
    public Optional<Function> function(List<String> name) {
        return ask(relations -> relations.function(name));
    }

    @Override
    public List<String> columnsRead(String query) {
        return ask(relations -> relations.columnsRead(query));
    }

    @Override
    public long number(String query) {
        return ask(relations -> relations.number(query));
    }

    @Override
    public boolean hasSchema(String name) {
        return ask(relations -> relations.hasSchema(name));
    }

    @Override
    public boolean hasIdentity() {
        Boolean known = connection.knownIdentity();
        return known == null ? ask(Relations::hasIdentity) : known;
    }

    @Override
    public String user() {
        return connection.relations().user();
    }

    @Override
    public int width(String query) {
        return ask(relations -> relations.width(query));
    }

    @Override
    public boolean writesIsoDates() {
        return session.writesIsoDates();
    }

    @Override
    public List<String> types(String query) {
        return ask(relations -> relations.types(query));
    }

    @Override
    public List<Target> targets(List<String> table) {
        List<Target> known = connection.knownTargets(table);
        return known == null ? ask(relations -> relations.targets(table)) : known;
    }

    @Override
    public List<List<String>> materialized() {
        List<List<String>> known = connection.knownMaterialized();
        return known == null ? ask(Relations::materialized) : known;
    }

    @Override
    public TypedNames typedNames() {
        TypedNames known = connection.knownNames();
        return known == null ? ask(Relations::typedNames) : known;
    }

    @Override
    public Set<String> views() {
        Set<String> known = connection.knownViews();
        return known == null ? ask(Relations::views) : known;
    }

    @Override
    public Map<String, TimeColumn> timeColumns() {
        Map<String, TimeColumn> known = connection.knownTimes();
        return known == null ? ask(Relations::timeColumns) : known;
    }

    @Override
    public Set<String> domains() {
        Set<String> known = connection.knownDomains();
        return known == null ? ask(Relations::domains) : known;
    }

    @Override
    public UserTypes types() {
        return new SessionTypes(this::ask);
    }

    private <T> T ask(java.util.function.Function<Relations, T> question) {
        session.turn().take();
        session.portals().freeConnection();
        try {
            return pool.call(() -> question.apply(connection.relations()));
        } catch (EngineException e) {
            throw connection.translated(e);
        }
    }
}
