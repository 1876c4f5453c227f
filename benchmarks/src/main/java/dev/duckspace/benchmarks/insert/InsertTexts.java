package dev.duckspace.benchmarks.insert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** INSERT statements of literals into eight columns. */
final class InsertTexts {
    private InsertTexts() {}

    /**
     * @param rows of each statement
     */
    static List<String> of(String table, int rows, int statements) {
        List<String> texts = new ArrayList<>();
        long id = 0;
        for (int i = 0; i < statements; i++) {
            StringBuilder text = new StringBuilder("INSERT INTO " + table + " VALUES ");
            for (int row = 0; row < rows; row++) {
                text.append(row == 0 ? "" : ", ").append(row(id++));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static String row(long id) {
        return String.format(
                Locale.ROOT,
                "(%d, %d, %.3f, %d.%02d, 'segment %d', 'customer no. %d', '2026-%02d-%02d',"
                        + " '2026-11-30 12:%02d:%02d.5')",
                id,
                id * 7919 % 1_000_000,
                id / 7.0,
                id * 31 % 100_000,
                id % 100,
                id % 1_000,
                10_000_000 + id,
                1 + id % 12,
                1 + id % 28,
                id / 60 % 60,
                id % 60);
    }
}
