package dev.duckspace.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of packages in ARCHITECTURE.md: what is not allowed there is forbidden. */
class LayeringTest {
    private static final String ROOT = "dev.duckspace.gateway";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @ParameterizedTest
    @CsvSource({
        "protocol, ''",
        "engine, ''",
        "types, 'protocol engine'",
        "sql, 'protocol'",
        "catalog, 'engine types protocol'",
        "functions, 'engine types protocol'",
        "workspace, 'engine functions catalog types sql protocol metadata'",
        "auth, 'protocol metadata'",
        "tls, ''",
        "session, 'protocol engine functions types sql catalog workspace auth metadata'",
        "net, 'session protocol tls'",
    })
    void a_package_uses_only_what_stands_below_it(String layer, String allowed) {
        String[] targets =
                Stream.concat(
                                Stream.of(ROOT + "." + layer + ".."),
                                Arrays.stream(allowed.split(" "))
                                        .filter(name -> !name.isEmpty())
                                        .map(LayeringTest::packageOf))
                        .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + "." + layer + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(targets).or(resideOutsideOfPackage("dev.duckspace..")))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void only_the_engine_touches_native_memory_and_the_c_api() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".engine..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("java.lang.foreign..")
                                .or(resideInAPackage("org.duckdb..")))
                .check(CLASSES);
    }

    @Test
    void the_protocol_knows_of_netty_its_buffers_only() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".protocol..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.netty..")
                                .and(resideOutsideOfPackage("io.netty.buffer.."))
                                .and(resideOutsideOfPackage("io.netty.util..")))
                .check(CLASSES);
    }

    private static String packageOf(String name) {
        return name.equals("metadata") ? "dev.duckspace.metadata.." : ROOT + "." + name + "..";
    }
}
