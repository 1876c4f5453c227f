package dev.duckspace.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectIdsTest {
    @Test
    void a_name_has_the_same_number_in_every_process() {
        assertThat(new ObjectIds().of("relation", "public.t"))
                .isEqualTo(new ObjectIds().of("relation", "public.t"))
                .isEqualTo(ObjectIds.hash("relation public.t"))
                .isBetween(ObjectIds.FIRST, (long) Integer.MAX_VALUE);
    }

    @Test
    void kinds_have_numbers_of_their_own() {
        ObjectIds ids = new ObjectIds();

        assertThat(ids.of("relation", "public.t")).isNotEqualTo(ids.of("type", "public.t"));
    }

    /** Among so many about sixty pairs of hashes meet. */
    @Test
    void no_two_of_half_a_million_names_share_a_number() {
        ObjectIds ids = new ObjectIds();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 500_000; i++) {
            seen.add(ids.of("relation", "public.t" + i));
        }

        assertThat(seen).hasSize(500_000);
    }
}
