package dev.duckspace.admin.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML of our own class path as maps, lists and texts. */
final class ApiYaml {
    private static final int WIDTH = 100;

    private ApiYaml() {}

    static Map<String, Object> read(String resource) {
        try (InputStream in = ApiYaml.class.getResourceAsStream(resource)) {
            return new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Objects.requireNonNull(in, resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(Map<String, Object> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(WIDTH);
        return new Yaml(options).dump(document);
    }

    /** The object under a key; a new one is put there when it is missing. */
    static Map<String, Object> map(Map<String, Object> parent, String key) {
        return asMap(parent.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>()));
    }

    @SuppressWarnings("unchecked") // YAML's objects have texts for keys
    static Map<String, Object> asMap(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    static List<?> list(@Nullable Object node) {
        return node instanceof List<?> list ? list : List.of();
    }
}
