package io.tieout.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A small number of rounds of what `./tieout bench kill` does.
class KillDrillTest {
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void killed_under_load_nothing_is_lost_and_nothing_is_made_twice() {
    try (Site site =
        new Site(Folders.fresh("drill"), TestDatabase.freshAddress(), Duration.ofSeconds(6))) {
      KillDrill drill =
          new KillDrill(
              site,
              new KillDrill.Options(5, 1, 2, 6, Duration.ofMillis(1_500), Optional.empty()));
      KillDrill.Report report = drill.run(System.out::println);
      System.out.println(report);
      assertThat(report.verdict().problems()).isEmpty();
    }
  }
}
