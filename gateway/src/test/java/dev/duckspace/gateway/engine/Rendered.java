package dev.duckspace.gateway.engine;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Nested values in the engine's own notation, as far as the tests need it. */
final class Rendered {
    private Rendered() {}

    static String of(EngineValue value) {
        return switch (value) {
            case EngineValue.Null() -> "NULL";
            case EngineValue.Int(long v) -> Long.toString(v);
            case EngineValue.Hugeint(var v) -> v.toString();
            case EngineValue.Decimal(var v) -> v.toPlainString();
            case EngineValue.Text(String v) -> v;
            case EngineValue.ListOf(var element, var items) -> list(items);
            case EngineValue.ArrayOf(var element, var items) -> list(items);
            case EngineValue.StructOf(var type, var values) ->
                    IntStream.range(0, values.size())
                            .mapToObj(
                                    i ->
                                            "'%s': %s"
                                                    .formatted(
                                                            type.fields().get(i).name(),
                                                            of(values.get(i))))
                            .collect(Collectors.joining(", ", "{", "}"));
            case EngineValue.MapOf(var type, var entries) ->
                    entries.stream()
                            .map(entry -> of(entry.getKey()) + "=" + of(entry.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            default -> throw new IllegalArgumentException("Not rendered: " + value);
        };
    }

    private static String list(java.util.List<EngineValue> items) {
        return items.stream().map(Rendered::of).collect(Collectors.joining(", ", "[", "]"));
    }
}
