package io.tieout.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.EmbeddedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL is killed under load, and the processes go on when it is back.
class CrashedDatabaseTest {
  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void what_postgresql_was_killed_under_is_neither_lost_nor_made_twice(@TempDir Path folder) {
    try (EmbeddedServer server = EmbeddedServer.start(folder);
        Site site =
            new Site(Folders.fresh("crashed"), server.emptied("drill"), Duration.ofSeconds(4))) {
      KillDrill.Report report =
          new KillDrill(
                  site,
                  new KillDrill.Options(
                      4, 5, 2, 6, Duration.ofMillis(2_500), Optional.of(server::crash)))
              .run(_ -> {});
      assertThat(report.verdict().problems()).isEmpty();
      assertThat(report.crashes()).isEqualTo(4);
      assertThat(report.verdict().approved()).isGreaterThanOrEqualTo(6);
    }
  }
}
