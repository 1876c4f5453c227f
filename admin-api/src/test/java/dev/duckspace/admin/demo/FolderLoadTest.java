package dev.duckspace.admin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderLoadTest {

    @ParameterizedTest
    @CsvSource({
        "orders.csv, orders",
        "orders.tsv.gz, orders",
        "Umsatz 2025.csv.gz, umsatz_2025",
        "a.b-c.PARQUET, a_b_c",
        "Größe.csv, größe",
        "_x_.csv, x",
        "___.csv, file",
        "'$$ \"; DROP.csv', drop",
        "2024.parquet, 2024",
    })
    void a_file_gives_its_table_a_plain_name(String file, String table) {
        assertThat(FolderLoad.tableName(Path.of("/folder", file))).isEqualTo(table);
    }

    @ParameterizedTest
    @CsvSource({"200"})
    void a_long_name_is_cut(int length) {
        assertThat(FolderLoad.tableName(Path.of("x".repeat(length) + ".csv"))).hasSize(60);
    }
}
