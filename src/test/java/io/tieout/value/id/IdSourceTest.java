package io.tieout.value.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IdSourceTest {
  @Test
  void identifiers_sort_by_time_and_never_repeat() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-02T08:00:00Z"));
    IdSource ids = new IdSource(now::get, new Random(1));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      made.add(ids.next("P"));
      if (i % 10 == 0) {
        now.updateAndGet(t -> t.plusMillis(1));
      }
    }
    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made.getFirst()).matches("P-[0-9A-Z]{15}");
  }

  @Test
  void the_same_clock_and_seed_make_the_same_identifiers() {
    Instant at = Instant.parse("2026-11-02T08:00:00Z");
    assertThat(new IdSource(() -> at, new Random(7)).next("E"))
        .isEqualTo(new IdSource(() -> at, new Random(7)).next("E"));
  }
}
