package io.tieout.app.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything goes wrong, and what must hold holds.
class StormTest {
  private static final long SEEDS = 100;
  private static final int TWICE = 6;
  private static final int AROUND = 5;

  @TempDir private static Path folder;

  @BeforeAll
  static void quiet() {
    Quiet.begin();
  }

  @AfterAll
  static void loud() {
    Quiet.end();
  }

  @Test
  void nothing_is_lost_and_nothing_is_made_twice() {
    List<String> wrong = new ArrayList<>();
    try (Storm storm = Storm.over(folder.resolve("storm"))) {
      long played =
          storm.play(
              plan(0, SEEDS),
              told -> {
                told.wrong().forEach(line -> wrong.add("seed %d: %s".formatted(told.seed(), line)));
                return true;
              });
      assertThat(played).isEqualTo(SEEDS);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_seed_does_the_same_again() {
    List<List<String>> first = traces("first");
    List<List<String>> second = traces("second");
    assertThat(first).hasSize(TWICE);
    for (int seed = 0; seed < TWICE; seed++) {
      assertThat(parting(first.get(seed), second.get(seed))).as("seed %d", seed).isEmpty();
    }
  }

  /// The first lines that are not the same, with what led to them; the whole fills a screenful of
  /// screens.
  private static List<String> parting(List<String> first, List<String> second) {
    int same = 0;
    while (same < Math.min(first.size(), second.size())
        && first.get(same).equals(second.get(same))) {
      same++;
    }
    return first.equals(second)
        ? List.of()
        : List.of(
            "both: " + first.subList(Math.max(0, same - AROUND), same),
            "first: " + first.subList(same, Math.min(first.size(), same + AROUND)),
            "second: " + second.subList(same, Math.min(second.size(), same + AROUND)));
  }

  private static List<List<String>> traces(String name) {
    List<List<String>> traces = new ArrayList<>();
    try (Storm storm = Storm.over(folder.resolve(name))) {
      storm.play(plan(0, TWICE), told -> traces.add(told.trace()));
    }
    return traces;
  }

  private static Storm.Plan plan(long first, long seeds) {
    return new Storm.Plan(first, seeds, Duration.ofMinutes(8), InstantSource.system());
  }
}
