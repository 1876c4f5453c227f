package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.TEXT;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionSet;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.TextSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Casts between text and arrays of {@code numeric(p,s)}. There are too many such types to register
 * all of them as an instance opens.
 */
final class NumericArrays {
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)\\b(?:numeric|decimal|dec)\\s*\\(\\s*(\\d{1,2})\\s*(?:,\\s*(\\d{1,2})\\s*)?\\)\\s*(?:\\[|array\\b)");

    private static final Map<EngineType.Decimal, FunctionSet> CASTS = new ConcurrentHashMap<>();

    private NumericArrays() {}

    /** The types of the elements of such arrays that a text names. */
    static Set<EngineType.Decimal> namedIn(String text) {
        Set<EngineType.Decimal> found = new LinkedHashSet<>();
        if (text.indexOf('[') < 0 && text.indexOf("rray") < 0 && text.indexOf("RRAY") < 0) {
            return found;
        }
        Matcher name = NAMED.matcher(text);
        while (name.find()) {
            int width = Integer.parseInt(name.group(1));
            int scale = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
            EngineType.Decimal element = new EngineType.Decimal(width, scale);
            if (width > 0
                    && width <= Operand.UNCONSTRAINED.width()
                    && scale <= width
                    && !element.equals(Operand.UNCONSTRAINED)) {
                found.add(element);
            }
        }
        return found;
    }

    static FunctionSet casts(EngineType.Decimal element) {
        return CASTS.computeIfAbsent(element, NumericArrays::newCasts);
    }

    private static FunctionSet newCasts(EngineType.Decimal element) {
        EngineType array = new EngineType.ListOf(element);
        SessionCast input =
                new SessionCast(
                        TEXT,
                        array,
                        call -> {
                            TextSettings settings = SessionText.of(call);
                            return row ->
                                    fitted(
                                            ArrayCasts.read(row.text(0), element, 1, settings),
                                            element);
                        });
        return new FunctionSet(
                List.of(
                        PostgresFunctions.telling(input),
                        PostgresFunctions.telling(TextCasts.toText(array))));
    }

    private static List<EngineValue> fitted(List<EngineValue> items, EngineType.Decimal element) {
        return items.stream().map(item -> fitted(item, element)).toList();
    }

    private static EngineValue fitted(EngineValue item, EngineType.Decimal element) {
        if (!(item instanceof EngineValue.Decimal(BigDecimal value))) {
            return item;
        }
        BigDecimal rounded = value.setScale(element.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > element.width() && rounded.signum() != 0) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow");
        }
        return new EngineValue.Decimal(rounded);
    }
}
