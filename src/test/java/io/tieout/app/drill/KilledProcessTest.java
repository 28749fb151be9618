package io.tieout.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.effect.Mark;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.host.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whenever a process dies, another one finishes the work, and everything is made exactly once. One
/// company and one database for all; the processes are real, and so is their death.
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class KilledProcessTest {
  private static final Duration TERM = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> OTHERS =
      List.of("create-customer", "attach-quote", "write-back", "log-activity");
  private static final int AT_ONCE = 3;
  private static final int EVERY_KIND = 6;

  private static Site site;
  private static Desk desk;

  @BeforeAll
  static void open() {
    site = new Site(Folders.fresh("killed"), TestDatabase.freshAddress(), TERM);
    desk = new Desk(site.vendors(), new SplittableRandom(7), true);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static List<Orders.Death> deaths() {
    return Stream.concat(
            Arrays.stream(Mark.values()).map(mark -> new Orders.Death(mark, "create-invoice")),
            OTHERS.stream()
                .flatMap(step ->
                    Stream.of(Mark.BEFORE_SEND, Mark.AFTER_SEND)
                        .map(mark -> new Orders.Death(mark, step))))
        .toList();
  }

  @Test
  void dead_at_any_boundary_of_any_effect_it_is_made_exactly_once() {
    List<Orders.Death> deaths = deaths();
    for (int i = 0; i < deaths.size(); i += AT_ONCE) {
      List<Replica> dying = new ArrayList<>();
      deaths.subList(i, Math.min(deaths.size(), i + AT_ONCE)).stream()
          .map(Optional::of)
          .forEach(death -> dying.add(site.begin(death)));
      dying.forEach(site::serving);
      desk.win(EVERY_KIND);
      until("all died where they were to", () -> dying.stream().noneMatch(Replica::lives));
      dying.forEach(site::died);
    }
    finished();
  }

  @Test
  void a_click_that_was_acknowledged_and_not_worked_on_is_not_lost() {
    Replica first = site.open(1).getFirst();
    desk.win(2);
    int all = desk.cases().size();
    until("asked", () -> desk.asking() == 2);
    try (Database database = Database.open(site.database())) {
      database.transact(sql -> {
        // Who holds the requests keeps every vote on them waiting.
        sql.ask("select id from approval_request for update").list(row -> row.text("id"));
        until("acknowledged", () -> desk.approved() == all);
        site.kill(first);
      });
    }
    finished();
  }

  @Test
  void an_invoice_whose_answer_was_lost_before_the_process_died_is_found_again() {
    Weather weather = site.vendors().quickbooks().weather();
    weather.arm(
        Mishap.ANSWER_LOST,
        2,
        call -> call.method().equals("POST") && call.path().endsWith("/invoice"));
    Replica first = site.open(1).getFirst();
    desk.win(2);
    until("the answers were lost", () -> weather.pending() == 0);
    site.kill(first);
    finished();
  }

  @Test
  void killed_at_any_moment_after_the_click_it_is_made_exactly_once() {
    try (Site own = new Site(Folders.fresh("rounds"), TestDatabase.freshAddress(), TERM)) {
      KillDrill.Report report =
          new KillDrill(
                  own,
                  new KillDrill.Options(4, 3, 2, 6, Duration.ofMillis(1_500), Optional.empty()))
              .run(_ -> {});
      assertThat(report.verdict().problems()).isEmpty();
      assertThat(report.kills()).isGreaterThanOrEqualTo(4);
      assertThat(report.verdict().approved()).isGreaterThanOrEqualTo(6);
      assertThat(report.verdict().invoices()).isEqualTo(report.verdict().approved());
    }
  }

  /// Another process takes over after the dead ones' leases have run out. What may have arrived was
  /// looked for, not sent again: not even QuickBooks' own memory of request ids was needed.
  private static void finished() {
    Replica heir = site.open(1).getFirst();
    desk.through(PATIENCE);
    Verdict verdict = Verdict.of(site, desk);
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.invoices()).isEqualTo(desk.cases().size());
    assertThat(verdict.replays()).isZero();
    site.kill(heir);
  }

  private static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain until %s", what).isLessThan(end);
      KillDrill.pause(Desk.LOOK);
      desk.look(!what.equals("asked"));
    }
  }
}
