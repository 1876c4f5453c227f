package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.Multirange;
import dev.duckspace.gateway.types.Range;
import dev.duckspace.gateway.types.RangeBytes;
import dev.duckspace.gateway.types.RangeKind;
import dev.duckspace.gateway.types.StoredTypes;
import dev.duckspace.gateway.types.TextSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Constructors, accessors and operators of the range types, for each of them. */
final class RangeFunctions {
    private final RangeKind kind;
    private final EngineType range;
    private final EngineType multirange;
    private final EngineType element;
    private final List<EngineFunction> functions = new ArrayList<>();

    private RangeFunctions(RangeKind kind) {
        this.kind = kind;
        this.range = StoredTypes.range(kind).engineType();
        this.multirange = StoredTypes.multirange(kind).engineType();
        this.element =
                switch (kind) {
                    case INT4 -> Definitions.INT;
                    case INT8 -> Definitions.BIGINT;
                    case NUM -> Definitions.decimal(38, 10);
                    case TS -> Definitions.TIMESTAMP;
                    case TSTZ -> Definitions.TIMESTAMPTZ;
                    case DATE -> Definitions.DATE;
                };
    }

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        for (RangeKind kind : RangeKind.values()) {
            RangeFunctions of = new RangeFunctions(kind);
            of.constructors();
            of.accessors();
            of.comparisons();
            of.multiranges();
            all.addAll(of.functions);
        }
        return all;
    }

    private void constructors() {
        String name = kind.range().name();
        functions.add(
                functionOfNulls(
                        name,
                        range,
                        List.of(element, element),
                        row -> made(bound(row, 0), bound(row, 1), "[)")));
        functions.add(
                functionOfNulls(
                        name,
                        range,
                        List.of(element, element, TEXT),
                        row ->
                                made(
                                        bound(row, 0),
                                        bound(row, 1),
                                        row.isNull(2) ? null : row.text(2))));
        functions.add(
                new ScalarFunction(
                                kind.multirange().name(),
                                multirange,
                                List.of(),
                                ((RowFunction) this::collected).strict())
                        .withVarargs(range));
        functions.add(
                function(
                        "multirange",
                        multirange,
                        List.of(range),
                        row -> RangeBytes.of(Multirange.of(kind, List.of(range(row, 0))))));
    }

    private byte[] collected(Row row) {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < row.count(); i++) {
            ranges.add(range(row, i));
        }
        return RangeBytes.of(Multirange.of(kind, ranges));
    }

    /**
     * @param bounds {@code [)}, {@code []}...
     */
    private byte[] made(@Nullable Object lower, @Nullable Object upper, @Nullable String bounds) {
        if (bounds == null) {
            throw new PgException(
                    SqlState.DATA_EXCEPTION, "range constructor flags argument must not be null");
        }
        if (!List.of("[)", "[]", "()", "(]").contains(bounds)) {
            throw new PgException(
                    ErrorInfo.error(SqlState.SYNTAX_ERROR, "invalid range bound flags")
                            .withHint("Valid values are \"[]\", \"[)\", \"(]\", and \"()\"."));
        }
        return RangeBytes.of(
                Range.of(kind, lower, bounds.startsWith("["), upper, bounds.endsWith("]")));
    }

    private @Nullable Object bound(Row row, int argument) {
        if (row.isNull(argument)) {
            return null;
        }
        return kind == RangeKind.NUM ? plain(row, argument) : (Object) row.number(argument);
    }

    /** Without the zeros that the column's scale adds. */
    private static Object plain(Row row, int argument) {
        BigDecimal value = row.decimal(argument).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private Range range(Row row, int argument) {
        return RangeBytes.range(kind, row.bytes(argument));
    }

    private Multirange multirange(Row row, int argument) {
        return RangeBytes.multirange(kind, row.bytes(argument));
    }

    private void accessors() {
        accessor("lower", element, Range::lower);
        accessor("upper", element, Range::upper);
        test("isempty", Range::empty);
        test("lower_inc", Range::lowerInclusive);
        test("upper_inc", Range::upperInclusive);
        test("lower_inf", of -> !of.empty() && of.lower() == null);
        test("upper_inf", of -> !of.empty() && of.upper() == null);
        functions.add(function("range_merge", range, List.of(multirange), row -> span(row, 0)));
        functions.add(
                function(
                        "range_merge",
                        range,
                        List.of(range, range),
                        row -> RangeBytes.of(range(row, 0).merge(range(row, 1)))));
    }

    private byte[] span(Row row, int argument) {
        return RangeBytes.of(multirange(row, argument).span());
    }

    private void accessor(String name, EngineType result, Function<Range, @Nullable Object> of) {
        functions.add(function(name, result, List.of(range), row -> of.apply(range(row, 0))));
        functions.add(
                function(
                        name,
                        result,
                        List.of(multirange),
                        row -> of.apply(multirange(row, 0).span())));
    }

    private void test(String name, Predicate<Range> of) {
        functions.add(function(name, BOOL, List.of(range), row -> of.test(range(row, 0))));
        functions.add(
                function(
                        name,
                        BOOL,
                        List.of(multirange),
                        row -> of.test(multirange(row, 0).span())));
    }

    private void comparisons() {
        operator("@>", Range::contains);
        operator("<@", (a, b) -> b.contains(a));
        operator("&&", Range::overlaps);
        withLiteral("@>", Range::contains);
        withLiteral("<@", (a, b) -> b.contains(a));
        withLiteral("&&", Range::overlaps);
        operator("<<", Range::before);
        operator(">>", (a, b) -> b.before(a));
        operator("&<", Range::endsWithin);
        operator("&>", Range::beginsWithin);
        operator("-|-", Range::adjacent);
        combination("+", Range::union);
        combination("-", Range::minus);
        combination("*", Range::intersect);
        functions.add(
                function(
                        "@>",
                        BOOL,
                        List.of(range, element),
                        row -> range(row, 0).containsValue(value(row, 1))));
        functions.add(
                function(
                        "<@",
                        BOOL,
                        List.of(element, range),
                        row -> range(row, 1).containsValue(value(row, 0))));
    }

    private Object value(Row row, int argument) {
        return kind == RangeKind.NUM ? row.decimal(argument) : (Object) row.number(argument);
    }

    private void operator(String name, BiPredicate<Range, Range> of) {
        functions.add(
                function(
                        name,
                        BOOL,
                        List.of(range, range),
                        row -> of.test(range(row, 0), range(row, 1))));
    }

    /** A bare literal is one of the same type. */
    private void withLiteral(String name, BiPredicate<Range, Range> of) {
        if (kind == RangeKind.TSTZ) {
            return; // what it means depends on the session's zone
        }
        functions.add(
                function(
                        name,
                        BOOL,
                        List.of(range, TEXT),
                        row -> of.test(range(row, 0), read(row.text(1)))));
        functions.add(
                function(
                        name,
                        BOOL,
                        List.of(TEXT, range),
                        row -> of.test(read(row.text(0)), range(row, 1))));
    }

    private Range read(String text) {
        byte[] stored = StoredTypes.range(kind).form().parse(text, TextSettings.DEFAULT);
        return RangeBytes.range(kind, stored);
    }

    private void combination(String name, BiFunction<Range, Range, Range> of) {
        functions.add(
                function(
                        name,
                        range,
                        List.of(range, range),
                        row -> RangeBytes.of(of.apply(range(row, 0), range(row, 1)))));
    }

    private void multiranges() {
        multi("@>", Multirange::contains);
        multi("<@", (a, b) -> b.contains(a));
        multi("&&", Multirange::overlaps);
        multi("<<", (a, b) -> a.span().before(b.span()));
        multi(">>", (a, b) -> b.span().before(a.span()));
        multi("-|-", RangeFunctions::adjacent);
        combined("+", Multirange::union);
        combined("-", Multirange::minus);
        combined("*", Multirange::intersect);
        functions.add(
                function(
                        "@>",
                        BOOL,
                        List.of(multirange, element),
                        row -> multirange(row, 0).containsValue(value(row, 1))));
        functions.add(
                function(
                        "<@",
                        BOOL,
                        List.of(element, multirange),
                        row -> multirange(row, 1).containsValue(value(row, 0))));
    }

    private static boolean adjacent(Multirange a, Multirange b) {
        return !a.overlaps(b) && a.span().adjacent(b.span());
    }

    /** Of two multiranges, or one and a range. */
    private void multi(String name, BiPredicate<Multirange, Multirange> of) {
        functions.add(
                function(
                        name,
                        BOOL,
                        List.of(multirange, multirange),
                        row -> of.test(multirange(row, 0), multirange(row, 1))));
        functions.add(
                function(
                        name,
                        BOOL,
                        List.of(multirange, range),
                        row -> of.test(multirange(row, 0), only(range(row, 1)))));
        functions.add(
                function(
                        name,
                        BOOL,
                        List.of(range, multirange),
                        row -> of.test(only(range(row, 0)), multirange(row, 1))));
    }

    private Multirange only(Range of) {
        return Multirange.of(kind, List.of(of));
    }

    private void combined(String name, BiFunction<Multirange, Multirange, Multirange> of) {
        functions.add(
                function(
                        name,
                        multirange,
                        List.of(multirange, multirange),
                        row -> RangeBytes.of(of.apply(multirange(row, 0), multirange(row, 1)))));
    }
}
