package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.PgException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TupleIdTest {
    private static final TextSettings PLAIN = TextSettings.DEFAULT;

    @Test
    void rows_count_from_one_within_blocks() {
        assertThat(text(0)).isEqualTo("(0,1)");
        assertThat(text(1023)).isEqualTo("(0,1024)");
        assertThat(text(1024)).isEqualTo("(1,1)");
    }

    @Test
    void a_text_is_read_as_it_is_printed() {
        assertThat(TupleId.INSTANCE.parse(" ( 7 , 3 ) ", PLAIN))
                .isEqualTo(TupleId.INSTANCE.parse("(7,3)", PLAIN));
        assertThat(TupleId.INSTANCE.parse("(1,1)", PLAIN)).isEqualTo(TupleId.ofRow(1024));
    }

    @Test
    void later_rows_sort_behind() {
        assertThat(Arrays.compareUnsigned(TupleId.ofRow(1023), TupleId.ofRow(1024))).isNegative();
    }

    @Test
    void other_texts_are_refused() {
        for (String text : new String[] {"", "(1)", "(1,70000)", "(99999999999,1)", "(a,b)"}) {
            assertThatThrownBy(() -> TupleId.INSTANCE.parse(text, PLAIN))
                    .isInstanceOf(PgException.class)
                    .hasMessage("invalid input syntax for type tid: \"" + text + '"');
        }
    }

    private static String text(long row) {
        return TupleId.INSTANCE.format(TupleId.ofRow(row), PLAIN);
    }
}
