package io.tieout.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.notice.Notifier;
import io.tieout.value.fault.Patience;
import io.tieout.value.id.IdSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Patience PATIENCE =
      new Patience(3, 20, Duration.ofSeconds(2), Duration.ofMinutes(1));

  private final SettableClock clock = new SettableClock();
  private final List<Notice> told = new ArrayList<>();
  private Database database;
  private Outbox outbox;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    outbox = new Outbox(clock, new IdSource(clock, new SplittableRandom(7)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_card_that_is_to_be_drawn_anew_many_times_is_drawn_once() {
    post(new Notice.CardChanged("R-1"));
    post(new Notice.CardChanged("R-1"));
    post(new Notice.ThreadNews("R-1", "news"));
    post(new Notice.ThreadNews("R-1", "news"));
    post(new Notice.CardChanged("R-1"));
    assertThat(database.inTransaction(outbox::waiting)).isEqualTo(3);
  }

  @Test
  void a_card_that_is_just_being_drawn_is_drawn_once_more() {
    post(new Notice.CardChanged("R-1"));
    database.transact(sql -> {
      Outbox.claim(
          sql, "w", new Outbox.When(clock.instant(), clock.instant(), Duration.ofSeconds(60)));
      database.transact(other -> outbox.post(other, new Notice.CardChanged("R-1")));
    });
    assertThat(database.inTransaction(outbox::waiting)).isEqualTo(2);
  }

  @Test
  void every_kind_of_notice_arrives_as_it_was_posted_and_in_order() {
    Answer answer =
        new Answer(
            List.of(new Answer.Part.Paragraph("**Paid** on 1 Nov")),
            List.of("QuickBooks invoice 1042"),
            Optional.of("as of 09:30"));
    List<Notice> notices =
        List.of(
            new Notice.CardChanged("R-1"),
            new Notice.ThreadNews("R-1", "done"),
            new Notice.FindingRaised("F-1"),
            new Notice.Reply("C1", Optional.of("17.1"), Optional.empty(), answer),
            new Notice.Reply("C1", Optional.empty(), Optional.empty(), answer),
            new Notice.Whisper("C1", "U1", "not you"));
    notices.forEach(this::post);
    drain(worker(told::add));
    assertThat(told).containsExactlyElementsOf(notices);
    assertThat(database.inTransaction(outbox::waiting)).isZero();
  }

  @Test
  void whoever_waits_is_woken_when_a_notice_is_posted() {
    AtomicInteger woken = new AtomicInteger();
    outbox.onPost(woken::incrementAndGet);
    post(new Notice.CardChanged("R-1"));
    assertThat(woken).hasValue(1);
  }

  @Test
  void a_notice_that_fails_is_told_again_before_later_ones_of_its_key() {
    post(new Notice.ThreadNews("R-1", "first"));
    post(new Notice.ThreadNews("R-1", "second"));
    post(new Notice.ThreadNews("R-2", "elsewhere"));
    AtomicInteger failures = new AtomicInteger(1);
    OutboxWorker worker =
        worker(n -> {
          if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("Slack is away");
          }
          told.add(n);
        });
    drain(worker);
    assertThat(told).containsExactly(new Notice.ThreadNews("R-2", "elsewhere"));
    clock.advance(Duration.ofSeconds(2));
    drain(worker);
    assertThat(told)
        .containsExactly(
            new Notice.ThreadNews("R-2", "elsewhere"),
            new Notice.ThreadNews("R-1", "first"),
            new Notice.ThreadNews("R-1", "second"));
  }

  @Test
  void a_notice_that_cannot_be_told_is_set_aside_and_frees_its_key() {
    Notice hopeless = new Notice.ThreadNews("R-1", "hopeless");
    post(hopeless);
    post(new Notice.CardChanged("R-1"));
    OutboxWorker worker =
        worker(n -> {
          if (n.equals(hopeless)) {
            throw new IllegalStateException("no such channel");
          }
          told.add(n);
        });
    for (int i = 0; i < 3; i++) {
      drain(worker);
      clock.advance(Duration.ofMinutes(1));
    }
    drain(worker);
    assertThat(told).containsExactly(new Notice.CardChanged("R-1"));
    assertThat(database.inTransaction(outbox::setAside))
        .containsExactly(new Outbox.Untold(hopeless, "no such channel"));
  }

  @Test
  void a_dead_worker_s_notice_is_told_by_another_when_its_lease_has_run_out() {
    post(new Notice.CardChanged("R-1"));
    OutboxWorker dying =
        worker(_ -> {
          throw new OutOfMemoryError("as good as killed");
        });
    assertThatThrownBy(dying::runOnce).isInstanceOf(OutOfMemoryError.class);
    OutboxWorker other = worker(told::add);
    assertThat(other.runOnce()).isFalse();
    clock.advance(OutboxWorker.Settings.LEASE);
    assertThat(other.runOnce()).isTrue();
    assertThat(told).containsExactly(new Notice.CardChanged("R-1"));
  }

  private void post(Notice notice) {
    database.transact(sql -> outbox.post(sql, notice));
  }

  private OutboxWorker worker(Notifier notifier) {
    return new OutboxWorker(
        database,
        notifier,
        clock,
        new OutboxWorker.Settings("w", OutboxWorker.Settings.LEASE, PATIENCE));
  }

  private static void drain(OutboxWorker worker) {
    int rounds = 0;
    while (worker.runOnce()) {
      assertThat(rounds++).isLessThan(100);
    }
  }
}
