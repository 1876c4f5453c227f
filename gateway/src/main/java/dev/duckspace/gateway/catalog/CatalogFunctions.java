package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionSet;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.TypeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's functions over the catalog that look objects up by OID or by name. */
public final class CatalogFunctions {
    /** The name of a function that no call fits: its error tells the types of any arguments. */
    public static final String FITS_NOTHING = "pg_fits_nothing";

    private static final EngineType OID = new EngineType.Scalar(TypeId.BIGINT);
    private static final EngineType TEXT = new EngineType.Scalar(TypeId.VARCHAR);
    private static final EngineType NAME = new EngineType.Scalar(TypeId.VARCHAR, "pg_name");
    private static final EngineType BOOL = new EngineType.Scalar(TypeId.BOOLEAN);
    private static final EngineType INT = new EngineType.Scalar(TypeId.INTEGER);

    /** More arguments than a call has. */
    private static final int MANY = 120;

    private static final List<ScalarFunction> FUNCTIONS = functions();
    private static final FunctionSet ALL = new FunctionSet(withTexts(FUNCTIONS));

    private CatalogFunctions() {}

    private static List<EngineFunction> withTexts(List<ScalarFunction> functions) {
        List<EngineFunction> all = new ArrayList<>(functions);
        all.addAll(CatalogTexts.all());
        return all;
    }

    /** Answers for one row, whose arguments are not NULL. */
    @FunctionalInterface
    interface Answer {
        @Nullable Object of(CatalogView view, Row row);
    }

    /** Once for each instance, as it opens. */
    public static void register(EngineConnection connection) {
        CatalogTypes.register(connection);
        ALL.register(connection.instance());
    }

    static Set<String> names() {
        Set<String> names = new HashSet<>();
        FUNCTIONS.forEach(function -> names.add(function.name()));
        return names;
    }

    static ScalarFunction function(
            String name, EngineType result, Answer answer, EngineType... parameters) {
        return new ScalarFunction(
                        name,
                        result,
                        List.of(parameters),
                        call -> {
                            CatalogView view = call.attached(CatalogSession.class).view();
                            RowFunction each = row -> answer.of(view, row);
                            each.strict().run(call);
                        })
                .withSession();
    }

    /** One answer for a session, as long as it is the same. */
    static ScalarFunction ofSession(
            String name, EngineType result, Function<CatalogSession, @Nullable Object> answer) {
        return new ScalarFunction(
                        name,
                        result,
                        List.of(),
                        call -> {
                            @Nullable Object value =
                                    answer.apply(call.attached(CatalogSession.class));
                            RowFunction each = row -> value;
                            each.withNulls().run(call);
                        })
                .withSession();
    }

    /** Answers for one row of the moment, whose arguments are not NULL. */
    @FunctionalInterface
    interface LiveAnswer {
        @Nullable Object of(CatalogSession session, Row row);
    }

    /** As above, but never answered before the statement runs, nor once for all rows. */
    static ScalarFunction live(
            String name, EngineType result, LiveAnswer answer, EngineType... parameters) {
        return new ScalarFunction(
                        name,
                        result,
                        List.of(parameters),
                        call -> {
                            CatalogSession session = call.attached(CatalogSession.class);
                            RowFunction each = row -> answer.of(session, row);
                            each.strict().run(call);
                        })
                .withSession()
                .asVolatile();
    }

    private static List<ScalarFunction> functions() {
        List<ScalarFunction> all = new ArrayList<>();
        references(all);
        visibility(all);
        definitions(all);
        privileges(all);
        descriptions(all);
        all.addAll(Privileges.all());
        all.addAll(SizeFunctions.all());
        all.addAll(BackendFunctions.all());
        all.addAll(SessionFunctions.all());
        all.addAll(RoutineTexts.all());
        all.addAll(AddressFunctions.all());
        all.add(
                function(
                        FITS_NOTHING,
                        BOOL,
                        (view, row) -> null,
                        Collections.nCopies(MANY, new EngineType.ListOf(NAME))
                                .toArray(new EngineType[0])));
        return List.copyOf(all);
    }

    private static void references(List<ScalarFunction> all) {
        for (Reference reference : Reference.values()) {
            EngineType type = new EngineType.Scalar(TypeId.BIGINT, reference.alias());
            all.add(
                    function(
                            reference.alias() + "_in",
                            type,
                            (view, row) -> reference.read(view, row.text(0)),
                            TEXT));
            all.add(function(reference.alias() + "_in", type, (view, row) -> row.number(0), OID));
            all.add(
                    function(
                            reference.alias() + "_out",
                            TEXT,
                            (view, row) -> reference.text(view, row.number(0)),
                            OID));
            all.add(
                    function(
                            "to_" + reference.word(),
                            type,
                            (view, row) -> Lookups.orNull(reference, view, row.text(0)),
                            TEXT));
        }
    }

    private static void visibility(List<ScalarFunction> all) {
        all.add(
                function(
                        "pg_table_is_visible",
                        BOOL,
                        (view, row) -> view.isVisible(view.names().relations(), row.number(0)),
                        OID));
        all.add(
                function(
                        "pg_type_is_visible",
                        BOOL,
                        (view, row) -> view.isVisible(view.names().types(), row.number(0)),
                        OID));
        all.add(
                function(
                        "pg_function_is_visible",
                        BOOL,
                        (view, row) -> view.isVisible(view.names().routines(), row.number(0)),
                        OID));
        all.add(
                function(
                        "pg_get_userbyid", NAME, (view, row) -> view.userName(row.number(0)), OID));
    }

    private static void privileges(List<ScalarFunction> all) {
        all.add(
                function(
                        "acldefault",
                        new EngineType.ListOf(new EngineType.Scalar(TypeId.VARCHAR, "pg_aclitem")),
                        (view, row) ->
                                CatalogOwner.defaults(
                                        row.text(0), SqlNames.quoted(view.userName(row.number(1)))),
                        TEXT,
                        OID));
    }

    private static void definitions(List<ScalarFunction> all) {
        NullableAnswer format =
                (view, row) ->
                        row.isNull(0)
                                ? null
                                : TypeTexts.text(
                                        view,
                                        row.number(0),
                                        row.isNull(1) ? null : (int) row.number(1));
        all.add(withNulls("format_type", TEXT, format, OID, INT));
        all.add(
                function(
                        "pg_get_expr",
                        TEXT,
                        (view, row) -> Lookups.expression(view, row.text(0)),
                        TEXT,
                        OID));
        all.add(
                function(
                        "pg_get_expr",
                        TEXT,
                        (view, row) ->
                                Lookups.expression(
                                        view,
                                        row.bool(2)
                                                ? Lookups.pretty(view, row.text(0), row.number(1))
                                                : row.text(0)),
                        TEXT,
                        OID,
                        BOOL));
        for (EngineType[] parameters : new EngineType[][] {{OID}, {OID, BOOL}}) {
            all.add(
                    function(
                            "pg_get_constraintdef",
                            TEXT,
                            (view, row) ->
                                    Lookups.constraint(
                                            view, row.number(0), row.count() > 1 && row.bool(1)),
                            parameters));
        }
        all.add(
                function(
                        "pg_get_indexdef",
                        TEXT,
                        (view, row) -> Lookups.index(view, row.number(0), 0, false),
                        OID));
        all.add(
                function(
                        "pg_get_indexdef",
                        TEXT,
                        (view, row) ->
                                Lookups.index(
                                        view, row.number(0), (int) row.number(1), row.bool(2)),
                        OID,
                        INT,
                        BOOL));
        all.add(
                function(
                        "pg_relation_is_updatable",
                        INT,
                        (view, row) -> Updatable.events(view, row.number(0)),
                        OID,
                        BOOL));
        all.add(
                function(
                        "pg_column_is_updatable",
                        BOOL,
                        (view, row) -> Updatable.isColumn(view, row.number(0), (int) row.number(1)),
                        OID,
                        INT,
                        BOOL));
        for (EngineType option : new EngineType[] {null, BOOL, INT}) {
            addViewDefinition(all, option);
        }
    }

    private static void addViewDefinition(List<ScalarFunction> all, @Nullable EngineType option) {
        Answer byOid = (view, row) -> Lookups.viewDefinition(view, row.number(0), isPretty(row));
        Answer byName =
                (view, row) ->
                        Lookups.viewDefinition(
                                view, Reference.REGCLASS.read(view, row.text(0)), isPretty(row));
        if (option == null) {
            all.add(function("pg_get_viewdef", TEXT, byOid, OID));
            all.add(function("pg_get_viewdef", TEXT, byName, TEXT));
        } else {
            all.add(function("pg_get_viewdef", TEXT, byOid, OID, option));
            all.add(function("pg_get_viewdef", TEXT, byName, TEXT, option));
        }
    }

    /** A column to wrap at asks for it too. */
    private static boolean isPretty(Row row) {
        return row.count() > 1 && (row.type(1).id() != TypeId.BOOLEAN || row.bool(1));
    }

    private static void descriptions(List<ScalarFunction> all) {
        all.add(
                function(
                        "obj_description",
                        TEXT,
                        (view, row) -> Lookups.comment(view, row.number(0), row.text(1)),
                        OID,
                        TEXT));
        all.add(
                function(
                        "obj_description",
                        TEXT,
                        (view, row) -> Lookups.comment(view, row.number(0), null),
                        OID));
        all.add(
                function(
                        "col_description",
                        TEXT,
                        (view, row) ->
                                Lookups.columnComment(view, row.number(0), (int) row.number(1)),
                        OID,
                        INT));
    }

    /** Answers for one row, and looks for NULL itself. */
    @FunctionalInterface
    private interface NullableAnswer extends Answer {}

    private static ScalarFunction withNulls(
            String name, EngineType result, NullableAnswer answer, EngineType... parameters) {
        return new ScalarFunction(
                        name,
                        result,
                        List.of(parameters),
                        call -> {
                            CatalogView view = call.attached(CatalogSession.class).view();
                            RowFunction each = row -> answer.of(view, row);
                            each.withNulls().run(call);
                        })
                .withSession()
                .seeingNulls();
    }
}
