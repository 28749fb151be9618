package io.tieout.engine.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.InboxWorker;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.outbox.OutboxWorker;
import io.tieout.fact.notice.Notice;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final String SUBJECT = "salesforce/deal/006A";

  private final SettableClock clock = new SettableClock();
  private Database database;
  private Inbox inbox;
  private Outbox outbox;
  private Findings findings;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    IdSource ids = new IdSource(clock, new SplittableRandom(7));
    inbox = new Inbox(database, clock);
    outbox = new Outbox(clock, ids);
    findings = new Findings(new Audit(clock, ids), outbox, inbox, clock, ids);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void the_same_discrepancy_is_raised_and_told_once_while_it_is_open() {
    String first = raise();
    assertThat(raise()).isEqualTo(first);
    assertThat(database.inTransaction(findings::open))
        .extracting(Finding::id)
        .containsExactly(first);
    assertThat(database.inTransaction(outbox::waiting)).isEqualTo(1);
  }

  @Test
  void a_discrepancy_that_comes_back_after_it_was_resolved_is_raised_anew() {
    String first = raise();
    assertThat(told()).containsExactly(new Notice.FindingRaised(first));
    database.transact(sql -> findings.resolve(sql, "customer:006A", "one customer was merged"));
    assertThat(database.inTransaction(findings::open)).isEmpty();
    assertThat(find(first).resolved().map(Finding.Resolved::why))
        .contains("one customer was merged");
    assertThat(told())
        .as("its message is drawn anew, to say that it is resolved")
        .containsExactly(new Notice.FindingRaised(first));
    String second = raise();
    assertThat(second).isNotEqualTo(first);
    assertThat(told()).containsExactly(new Notice.FindingRaised(second));
  }

  /// What people are told now.
  private List<Notice> told() {
    List<Notice> told = new ArrayList<>();
    OutboxWorker worker =
        new OutboxWorker(database, told::add, clock, OutboxWorker.Settings.of("test"));
    while (worker.runOnce()) {
      clock.advance(Duration.ofMillis(1));
    }
    return told;
  }

  @Test
  void many_who_see_the_same_at_once_raise_one_finding()
      throws InterruptedException, ExecutionException {
    Set<String> raised = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.add(threads.submit(this::raise));
      }
      for (Future<String> one : all) {
        raised.add(one.get());
      }
    }
    assertThat(raised).hasSize(1);
  }

  @Test
  void the_first_answer_counts_and_reaches_the_flow_as_a_signal() {
    String id = raise();
    assertThat(answer(id, "U1", "customer 12")).isTrue();
    assertThat(answer(id, "U2", "customer 13")).isFalse();
    Finding answered = find(id);
    assertThat(answered.answer())
        .contains(new Finding.Answered(clock.instant(), "U1", "customer 12"));
    assertThat(answered.answerLabel()).contains("Acme GmbH");
    assertThat(answered.open()).isTrue();
    List<Signal> signals = new ArrayList<>();
    drain(s -> signals.add(s.signal()));
    assertThat(signals).hasSize(1);
    assertThat(signals.getFirst().subject()).isEqualTo(SUBJECT);
    assertThat(signals.getFirst().kind()).isEqualTo("finding answered");
    assertThat(signals.getFirst().body())
        .isEqualTo(
            Json.object()
                .put("findingId", id)
                .put("kind", "several customers match")
                .put("dedupeKey", "customer:006A")
                .put("value", "customer 12")
                .put("person", "U1")
                .build());
  }

  @Test
  void an_answer_that_was_not_offered_or_comes_too_late_is_refused() {
    String id = raise();
    assertThat(answer(id, "U1", "something else")).isFalse();
    assertThat(answer("F-unknown", "U1", "customer 12")).isFalse();
    database.transact(sql -> findings.resolve(sql, "customer:006A", "gone"));
    assertThat(answer(id, "U1", "customer 12")).isFalse();
    assertThat(database.inTransaction(inbox::waiting)).isZero();
  }

  @Test
  void raising_answering_and_resolving_are_in_the_audit() {
    String id = raise();
    answer(id, "U1", "customer 12");
    database.transact(sql -> findings.resolve(sql, "customer:006A", "answered"));
    assertThat(new AuditChain(database, clock).story(id))
        .extracting(t -> t.entry().action() + " by " + t.entry().actor())
        .containsExactly(
            "finding raised by system:tieout",
            "finding answered by person:U1",
            "finding resolved by system:tieout");
  }

  @Test
  void a_signal_tried_in_vain_becomes_a_finding() {
    inbox.accept(new Signal("tieout", "k", SUBJECT, "deal changed", Json.object().build()));
    for (int i = 0; i < 5; i++) {
      drain(_ -> {
        throw new IllegalStateException("field Amount is empty");
      });
      clock.advance(Duration.ofMinutes(10));
    }
    List<Finding> open = database.inTransaction(findings::open);
    assertThat(open).hasSize(1);
    assertThat(open.getFirst().draft().subject()).isEqualTo(SUBJECT);
    assertThat(open.getFirst().draft().text())
        .contains("5 times")
        .contains("field Amount is empty");
  }

  private void drain(SignalHandler handler) {
    InboxWorker worker =
        new InboxWorker(
            database, Map.of("tieout", handler), findings, clock, InboxWorker.Settings.of("w"));
    int rounds = 0;
    while (worker.runOnce()) {
      assertThat(rounds++).isLessThan(100);
    }
  }

  private boolean answer(String id, String person, String value) {
    return database.inTransaction(sql -> findings.answer(sql, id, person, value));
  }

  private Finding find(String id) {
    Optional<Finding> found = database.inTransaction(sql -> findings.find(sql, id));
    return found.orElseThrow();
  }

  private String raise() {
    return database.inTransaction(sql ->
        findings.raise(
            sql,
            new FindingDraft(
                "several customers match",
                SUBJECT,
                "customer:006A",
                "Which customer is Acme?",
                "Two customers of the book have this name.",
                List.of(
                    new Choice("customer 12", "Acme GmbH"),
                    new Choice("customer 13", "ACME Gmbh (old)")))));
  }
}
