package io.tieout.engine.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signals that arrive together share a commit. A transaction of the test's own that holds a key
/// open makes the commit that meets it wait, so that others gather behind it.
class GroupCommitTest {
  private static final String TRANSACTIONS =
      "select count(distinct xmin::text) as n from signal where dedupe_key <> 'held'";

  private final SettableClock clock = new SettableClock();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Database database;
  private Inbox inbox;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    inbox = new Inbox(database, clock);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    database.close();
  }

  @Test
  void what_arrives_during_a_commit_shares_the_next_one() throws Exception {
    List<Future<List<Receipt>>> gathered = new ArrayList<>();
    Future<List<Receipt>> first =
        behindHeld(() -> {
          for (int i = 0; i < 20; i++) {
            gathered.add(tell("g" + i));
          }
          awaitWaiting(20);
          assertThat(gathered).noneMatch(Future::isDone);
        });

    assertThat(first.get()).hasOnlyElementsOfType(Receipt.Duplicate.class);
    for (Future<List<Receipt>> one : gathered) {
      assertThat(one.get()).hasOnlyElementsOfType(Receipt.Stored.class);
    }
    assertThat(count(TRANSACTIONS)).isEqualTo(1);
    assertThat(database.inTransaction(inbox::waiting)).isEqualTo(21);
  }

  @Test
  void what_two_replicas_are_told_at_once_is_stored_once_and_neither_holds_the_other_up()
      throws Exception {
    Inbox other = new Inbox(database, clock);
    int stored = 0;
    for (int round = 0; round < 10; round++) {
      String prefix = "r" + round + "-";
      List<Signal> signals = IntStream.range(0, 250).mapToObj(i -> signal(prefix + i)).toList();
      Future<List<Receipt>> one = threads.submit(() -> inbox.accept(signals));
      Future<List<Receipt>> two = threads.submit(() -> other.accept(signals.reversed()));
      stored +=
          (int)
              Stream.of(one.get(), two.get())
                  .flatMap(List::stream)
                  .filter(Receipt.Stored.class::isInstance)
                  .count();
    }
    assertThat(stored).isEqualTo(2_500);
    assertThat(count("select count(*) as n from signal")).isEqualTo(2_500);
  }

  @Test
  void one_alone_is_stored_at_once_and_each_of_many_gets_its_own_receipt() {
    List<Receipt> receipts =
        inbox.accept(List.of(signal("a"), signal("b"), signal("a"), signal("c")));

    assertThat(receipts)
        .map(r -> r.getClass().getSimpleName())
        .containsExactly("Stored", "Stored", "Duplicate", "Stored");
    assertThat(receipts.get(2).id()).isEqualTo(receipts.getFirst().id());
    assertThat(inbox.accept(List.of(signal("c"), signal("d"))))
        .containsExactly(
            new Receipt.Duplicate(receipts.getLast().id()),
            new Receipt.Stored(inbox.accept(signal("d")).id()));
    assertThat(inbox.accept(List.of())).isEmpty();
  }

  @Test
  void signals_keep_the_order_in_which_they_were_told() {
    List<Long> ids =
        inbox.accept(IntStream.range(0, 50).mapToObj(i -> signal("o" + i)).toList()).stream()
            .map(Receipt::id)
            .toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void one_that_cannot_be_stored_fails_alone() throws Exception {
    List<Future<List<Receipt>>> good = new ArrayList<>();
    List<Future<List<Receipt>>> bad = new ArrayList<>();
    behindHeld(
            () -> {
              good.add(tell("g1"));
              bad.add(tell(signal("b1"), poisonous("b2")));
              good.add(tell("g2"));
              bad.add(tell(poisonous("b3")));
              good.add(tell("g3"));
              awaitWaiting(6);
            })
        .get();

    for (Future<List<Receipt>> one : good) {
      assertThat(one.get()).hasOnlyElementsOfType(Receipt.Stored.class);
    }
    for (Future<List<Receipt>> one : bad) {
      assertThatThrownBy(one::get).hasMessageContaining("the database refused");
    }
    assertThat(count("select count(*) as n from signal where dedupe_key like 'b%'")).isZero();
    assertThat(inbox.accept(signal("afterwards"))).isInstanceOf(Receipt.Stored.class);
  }

  @Test
  void who_comes_when_too_many_wait_is_sent_away_and_nothing_of_it_is_stored() throws Exception {
    inbox = new Inbox(database, clock, new GroupCommit.Limits(2, 3, HeldKey.PATIENCE));
    List<Future<List<Receipt>>> gathered = new ArrayList<>();
    behindHeld(
            () -> {
              for (int i = 0; i < 3; i++) {
                gathered.add(tell("g" + i));
              }
              awaitWaiting(3);
              assertThatThrownBy(() -> inbox.accept(signal("too many")))
                  .isInstanceOfSatisfying(
                      InboxFullException.class, e -> assertThat(e.again()).isPositive())
                  .hasMessageContaining("3 signals wait");
            })
        .get();

    for (Future<List<Receipt>> one : gathered) {
      assertThat(one.get()).hasOnlyElementsOfType(Receipt.Stored.class);
    }
    assertThat(inbox.accept(signal("too many"))).isInstanceOf(Receipt.Stored.class);
  }

  @Test
  void who_waits_too_long_is_told_to_come_again_and_is_stored_once_nevertheless() throws Exception {
    inbox = new Inbox(database, clock, new GroupCommit.Limits(2, 3, Duration.ofMillis(200)));
    Future<List<Receipt>> first =
        behindHeld(() ->
            assertThatThrownBy(() -> inbox.accept(signal("late")))
                .isInstanceOf(InboxFullException.class));

    assertThatThrownBy(first::get).hasCauseInstanceOf(InboxFullException.class);
    HeldKey.until(() -> count("select count(*) as n from signal where dedupe_key = 'late'") == 1);
    assertThat(inbox.accept(signal("late"))).isInstanceOf(Receipt.Duplicate.class);
  }

  @Test
  void a_caller_that_is_interrupted_hurts_nobody_else() throws Exception {
    List<Future<List<Receipt>>> gathered = new ArrayList<>();
    Future<List<Receipt>> first =
        behindHeld(() -> {
          gathered.add(tell("g1"));
          gathered.add(tell("g2"));
          awaitWaiting(2);
          gathered.getFirst().cancel(true);
        });

    assertThat(first.get()).hasSize(1);
    assertThat(gathered.getLast().get()).hasOnlyElementsOfType(Receipt.Stored.class);
  }

  @Test
  void a_cut_connection_fails_those_whose_commit_it_was_and_no_others() throws Exception {
    List<Future<List<Receipt>>> gathered = new ArrayList<>();
    Future<List<Receipt>> first =
        behindHeld(() -> {
          gathered.add(tell("g1"));
          gathered.add(tell("g2"));
          awaitWaiting(2);
          cutTheOneThatWaits();
        });

    assertThatThrownBy(first::get).hasMessageContaining("the database refused");
    for (Future<List<Receipt>> one : gathered) {
      assertThat(one.get()).hasOnlyElementsOfType(Receipt.Stored.class);
    }
  }

  /// Tells of the key `held` while a transaction of the test holds it, and commits that one when
  /// the work is done.
  private Future<List<Receipt>> behindHeld(Runnable work) {
    try (HeldKey held = new HeldKey(database, inbox, signal("held"))) {
      Future<List<Receipt>> first = tell("held");
      HeldKey.until(() -> HeldKey.isMet(database));
      work.run();
      held.release();
      return first;
    }
  }

  private void cutTheOneThatWaits() {
    database.transact(sql ->
        sql.ask(
                "select count(pg_terminate_backend(pid)) as n from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'")
            .one(row -> row.number("n")));
  }

  private void awaitWaiting(int signals) {
    HeldKey.until(() -> inbox.queued() == signals);
  }

  private Future<List<Receipt>> tell(String key) {
    return tell(signal(key));
  }

  private Future<List<Receipt>> tell(Signal... signals) {
    int before = inbox.queued();
    Future<List<Receipt>> told = threads.submit(() -> inbox.accept(List.of(signals)));
    HeldKey.until(() -> inbox.queued() > before || told.isDone() || HeldKey.isMet(database));
    return told;
  }

  private long count(String question) {
    return database.inTransaction(sql -> sql.ask(question).one(row -> row.number("n")));
  }

  private static Signal signal(String key) {
    return new Signal("crm", key, "deal/" + key, "deal changed", Json.object().build());
  }

  /// PostgreSQL has no text with a zero character in it.
  private static Signal poisonous(String key) {
    return new Signal(
        "crm", key, "deal/1", "deal changed", Json.object().put("text", "a\u0000b").build());
  }
}
