package dev.duckspace.gateway.types.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.PgException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations are what PostgreSQL 15 answers. */
class JsonbTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{\"b\":1,\"aa\":2,\"a\":3}~{\"a\": 3, \"b\": 1, \"aa\": 2}",
                "{\"a\":1,\"a\":2}~{\"a\": 2}",
                "[1,[],{},null,true,false]~[1, [], {}, null, true, false]",
                "-0.0~0.0",
                "-0~0",
                "1e2~100",
                "1.50e1~15.0",
                "1E-5~0.00001",
                "\"\\ud83d\\ude00\"~\"😀\"",
                "\"😀\\n\\u0001\\/\"~\"😀\\n\\u0001/\"",
                "[]~[]",
                "123456789012345678901234567890.1234500~123456789012345678901234567890.1234500",
            })
    void a_value_is_written_in_one_way_after_it_was_stored(String text, String expected) {
        Jsonb value = Jsonb.parse(text);
        assertThat(value.text()).isEqualTo(expected);
        assertThat(JsonbBytes.decode(JsonbBytes.encode(value)).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "[1 2]~Expected \",\" or \"]\", but found \"2\".",
                "{\"a\":1~The input string ended unexpectedly.",
                "[01]~Token \"01\" is invalid.",
                "1.5.2~Token \".\" is invalid.",
                "12ab~Token \"12ab\" is invalid.",
                "\"abc~Token \"\"abc\" is invalid.",
                "[1,]~Expected JSON value, but found \"]\".",
                "{\"a\"}~Expected \":\", but found \"}\".",
                "{1:2}~Expected string or \"}\", but found \"1\".",
                "[}~Expected JSON value, but found \"}\".",
                "``~The input string ended unexpectedly.",
                "@~Token \"@\" is invalid.",
                "\"\\x\"~Escape sequence \"\\x\" is invalid.",
                "\"\\u12\"~\"\\u\" must be followed by four hexadecimal digits.",
                "\"\\u0000\"~\\u0000 cannot be converted to text.",
                "\"\\ud83d\"~Unicode low surrogate must follow a high surrogate.",
                "abc-d~Token \"abc\" is invalid.",
                "-~Token \"-\" is invalid.",
                "{\"a\":1,}~Expected string, but found \"}\".",
                "1 1~Expected end of input, but found \"1\".",
            })
    void what_is_no_json_is_refused_with_the_detail(String text, String detail) {
        assertThatThrownBy(() -> Jsonb.parse(text))
                .isInstanceOfSatisfying(
                        PgException.class, e -> assertThat(e.info().detail()).isEqualTo(detail));
    }

    @Test
    void stored_values_sort_as_in_postgresql() {
        List<String> sorted =
                List.of(
                        "[]",
                        "null",
                        "\"\"",
                        "\"a\"",
                        "\"ab\"",
                        "\"b\"",
                        "-100",
                        "-1.5",
                        "-1",
                        "-0.001",
                        "0",
                        "0.001",
                        "0.01",
                        "1",
                        "1.5",
                        "2",
                        "10",
                        "100.25",
                        "1000",
                        "false",
                        "true",
                        "[1]",
                        "[[]]",
                        "[{}]",
                        "[1,2]",
                        "{}",
                        "{\"a\":1}",
                        "{\"a\":2}",
                        "{\"b\":1}",
                        "{\"a\":1,\"b\":1}");
        List<byte[]> bytes =
                sorted.stream().map(text -> JsonbBytes.encode(Jsonb.parse(text))).toList();
        assertThat(bytes.stream().sorted(Arrays::compareUnsigned).toList()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":  [1 ,2]}", "[1.0,2]", "\"\\u0041\""})
    void json_keeps_the_text_that_was_given(String text) {
        assertThat(JsonReader.read("  " + text + "\n").text()).isEqualTo(text);
    }

    @Test
    void an_object_is_written_over_lines() {
        assertThat(JsonbText.pretty(Jsonb.parse("[[],{\"a\":1}]")))
                .isEqualTo("[\n    [\n    ],\n    {\n        \"a\": 1\n    }\n]");
    }
}
