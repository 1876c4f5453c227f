package dev.duckspace.admin.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A YAML file as flat keys: {@code tls: {required: false}} is {@code tls.required}. */
final class ConfigFile {
    private ConfigFile() {}

    static Map<String, String> read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        Map<String, String> entries = new LinkedHashMap<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Object document = new Yaml(new SafeConstructor(options)).load(reader);
            if (document != null) {
                flatten("", document, entries, file);
            }
            return entries;
        } catch (NoSuchFileException e) {
            throw new ConfigException("the configuration file " + file + " does not exist");
        } catch (IOException e) {
            throw new ConfigException(
                    "the configuration file " + file + " cannot be read: " + e.getMessage());
        } catch (YAMLException e) {
            throw new ConfigException(
                    "the configuration file " + file + " is no YAML: " + e.getMessage());
        }
    }

    private static void flatten(
            String prefix, Object node, Map<String, String> entries, Path file) {
        switch (node) {
            case Map<?, ?> map ->
                    map.forEach(
                            (key, value) -> {
                                String name = prefix.isEmpty() ? "" + key : prefix + "." + key;
                                if (value == null) {
                                    throw new ConfigException(file + ": " + name + " has no value");
                                }
                                flatten(name, value, entries, file);
                            });
            case Collection<?> list ->
                    throw new ConfigException(
                            file
                                    + ": "
                                    + name(prefix)
                                    + " is one value, not a list of "
                                    + list.size());
            default -> {
                if (prefix.isEmpty()) {
                    throw new ConfigException(file + ": settings are written as \"key: value\"");
                }
                entries.put(prefix, String.valueOf(node));
            }
        }
    }

    private static String name(String prefix) {
        return prefix.isEmpty() ? "the document" : prefix;
    }
}
