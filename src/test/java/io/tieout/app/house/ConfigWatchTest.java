package io.tieout.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.config.ShippedPolicy;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.governing.Kind;
import io.tieout.fact.change.Freshness;
import io.tieout.value.id.IdSource;
import io.tieout.work.governing.Governed;
import io.tieout.work.governing.GoverningDesk;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is told of a configuration that is not what is in force.
class ConfigWatchTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-03T09:15:00Z"));
  private static final String SHIPPED = ShippedPolicy.read().text();
  private static final String OTHER = SHIPPED.replace("USD 100000}", "USD 90000}");

  private final Database database = TestDatabase.fresh();
  private final Engine engine =
      Engine.on(database, CLOCK, new IdSource(CLOCK, new SplittableRandom(3)));
  private final Governed governed = new Governed(database);

  @BeforeEach
  void seed() {
    database.transact(sql -> engine.governing().seed(sql, Kind.POLICY, SHIPPED));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private GoverningDesk desk() {
    Approvals approvals =
        new Approvals(
            new Approvals.Deps(
                database,
                engine.proposals(),
                engine.audit(),
                engine.outbox(),
                engine.inbox(),
                governed::people,
                _ -> new Freshness.Finding.Unchanged(),
                engine.effects(),
                engine.effects(),
                CLOCK,
                engine.ids()));
    return new GoverningDesk(
        new GoverningDesk.Deps(database, governed, approvals, CLOCK, engine.ids()));
  }

  private void started(String body) {
    ConfigWatch.look(engine, desk(), Kind.POLICY, body);
  }

  private List<Finding> open() {
    return database.inTransaction(engine.findings()::open);
  }

  @Test
  void what_is_in_force_is_not_remarked_upon_whatever_its_comments() {
    started("# ours\n" + SHIPPED);
    assertThat(open()).isEmpty();
  }

  @Test
  void another_one_is_told_once_with_what_differs_and_what_to_do() {
    started(OTHER);
    started(OTHER);
    assertThat(open())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.draft().title())
              .isEqualTo("The configuration's policy is not what is in force");
          assertThat(finding.draft().text())
              .contains("without: when:", "USD 90000", "./tieout policy propose FILE");
        });
  }

  @Test
  void a_configuration_that_changes_is_told_anew_and_one_that_agrees_settles_it() {
    started(OTHER);
    String first = open().getFirst().id();
    started(SHIPPED.replace("default-4", "ours-1"));
    assertThat(open()).singleElement().satisfies(f -> assertThat(f.id()).isNotEqualTo(first));
    started(SHIPPED);
    assertThat(open()).isEmpty();
  }
}
