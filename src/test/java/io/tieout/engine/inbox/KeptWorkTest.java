package io.tieout.engine.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.lease.Hold;
import io.tieout.engine.lease.Keeper;
import io.tieout.engine.lease.LeaseClock;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Leases that are renewed while their holder lives, at the example of signals.
class KeptWorkTest {
  private static final Duration TERM = Duration.ofSeconds(30);
  private static final Duration HALF = TERM.dividedBy(2);

  private final SettableClock clock = new SettableClock();
  private final List<String> log = new ArrayList<>();
  private Database database;
  private Inbox inbox;
  private Keeper keeper;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    inbox = new Inbox(database, clock);
    keeper = Keeper.byHand(database, clock, TERM);
    inbox.accept(new Signal("crm", "a", "deal/1", "deal changed", Json.object().build()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void work_that_takes_many_terms_stays_with_its_living_holder() {
    InboxWorker holder =
        worker(
            "holder",
            clock,
            keeper,
            () -> {
              for (int i = 0; i < 10; i++) {
                clock.advance(HALF);
                assertThat(keeper.renew()).isEqualTo(1);
                assertThat(other().runOnce()).isFalse();
              }
            });
    assertThat(holder.runOnce()).isTrue();
    assertThat(log).containsExactly("holder");
    assertThat(keeper.renew()).as("renewed after the work was done").isZero();
  }

  @Test
  void a_dead_holders_work_is_anothers_when_one_term_is_over() {
    InboxWorker holder =
        worker(
            "holder",
            clock,
            keeper,
            () -> {
              clock.advance(TERM.minusMillis(1));
              assertThat(other().runOnce()).isFalse();
              clock.advance(Duration.ofMillis(1));
              assertThat(other().runOnce()).isTrue();
              assertThat(keeper.renew()).as("renewed though it was lost").isZero();
            });
    holder.runOnce();
    assertThat(log).containsExactly("other", "holder");
    assertThat(outcomes()).containsExactly("worker died", "done");
  }

  @Test
  void a_holder_that_hangs_is_not_kept_for_ever() {
    InboxWorker holder =
        worker(
            "holder",
            clock,
            keeper,
            () -> {
              int renewed = 0;
              while (!other().runOnce()) {
                clock.advance(HALF);
                renewed += keeper.renew();
              }
              assertThat(renewed).isBetween(30, 45);
            });
    holder.runOnce();
    assertThat(log).containsExactly("other", "holder");
  }

  @Test
  void replicas_whose_clocks_differ_do_not_take_each_others_work() {
    SettableClock ahead = new SettableClock();
    ahead.advance(Duration.ofHours(3));
    InboxWorker elsewhere = worker("ahead", ahead, Keeper.of(database, TERM), () -> {});
    InboxWorker holder =
        worker(
            "holder",
            clock,
            Keeper.of(database, TERM),
            () -> assertThat(elsewhere.runOnce()).isFalse());
    holder.runOnce();
    assertThat(log).containsExactly("holder");
  }

  @Test
  void what_is_left_of_a_lease_is_told_by_monotonic_time_and_ends_before_the_lease() {
    SettableClock monotonic = new SettableClock();
    Keeper told =
        new Keeper(
            database,
            LeaseClock.of(clock),
            () -> Duration.between(clock.instant(), monotonic.instant()).toNanos(),
            TERM);
    try (Hold hold = told.hold(told.nanos(), (_, _) -> true)) {
      assertThat(hold.left()).isEqualTo(Duration.ofSeconds(28));
      monotonic.advance(Duration.ofSeconds(17));
      assertThat(hold.left()).isEqualTo(Duration.ofSeconds(11));
      monotonic.advance(Duration.ofSeconds(2));
      assertThat(hold.sure()).as("too short to begin a call").isFalse();
      assertThat(told.renew()).isEqualTo(1);
      assertThat(hold.left()).isEqualTo(Duration.ofSeconds(28));
    }
  }

  private InboxWorker other() {
    return worker("other", clock, keeper, () -> {});
  }

  private InboxWorker worker(String name, SettableClock its, Keeper keptBy, Runnable work) {
    SignalHandler handler =
        _ -> {
          work.run();
          log.add(name);
        };
    return new InboxWorker(
        database,
        Map.of("crm", handler),
        (_, signal, why) -> {
          throw new AssertionError(signal + ": " + why);
        },
        its,
        new InboxWorker.Settings(
            name, false, TERM, InboxWorker.Settings.PATIENCE, Optional.of(keptBy)));
  }

  private List<String> outcomes() {
    return database.inTransaction(sql ->
        sql.ask("select outcome from signal_attempt order by signal, attempt")
            .list(row -> row.text("outcome")));
  }
}
