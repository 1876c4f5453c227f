package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.TEXT;

import dev.duckspace.gateway.engine.AliasTypes;
import dev.duckspace.gateway.engine.CastFunction;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionSet;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.functions.TypeFunctions.Subject;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.types.EnumAlias;
import dev.duckspace.gateway.types.LengthType;
import dev.duckspace.gateway.types.StoredTypes;
import dev.duckspace.gateway.types.TimeType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's types of one instance. Those of a length are registered when a statement first names
 * them, or a column of the file has them.
 */
public final class InstanceTypes {
    /** What columns have such types. */
    private static final String NAMED =
            "SELECT DISTINCT data_type FROM system.main.duckdb_columns() WHERE NOT internal"
                    + " AND (regexp_matches(data_type, 'time|interval|character|bit|range|inet|cidr|macaddr|money|point|lseg|box|path|polygon|circle|line')"
                    + " OR starts_with(data_type, 'DECIMAL') AND ends_with(data_type, ']'))"
                    + " UNION ALL SELECT sql FROM system.main.duckdb_views() WHERE NOT internal"
                    + " AND regexp_matches(sql, 'range|inet|cidr|macaddr|money|point|lseg|box|path|polygon|circle|line')";

    private static final String MADE =
            """
            SELECT '"' || replace(database_name, '"', '""') || '"."'
                || replace(schema_name, '"', '""') || '"."' || replace(type_name, '"', '""') || '"'
            FROM system.main.duckdb_types()
            WHERE NOT internal AND logical_type IN ('ENUM', 'STRUCT')
            """;

    /** Of varchar without a length. */
    private static final FunctionSet VARCHAR_CASTS = varcharCasts();

    private final EngineConnection steward;
    private final TypeFunctions functions;
    private final Set<LengthType> known = new LinkedHashSet<>();
    private final Set<TimeType> times = new LinkedHashSet<>();
    private final Set<EngineType> complete = new HashSet<>();
    private final Set<EngineType.Decimal> arrays = new HashSet<>();
    private final Set<TypeFamily> families = EnumSet.noneOf(TypeFamily.class);

    /**
     * @param steward a connection that runs nothing else meanwhile
     */
    public InstanceTypes(EngineConnection steward) {
        this.steward = steward;
        this.functions = new TypeFunctions(steward.instance());
        register(steward);
        known.add(new LengthType(LengthType.Kind.VARCHAR, 0, false));
        known.add(new LengthType(LengthType.Kind.VARBIT, 0, false));
        Set<LengthType> stored = new LinkedHashSet<>();
        Set<TimeType> precise = new LinkedHashSet<>();
        for (List<@Nullable String> row : steward.queryText(NAMED)) {
            stored.addAll(LengthType.namedIn(String.valueOf(row.getFirst())));
            precise.addAll(TimeType.namedIn(String.valueOf(row.getFirst())));
            requireArrays(String.valueOf(row.getFirst()));
            requireFunctions(String.valueOf(row.getFirst()));
        }
        require(stored);
        requireTimes(precise, steward, false);
        List<EngineType> made = made();
        made.stream()
                .filter(EngineType.EnumOf.class::isInstance)
                .forEach(type -> EnumTypes.register(steward, functions, type));
        complete(made);
        functions.bound();
    }

    /** What every instance has. */
    public static void register(EngineConnection connection) {
        StoredCasts.registerTypes(connection);
        PostgresFunctions.register(connection);
        VARCHAR_CASTS.register(connection.instance());
    }

    /** The user's enums and composite types. */
    private List<EngineType> made() {
        List<EngineType> types = new ArrayList<>();
        for (List<@Nullable String> row : steward.queryText(MADE)) {
            try (EngineStatement statement =
                    steward.prepare("SELECT CAST(NULL AS " + row.getFirst() + ")")) {
                types.add(statement.columns().getFirst().type());
            } catch (EngineException e) {
                // Dropped meanwhile.
            }
        }
        return types;
    }

    /**
     * Before a statement makes a type.
     *
     * @throws PgException 54000 when too many have been made
     */
    public void requireRoom() {
        functions.requireRoom();
    }

    /**
     * Makes an enum, in the transaction of a connection, if it is in one.
     *
     * @param alias of which nothing is registered yet
     * @throws PgException 54000 when too many have been made
     */
    public void registerEnum(EngineConnection connection, EnumAlias alias, List<String> labels) {
        functions.requireRoom();
        EnumTypes.register(connection, functions, alias, labels);
    }

    /**
     * Gives the composite types of the workspace PostgreSQL's text form, {@code (1,x)}, and arrays
     * of enums their operators: once a type has been made, and not within its transaction.
     */
    public synchronized void completeTypes() {
        complete(made());
    }

    private void complete(List<EngineType> made) {
        for (EngineType type : made) {
            if (complete.add(type)) {
                if (type instanceof EngineType.EnumOf) {
                    EnumTypes.registerOperators(functions, type);
                } else {
                    functions
                            .of(
                                    Subject.COMPOSITE,
                                    List.of(type),
                                    () -> List.of(TextCasts.toText(type)))
                            .register(steward.instance());
                }
            }
        }
    }

    /** Makes sure that the types are there. On an engine thread. */
    public void require(Set<LengthType> types) {
        require(types, steward, false);
    }

    /**
     * Makes sure that a connection sees the types.
     *
     * @param transaction whether it is in one, which does not see what others register meanwhile
     */
    public synchronized void require(
            Set<LengthType> types, EngineConnection connection, boolean transaction) {
        for (LengthType type : types) {
            if (type.limited() && !known.contains(type)) {
                functions.requireRoom();
                add(type.withCut(false), transaction ? connection : steward);
                add(type.withCut(true), transaction ? connection : steward);
                if (transaction) {
                    // They go with the transaction, if it is rolled back.
                    known.remove(type.withCut(false));
                    known.remove(type.withCut(true));
                }
            }
        }
    }

    /** Likewise of times of a precision. */
    public synchronized void requireTimes(
            Set<TimeType> types, EngineConnection connection, boolean transaction) {
        for (TimeType type : types) {
            if (!times.contains(type)) {
                functions.requireRoom();
                add(type, transaction ? connection : steward);
                if (transaction) {
                    times.remove(type);
                }
            }
        }
    }

    /**
     * Makes sure that a connection has the functions of the types that words of a statement name.
     *
     * @param transaction as in {@link #require}
     */
    public synchronized void requireFunctions(
            List<String> words, EngineConnection connection, boolean transaction) {
        for (String word : words) {
            TypeFamily family = TypeFamily.ofWord(word);
            if (family != null && !families.contains(family)) {
                if (transaction) {
                    family.functions().registerIn(connection);
                } else {
                    family.functions().register(steward.instance());
                    families.add(family);
                }
            }
        }
    }

    /** Makes sure that the arrays of numerics that a text names can be read and written. */
    public void requireArrays(String text) {
        Set<EngineType.Decimal> elements = NumericArrays.namedIn(text);
        if (!elements.isEmpty()) {
            registerArrays(elements);
        }
    }

    private synchronized void registerArrays(Set<EngineType.Decimal> elements) {
        for (EngineType.Decimal element : elements) {
            if (arrays.add(element)) {
                NumericArrays.casts(element).register(steward.instance());
            }
        }
    }

    private void requireFunctions(String definition) {
        for (TypeFamily family : TypeFamily.values()) {
            if (!families.contains(family) && family.isIn(definition)) {
                family.functions().register(steward.instance());
                families.add(family);
            }
        }
    }

    private void add(LengthType type, EngineConnection connection) {
        EngineType base = new EngineType.Scalar(type.kind().base());
        AliasTypes.register(connection, type.alias(), base);
        List<FunctionSet> casts = new ArrayList<>();
        casts.add(functions.of(Subject.LENGTH, List.of(type), () -> castsOf(type)));
        for (LengthType other : known) {
            if (other.kind().base() == type.kind().base()) {
                casts.add(between(other, type));
                casts.add(between(type, other));
            }
        }
        times.forEach(time -> casts.add(strings(time, type)));
        FunctionSet.register(steward.instance(), casts);
        known.add(type);
    }

    private void add(TimeType type, EngineConnection connection) {
        AliasTypes.register(connection, type.sqlName(), type.kind().base());
        List<FunctionSet> casts = new ArrayList<>();
        casts.add(functions.of(Subject.TIME, List.of(type), () -> TimeTypeCasts.of(type)));
        for (TimeType other : times) {
            casts.add(between(other, type));
            casts.add(between(type, other));
        }
        known.forEach(string -> casts.add(strings(type, string)));
        FunctionSet.register(steward.instance(), casts);
        times.add(type);
    }

    private FunctionSet between(TimeType from, TimeType to) {
        return functions.of(Subject.TIME, List.of(from, to), () -> TimeTypeCasts.between(from, to));
    }

    private FunctionSet between(LengthType from, LengthType to) {
        return functions.of(
                Subject.LENGTH, List.of(from, to), () -> List.of(LengthCasts.between(from, to)));
    }

    /** To and from a string of a length. */
    private FunctionSet strings(TimeType time, LengthType string) {
        return functions.of(
                Subject.TIME_AND_STRING,
                List.of(time, string),
                () ->
                        string.kind().base() == TypeId.VARCHAR
                                ? List.of(
                                        LengthCasts.written(time.engineType(), string),
                                        TimeTypeCasts.read(string.engineType(), time))
                                : List.of());
    }

    private static List<EngineFunction> castsOf(LengthType type) {
        List<EngineFunction> casts = new ArrayList<>(LengthCasts.into(type));
        if (type.kind().base() == TypeId.VARCHAR && type.cut()) {
            casts.add(LengthCasts.intoArray(type));
        }
        if (type.kind().base() == TypeId.VARCHAR && !type.cut()) {
            casts.add(LengthCasts.intoArray(type));
            casts.add(TextCasts.toText(new EngineType.ListOf(type.engineType())));
            casts.addAll(fromStrings(type.engineType(), PostgresFunctions.definitions()));
        }
        return casts;
    }

    /** The casts from text to other types, from another string type: an alias has none of them. */
    static List<EngineFunction> fromStrings(EngineType string, List<EngineFunction> functions) {
        List<EngineFunction> casts = new ArrayList<>();
        for (EngineFunction function : functions) {
            switch (function) {
                case CastFunction cast when cast.from().equals(TEXT) && isOther(cast.to()) ->
                        casts.add(new CastFunction(string, cast.to(), cast.body()));
                case SessionCast cast when cast.from().equals(TEXT) && isOther(cast.to()) ->
                        casts.add(new SessionCast(string, cast.to(), cast.maker()));
                default -> {
                    // No cast from text.
                }
            }
        }
        return casts;
    }

    /** The casts from other types to text, to another string type. */
    private static List<EngineFunction> toStrings(
            EngineType string, List<EngineFunction> functions) {
        List<EngineFunction> casts = new ArrayList<>();
        for (EngineFunction function : functions) {
            switch (function) {
                case CastFunction cast when cast.to().equals(TEXT) && isSpelled(cast.from()) ->
                        casts.add(new CastFunction(cast.from(), string, cast.body()));
                case SessionCast cast when cast.to().equals(TEXT) && isSpelled(cast.from()) ->
                        casts.add(new SessionCast(cast.from(), string, cast.maker()));
                default -> {
                    // No cast to text.
                }
            }
        }
        return casts;
    }

    private static FunctionSet varcharCasts() {
        EngineType varchar = new LengthType(LengthType.Kind.VARCHAR, 0, false).engineType();
        List<EngineFunction> casts =
                new ArrayList<>(fromStrings(varchar, PostgresFunctions.definitions()));
        casts.addAll(toStrings(varchar, PostgresFunctions.definitions()));
        return new FunctionSet(casts);
    }

    private static boolean isSpelled(EngineType from) {
        return isOther(from)
                || from instanceof EngineType.ListOf
                || from instanceof EngineType.Decimal;
    }

    private static boolean isOther(EngineType to) {
        return to instanceof EngineType.Scalar scalar
                && (scalar.id() != TypeId.VARCHAR || isStored(scalar));
    }

    private static boolean isStored(EngineType.Scalar scalar) {
        String alias = scalar.alias();
        return alias != null && StoredTypes.ofAlias(alias).isPresent();
    }
}
