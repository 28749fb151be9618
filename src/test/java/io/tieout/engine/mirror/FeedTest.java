package io.tieout.engine.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.InboxWorker;
import io.tieout.engine.inbox.Lane;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerChange;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.value.json.Json;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final Duration LAG = Duration.ofSeconds(30);

  private final SettableClock clock = new SettableClock();
  private final MemoryCrm crm = new MemoryCrm(clock);
  private final Cursors cursors = new Cursors();
  private final List<LedgerChange> changes = new ArrayList<>();
  private final List<Instant> asked = new ArrayList<>();
  private Database database;
  private Inbox inbox;
  private CrmFeed feed;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    inbox = new Inbox(database, clock);
    feed =
        new CrmFeed(
            crm, database, inbox, cursors, new CrmFeed.Settings(OVERLAP, LAG, Duration.ofDays(1)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_changed_deal_becomes_one_signal() {
    crm.show("006A", clock.instant().minusSeconds(60), "v1");
    assertThat(feed.poll()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(1));
    assertThat(feed.poll()).isZero();
    assertThat(signals())
        .containsExactly(
            new Signal(
                "crm",
                "poll:006A:v1",
                "salesforce/deal/006A",
                "deal changed",
                Json.object().put("dealId", "006A").put("won", true).build(),
                Lane.SWEEP));
  }

  @Test
  void a_deal_changed_exactly_at_a_window_s_edge_is_seen_by_the_next_window() {
    crm.show("006A", clock.instant().minus(LAG), "v1");
    assertThat(feed.poll()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(feed.poll()).isEqualTo(1);
  }

  /// Stamps are whole seconds: what is read within its second may change and bear the same stamp.
  @Test
  void by_default_a_deal_is_read_once_its_second_is_over() {
    CrmFeed usual = new CrmFeed(crm, database, inbox, cursors, CrmFeed.Settings.DEFAULT);
    crm.show("006A", clock.instant(), "v1");
    assertThat(usual.poll()).isZero();
    clock.advance(Duration.ofSeconds(3));
    assertThat(usual.poll()).isEqualTo(1);
  }

  @Test
  void a_deal_that_becomes_visible_late_is_not_lost() {
    assertThat(feed.poll()).isZero();
    Instant changed = clock.instant().minus(LAG).minus(OVERLAP).plusSeconds(60);
    clock.advance(Duration.ofSeconds(59));
    crm.show("006A", changed, "v1");
    assertThat(feed.poll()).isEqualTo(1);
  }

  @Test
  void each_version_of_a_deal_is_told_once_however_often_it_is_polled() {
    for (int i = 0; i < 5; i++) {
      crm.show("006A", clock.instant().minus(LAG).minusSeconds(1), "v" + i);
      feed.poll();
      clock.advance(Duration.ofMinutes(1));
      feed.poll();
    }
    assertThat(signals())
        .extracting(Signal::dedupeKey)
        .containsExactly(
            "poll:006A:v0", "poll:006A:v1", "poll:006A:v2", "poll:006A:v3", "poll:006A:v4");
  }

  @Test
  void after_a_long_pause_the_window_reaches_back_to_the_last_poll() {
    feed.poll();
    Instant soonAfter = clock.instant().plusSeconds(5);
    clock.advance(Duration.ofDays(9));
    crm.show("006A", soonAfter, "v1");
    assertThat(feed.poll()).isEqualTo(1);
  }

  @Test
  void a_ledger_change_becomes_one_signal_of_its_kind() {
    LedgerFeed sweep = ledgerFeed();
    changes.add(change(LedgerKind.INVOICE, "12", clock.instant()));
    changes.add(change(LedgerKind.PAYMENT, "5", clock.instant().plusMillis(1)));
    assertThat(sweep.sweep()).isEqualTo(2);
    assertThat(sweep.sweep()).isZero();
    assertThat(signals())
        .extracting(s -> s.kind() + " " + s.subject() + " " + s.body().text("book"))
        .containsExactly(
            "invoice changed quickbooks/us/invoice/12 us",
            "payment changed quickbooks/us/payment/5 us");
  }

  /// A key that changed would have everything told anew that was told before.
  @Test
  void news_of_a_book_reads_the_same_whoever_tells_it() {
    LedgerNews news = LedgerNews.changed("quickbooks", "us", LedgerKind.CREDIT_NOTE, "7");
    List<Signal> told =
        List.of(
            news.byWebhook("e1"),
            news.bySweep(Instant.parse("2026-03-02T10:00:00Z"), false),
            news.bySweep(Instant.parse("2026-03-02T10:00:00Z"), true),
            news.atFirstLook("P1"));
    assertThat(told)
        .extracting(Signal::dedupeKey)
        .containsExactly(
            "webhook:us:e1",
            "quickbooks/us:credit_note:7:2026-03-02T10:00:00Z",
            "quickbooks/us:credit_note:7:2026-03-02T10:00:00Z:fresh",
            "first look:P1:quickbooks/us/credit_note/7");
    assertThat(told).extracting(Signal::patient).containsExactly(false, true, true, true);
    assertThat(told)
        .allSatisfy(signal -> {
          assertThat(signal.kind()).isEqualTo("credit_note changed");
          assertThat(signal.subject()).isEqualTo("quickbooks/us/credit_note/7");
          assertThat(LedgerNews.of(signal)).hasValue(news);
        });
    assertThat(LedgerNews.of(new Signal("crm", "k", "s", "deal changed", Json.object().build())))
        .isEmpty();
  }

  /// Both have the same second for their time.
  @Test
  void a_change_just_after_the_sweep_that_read_the_one_before_is_not_lost() {
    LedgerFeed sweep = ledgerFeed();
    changes.add(change(LedgerKind.INVOICE, "12", clock.instant()));
    assertThat(sweep.sweep()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(30));
    assertThat(sweep.sweep()).as("whatever it was changed to by then").isEqualTo(1);
    clock.advance(Duration.ofSeconds(30));
    assertThat(sweep.sweep()).isZero();
  }

  @Test
  void a_ledger_change_that_becomes_visible_late_is_not_lost_though_clocks_differ() {
    LedgerFeed sweep = ledgerFeed();
    Instant theirs = clock.instant().minus(Duration.ofHours(2));
    changes.add(change(LedgerKind.INVOICE, "12", theirs));
    assertThat(sweep.sweep()).isEqualTo(1);
    changes.add(change(LedgerKind.INVOICE, "13", theirs.minus(Duration.ofMinutes(9))));
    assertThat(sweep.sweep()).isEqualTo(1);
  }

  @Test
  void a_quiet_book_is_not_asked_about_a_time_it_has_forgotten() {
    LedgerFeed sweep = ledgerFeed();
    changes.add(change(LedgerKind.INVOICE, "12", clock.instant()));
    sweep.sweep();
    for (int day = 0; day < 60; day++) {
      clock.advance(Duration.ofDays(1));
      sweep.sweep();
    }
    Instant cursor =
        database.inTransaction(sql -> cursors.read(sql, "ledger quickbooks/us")).orElseThrow();
    assertThat(Duration.between(cursor, clock.instant())).isLessThanOrEqualTo(Duration.ofDays(1));
  }

  @Test
  void a_book_that_nobody_swept_for_months_is_asked_about_what_it_still_knows() {
    LedgerFeed sweep = ledgerFeed();
    sweep.sweep();
    clock.advance(Duration.ofDays(90));
    changes.add(change(LedgerKind.INVOICE, "12", clock.instant().minus(Duration.ofDays(20))));
    assertThat(sweep.sweep()).isEqualTo(1);
    assertThat(Duration.between(asked.getLast(), clock.instant())).isLessThan(Duration.ofDays(30));
  }

  @Test
  void the_default_settings_look_back_a_day_at_first() {
    assertThat(CrmFeed.Settings.DEFAULT.firstLook()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void settings_out_of_reason_are_refused() {
    assertThatThrownBy(
            () -> new CrmFeed.Settings(OVERLAP, Duration.ofSeconds(61), Duration.ofDays(1)))
        .hasMessageContaining("lag must be 0 to 60 seconds");
  }

  private LedgerFeed ledgerFeed() {
    return new LedgerFeed(ledger(), database, inbox, cursors, LedgerFeed.Settings.of(clock));
  }

  /// A ledger that knows what changed and nothing else.
  private Ledger ledger() {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (_, method, args) ->
                switch (method.getName()) {
                  case "system" -> "quickbooks";
                  case "place" -> "quickbooks/us";
                  case "bookId" -> "us";
                  case "changedSince" -> changedSince((Instant) args[0]);
                  case String other -> throw new IllegalStateException("a feed asks no " + other);
                });
  }

  private List<LedgerChange> changedSince(Instant since) {
    asked.add(since);
    return changes.stream().filter(c -> !c.changedAt().isBefore(since)).toList();
  }

  private static LedgerChange change(LedgerKind kind, String id, Instant at) {
    return new LedgerChange(kind, id, false, at);
  }

  private List<Signal> signals() {
    List<Signal> signals = new ArrayList<>();
    SignalHandler keep = s -> signals.add(s.signal());
    InboxWorker worker =
        new InboxWorker(
            database,
            Map.of("crm", keep, "ledger", keep),
            (_, _, _) -> {},
            clock,
            InboxWorker.Settings.of("w"));
    int rounds = 0;
    while (worker.runOnce()) {
      assertThat(rounds++).isLessThan(100);
    }
    return signals;
  }
}
