package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
    private static List<String> texts(String sql) {
        Tokens tokens = Tokenizer.tokenize(sql);
        return IntStream.range(0, tokens.count()).mapToObj(tokens::text).toList();
    }

    private static List<TokenKind> kinds(String sql) {
        Tokens tokens = Tokenizer.tokenize(sql);
        return IntStream.range(0, tokens.count()).mapToObj(tokens::kind).toList();
    }

    @Test
    void a_query_is_cut_into_its_tokens() {
        assertThat(texts("select a.b, $1::int4 from \"T\" -- end\n where x>=1.5e3"))
                .containsExactly(
                        "select", "a", ".", "b", ",", "$1", "::", "int4", "from", "\"T\"", "where",
                        "x", ">=", "1.5e3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "'it''s' ~ STRING",
                "E'a\\'b' ~ ESCAPE_STRING",
                "e'\\\\' ~ ESCAPE_STRING",
                "U&'d\\0061' ~ UNICODE_STRING",
                "u&\"d\\0061\" ~ UNICODE_IDENTIFIER",
                "B'01' ~ BIT_STRING",
                "x'1F' ~ HEX_STRING",
                "$$a'b$$ ~ DOLLAR_STRING",
                "$t$ $$ $u$ $t$ ~ DOLLAR_STRING",
                "$é1$x$é1$ ~ DOLLAR_STRING",
                "\"a\"\"b\" ~ QUOTED_IDENTIFIER",
                "a$1 ~ IDENTIFIER",
                "_é日 ~ IDENTIFIER",
                "$12 ~ PARAMETER",
                "12 ~ INTEGER",
                "1_000 ~ INTEGER",
                ".5 ~ NUMERIC",
                "5. ~ NUMERIC",
                "1e10 ~ NUMERIC",
                "1.5E-3 ~ NUMERIC",
                ":: ~ CAST",
                ":= ~ COLON_EQUALS",
                "=> ~ EQUALS_GREATER",
                ".. ~ DOT_DOT",
                "->> ~ OPERATOR",
                "@- ~ OPERATOR",
                "? ~ OPERATOR",
                "{ ~ LEFT_BRACE",
                "\\ ~ OTHER",
            })
    void one_token_is_of_its_kind(String sql, TokenKind kind) {
        assertThat(kinds(sql)).containsExactly(kind);
        assertThat(texts("  " + sql + "\n")).containsExactly(sql);
    }

    @Test
    void the_longest_operator_wins_but_ends_in_no_sign() {
        assertThat(texts("a*-1")).containsExactly("a", "*", "-", "1");
        assertThat(texts("a<-1")).containsExactly("a", "<", "-", "1");
        assertThat(texts("a@-1")).containsExactly("a", "@-", "1");
        assertThat(texts("a->-1")).containsExactly("a", "->", "-", "1");
        assertThat(texts("a+--x\n1")).containsExactly("a", "+", "1");
        assertThat(texts("a*/*x*/1")).containsExactly("a", "*", "1");
        assertThat(texts("a<=b")).containsExactly("a", "<=", "b");
    }

    @Test
    void ranges_do_not_take_the_dots() {
        assertThat(texts("1..10")).containsExactly("1", "..", "10");
        assertThat(texts("a[1:-1]")).containsExactly("a", "[", "1", ":", "-", "1", "]");
    }

    @Test
    void comments_nest() {
        assertThat(texts("a /* x /* y */ ; */ b -- c")).containsExactly("a", "b");
    }

    @Test
    void a_string_goes_on_after_a_line_break() {
        assertThat(texts("'a' -- it's\n 'b' 'c'")).containsExactly("'a' -- it's\n 'b'", "'c'");
        assertThat(Literals.string(Tokenizer.tokenize("'a''b' -- it's\n 'c'"), 0))
                .isEqualTo("a'bc");
        assertThat(Literals.string(Tokenizer.tokenize("E'a'\n'\\x42'"), 0)).isEqualTo("aB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "E'a\\nb\\t\\x41\\101\\u00e9' ~ `a\nb\tAAé`",
                "E'\\xc3\\xa9' ~ é",
                "E'\\U0001F600' ~ 😀",
                "E'\\ud83d\\ude00' ~ 😀",
                "E'a''b\\'c\\\\' ~ a'b'c\\",
                "E'\\q\\xg' ~ qxg",
                "U&'\\0061\\+0000e9\\\\' ~ aé\\",
                "$a$x'y$a$ ~ x'y",
            })
    void a_string_has_its_value(String sql, String value) {
        assertThat(Literals.string(Tokenizer.tokenize(sql), 0)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "select 'abc ~ unterminated quoted string at or near \"'abc\" ~ 8",
                "é E'abc\\' ~ unterminated quoted string at or near \"E'abc\\'\" ~ 3",
                "😀 \"abc ~ unterminated quoted identifier at or near \"\"abc\" ~ 3",
                "a /* b /* */ ~ unterminated /* comment at or near \"/* b /* */\" ~ 3",
                "$x$ abc $y$ ~ unterminated dollar-quoted string at or near \"$x$ abc $y$\" ~ 1",
                "B'01 ~ unterminated bit string literal at or near \"B'01\" ~ 1",
                "X'01 ~ unterminated hexadecimal string literal at or near \"X'01\" ~ 1",
                "select \"\" ~ zero-length delimited identifier at or near \"\"\"\" ~ 8",
                "0x1f ~ trailing junk after numeric literal at or near \"0x1f\" ~ 1",
                "1e ~ trailing junk after numeric literal at or near \"1e\" ~ 1",
                "$1a ~ trailing junk after parameter at or near \"$1a\" ~ 1",
            })
    void what_is_no_token_is_a_syntax_error(String sql, String message, int position) {
        PgException error = catchThrowableOfType(PgException.class, () -> Tokenizer.tokenize(sql));

        assertThat(error).hasMessage(message);
        assertThat(error.sqlState()).isEqualTo(SqlState.SYNTAX_ERROR);
        assertThat(error.info().position()).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"E'\\u00zz'", "E'\\u12'", "E'\\U0000zzzz'"})
    void an_escape_without_its_digits_is_22025(String sql) {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Tokenizer.tokenize(sql))
                .withMessage("invalid Unicode escape")
                .extracting(PgException::sqlState)
                .isEqualTo(SqlState.INVALID_ESCAPE_SEQUENCE);
    }

    @Test
    void bytes_that_are_no_utf8_are_refused() {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Tokenizer.tokenize("E'\\xff'"))
                .withMessage("invalid byte sequence for encoding \"UTF8\": 0xff");
    }

    @Test
    void a_text_beyond_the_limit_is_refused() {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Tokenizer.tokenize("select 1", 7))
                .extracting(PgException::sqlState)
                .isEqualTo(SqlState.PROGRAM_LIMIT_EXCEEDED);
    }

    @Test
    void random_text_is_covered_by_tokens_or_refused() {
        long seed = 20_250_101;
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            String sql = randomText(random);
            try {
                covers(sql, Tokenizer.tokenize(sql));
            } catch (PgException expected) {
                assertThat(expected.info().position()).as("%s", sql).isGreaterThanOrEqualTo(0);
            }
        }
    }

    private static String randomText(Random random) {
        String[] pieces = {
            "'", "''", "\"", "E'", "e'\\", "U&'", "U&\"", "B'", "X'", "$$", "$a$", "$1", "$", "\\",
            "\\u00e9", "\\x4", "--", "/*", "*/", "\n", " ", "1", "1.", ".5", "1e5", "..", "::",
            ":=", "=>", "+", "-", "@", "<", "(", ")", "[", "]", "{", "}", ";", "select", "from",
            "é", "😀", "a", "_", ",", "?", "#1", "uescape", "\ud800",
        };
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    /** Between tokens there is white space and comments alone. */
    private static void covers(String sql, Tokens tokens) {
        int end = 0;
        List<String> gaps = new ArrayList<>();
        for (int i = 0; i < tokens.count(); i++) {
            assertThat(tokens.start(i)).as("%s", sql).isGreaterThanOrEqualTo(end);
            assertThat(tokens.end(i)).as("%s", sql).isGreaterThan(tokens.start(i));
            gaps.add(sql.substring(end, tokens.start(i)));
            end = tokens.end(i);
        }
        gaps.add(sql.substring(end));
        for (String gap : gaps) {
            String rest = gap.strip();
            assertThat(rest.isEmpty() || rest.startsWith("--") || rest.startsWith("/*"))
                    .as("gap <%s> in <%s>", gap, sql)
                    .isTrue();
        }
    }
}
