package io.tieout.app.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.outbox.Outbox;
import io.tieout.fact.check.Lifetime;
import io.tieout.fact.check.Retiring;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.id.IdSource;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionWatchTest {
  private final SettableClock clock = new SettableClock();
  private final Database database = TestDatabase.fresh();
  private final IdSource ids = new IdSource(clock, new Random(7));
  private final Findings findings =
      new Findings(
          new Audit(clock, ids), new Outbox(clock, ids), new Inbox(database, clock), clock, ids);
  private final AtomicReference<Lifetime> hubspot =
      new AtomicReference<>(ending("HubSpot API 2026-03", "2027-09-01"));

  @AfterEach
  void close() {
    database.close();
  }

  private static Lifetime ending(String version, String day) {
    return new Lifetime(version, Optional.of(LocalDate.parse(day)));
  }

  private VersionWatch watch(Map<String, Retiring> connectors) {
    return new VersionWatch(
        new VersionWatch.Desk(database, findings), connectors, clock, ZoneOffset.UTC);
  }

  private List<Finding> open() {
    return database.inTransaction(findings::open);
  }

  @Test
  void a_version_that_ends_within_half_a_year_is_told_once_until_a_newer_one_is_called() {
    VersionWatch watch =
        watch(
            Map.of(
                "hubspot",
                hubspot::get,
                "salesforce",
                () -> new Lifetime("Salesforce API 67.0", Optional.empty())));
    watch.look();
    assertThat(open()).isEmpty();
    clock.advance(Duration.ofDays(130));
    watch.look();
    clock.advance(Duration.ofDays(1));
    watch.look();
    assertThat(open())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.draft().subject()).isEqualTo("hubspot");
          assertThat(f.draft().text()).contains("HubSpot API 2026-03", "2027-09-01", "newer");
        });
    hubspot.set(ending("HubSpot API 2026-09", "2028-03-01"));
    watch.look();
    assertThat(open()).isEmpty();
  }

  @Test
  void a_connector_that_cannot_be_asked_keeps_no_other_from_being_told_of() {
    clock.advance(Duration.ofDays(200));
    VersionWatch watch =
        watch(
            Map.of(
                "a",
                () -> {
                  throw new Fault.Transient("away").asException();
                },
                "hubspot",
                hubspot::get));
    assertThatThrownBy(watch::look).isInstanceOf(FaultException.class);
    assertThat(open()).hasSize(1);
  }
}
