package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.UserTypes.UserType;
import dev.duckspace.gateway.types.EnumAlias;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.workspace.Workspaces.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTypesTest {
    private static final List<String> NAME = List.of("public", "mood");

    @Test
    void an_enum_keeps_its_oids_when_its_workspace_is_opened_again(@TempDir Path directory) {
        PgType before;
        try (Workspaces workspaces = new Workspaces(directory);
                Session session = workspaces.session(Workspaces.FIRST)) {
            makeMood(session, List.of("sad", "ok"));
            before = type(session, "NULL::mood");
            session.run("CREATE TABLE moods (m mood, ms mood[])");
        }
        try (Workspaces workspaces = new Workspaces(directory);
                Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(type(session, "NULL::mood")).isEqualTo(before);
            assertThat(session.connection().typeOfOid(before.oid())).contains(before);
            session.run("INSERT INTO moods VALUES ('ok', '{sad,ok}')");
            assertThat(session.value("SELECT ms::VARCHAR FROM moods WHERE m > 'sad'"))
                    .isEqualTo("{sad,ok}");
            session.run("CREATE TABLE others (m " + before.name() + ")");
        }
    }

    @Test
    void other_labels_keep_the_oids(@TempDir Path directory) {
        try (Workspaces workspaces = new Workspaces(directory);
                Session session = workspaces.session(Workspaces.FIRST)) {
            makeMood(session, List.of("sad", "ok"));
            UserType mood = session.connection().relations().types().find(NAME).orElseThrow();
            String longer =
                    session.connection()
                            .relations()
                            .types()
                            .enumOf("public", "mood", List.of("sad", "meh", "ok"), mood);

            EnumAlias before = Objects.requireNonNull(EnumAlias.of(mood.column()));
            EnumAlias after = Objects.requireNonNull(EnumAlias.of(longer));
            assertThat(after.oid()).isEqualTo(before.oid());
            assertThat(after.arrayOid()).isEqualTo(before.arrayOid());
            assertThat(after.text()).isNotEqualTo(before.text());
        }
    }

    @Test
    void a_label_that_an_enum_lacks_is_told_with_the_enums_name(@TempDir Path directory) {
        try (Workspaces workspaces = new Workspaces(directory);
                Session session = workspaces.session(Workspaces.FIRST)) {
            session.connection().begin(false);
            makeMood(session, List.of("sad", "ok"));
            assertThatThrownBy(() -> session.run("SELECT 'angry'::mood"))
                    .isInstanceOf(PgException.class)
                    .hasMessage("invalid input value for enum mood: \"angry\"");
        }
    }

    @Test
    void an_enum_that_is_rolled_back_is_gone(@TempDir Path directory) {
        try (Workspaces workspaces = new Workspaces(directory);
                Session session = workspaces.session(Workspaces.FIRST)) {
            session.connection().begin(false);
            makeMood(session, List.of("sad", "ok"));
            session.connection().rollback();
            assertThat(session.connection().relations().types().find(NAME)).isEmpty();
            makeMood(session, List.of("other"));
            assertThat(session.value("SELECT 'other'::mood::VARCHAR")).isEqualTo("other");
        }
    }

    private static void makeMood(Session session, List<String> labels) {
        String name =
                session.connection().relations().types().enumOf("public", "mood", labels, null);
        session.run("CREATE TYPE public.mood AS \"" + name + "\"");
    }

    private static PgType type(Session session, String expression) {
        try (EngineStatement statement = session.connection().prepare("SELECT " + expression)) {
            EngineType type = statement.columns().getFirst().type();
            return Objects.requireNonNull(EnumAlias.of(type.alias())).type();
        }
    }
}
