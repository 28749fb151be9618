package io.tieout.engine.auditcopy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.Sql;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.halt.Backlog;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Scope;
import io.tieout.engine.halt.Waiting;
import io.tieout.engine.halt.Workflow;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.proposal.Proposals;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealAudit;
import io.tieout.fact.crm.DealAuditEntry;
import io.tieout.value.fault.Fault;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Copies that are broken off, refused, halted, and come to their end.
class AuditCopyTest {
  private final SettableClock clock = new SettableClock();
  private final IdSource ids = new IdSource(clock, new SplittableRandom(5));
  private final Shelf shelf = new Shelf();
  private Database database;
  private Audit audit;
  private AuditChain chain;
  private Findings findings;
  private Halts halts;
  private AuditCopy copy;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    audit = new Audit(clock, ids);
    chain = new AuditChain(database, clock);
    Outbox outbox = new Outbox(clock, ids);
    findings = new Findings(audit, outbox, new Inbox(database, clock), clock, ids);
    halts = new Halts(new Halts.Deps(audit, outbox, new NoBacklog(), clock));
    copy = copy(shelf);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /// Keeps each key once, as a CRM does, and counts what it is brought.
  private static final class Shelf implements DealAudit {
    private final Map<String, DealAuditEntry> kept = new LinkedHashMap<>();
    private final List<Integer> brought = new ArrayList<>();
    private Optional<Fault> fault = Optional.empty();
    private boolean dies;

    @Override
    public String system() {
      return "salesforce";
    }

    @Override
    public int most() {
      return 4;
    }

    @Override
    public void keep(List<DealAuditEntry> entries) {
      fault.ifPresent(f -> {
        throw f.asException();
      });
      brought.add(entries.size());
      entries.forEach(entry -> kept.putIfAbsent(entry.key(), entry));
      if (dies) {
        throw new IllegalStateException("killed before the position was kept");
      }
    }
  }

  private static final class NoBacklog implements Backlog {
    @Override
    public List<Waiting> waiting(Sql sql) {
      return List.of();
    }

    @Override
    public void changed(Sql sql) {
      // Nobody waits.
    }
  }

  @Test
  void entries_about_deals_of_this_crm_arrive_in_the_order_of_the_chain() {
    record("salesforce/deal/006A", 5);
    record("hubspot/deal/77", 3);
    record("tieout/halt/1", 1);
    record("salesforce/deal/006B", 2);
    copy.run();

    assertThat(shelf.kept.values())
        .extracting(DealAuditEntry::dealId)
        .containsExactly("006A", "006A", "006A", "006A", "006A", "006B", "006B");
    DealAuditEntry first = shelf.kept.values().iterator().next();
    assertThat(first.key()).isEqualTo(chain.following(0, 1).getFirst().link().orElseThrow().hash());
    assertThat(first.at()).isEqualTo(clock.instant());
    assertThat(first.action()).isEqualTo("effect confirmed");
    assertThat(first.summary()).isEqualTo("invoice.number: 1001\nsteps: a\nsteps: b");
    assertThat(first.reference()).startsWith("link 1, entry A-");
    assertThat(copy.state().seq()).isEqualTo(11);
    assertThat(copy.state().copied()).isEqualTo(7);

    copy.run();
    assertThat(shelf.brought).as("nothing twice, and no call for nothing").containsExactly(4, 1, 2);
  }

  @Test
  void a_process_that_dies_before_the_position_is_kept_changes_nothing() {
    record("salesforce/deal/006A", 6);
    shelf.dies = true;
    assertThatThrownBy(copy::run).hasMessageContaining("killed");
    assertThat(copy.state().seq()).isZero();

    shelf.dies = false;
    copy(shelf).run();
    assertThat(shelf.kept).hasSize(6);
    assertThat(copy.state().copied()).isEqualTo(6);
  }

  @Test
  void what_passes_is_told_after_a_day_and_what_does_not_at_once() {
    record("salesforce/deal/006A", 1);
    shelf.fault = Optional.of(new Fault.Ambiguous("the answer was lost"));
    copy.run();
    clock.advance(Duration.ofHours(23));
    copy.run();
    assertThat(told()).isEmpty();
    clock.advance(Duration.ofHours(2));
    copy.run();
    assertThat(told())
        .singleElement()
        .asString()
        .contains("The last attempt ended so: the answer was lost", "Nothing is lost");

    shelf.fault = Optional.empty();
    copy.run();
    assertThat(told()).isEmpty();
    assertThat(copy.state().failingSince()).isEmpty();

    record("salesforce/deal/006A", 1);
    shelf.fault = Optional.of(new Fault.Broken("no right"));
    copy.run();
    copy.run();
    assertThat(told()).singleElement().asString().contains("no right");
    assertThat(chain.sequence(10)).as("the chain goes on").isPositive();
  }

  @Test
  void a_halt_of_everything_or_of_the_crm_holds_copies_and_one_of_a_workflow_does_not() {
    record("salesforce/deal/006A", 1);
    long halt = halt(new Scope.All());
    copy.run();
    assertThat(shelf.kept).isEmpty();
    resume(halt);
    halt(new Scope.Work(Workflow.INVOICING));
    copy.run();
    assertThat(shelf.kept).hasSize(1);
  }

  @Test
  void personal_data_is_masked_as_in_proofs() {
    Proposal proposal = Samples.invoice("P-1", "006A");
    String email = "pat.doe@acme.example";
    database.transact(sql -> {
      new Proposals(clock).file(sql, proposal, Samples.ask(1));
      audit.record(
          sql,
          new AuditEntry(
              proposal.subject(),
              List.of("P-1"),
              "person:U1",
              "approval vote",
              Json.object()
                  .put("reason", "ask %s at Acme".formatted(email))
                  .put("email", email)
                  .put("name", "Caro Lindgren")
                  .build()));
    });
    chain.sequence(100);
    copy.run();

    assertThat(shelf.kept.values())
        .singleElement()
        .satisfies(entry ->
            assertThat(entry.summary())
                .doesNotContain(email, "pat.doe")
                .contains("reason: ask p…@acme.example at Acme", "email: p…@acme.example")
                .contains("name: Caro Lindgren"));
  }

  private AuditCopy copy(DealAudit target) {
    return new AuditCopy(
        new AuditCopy.Deps(database, chain, new Proposals(clock), findings, clock), target);
  }

  private void record(String subject, int times) {
    Json.Obj details =
        Json.object()
            .put("invoice", Json.object().put("number", "1001"))
            .put("steps", Json.texts(List.of("a", "b")))
            .build();
    for (int i = 0; i < times; i++) {
      database.transact(sql ->
          audit.record(
              sql, new AuditEntry(subject, List.of(), "person:U1", "effect confirmed", details)));
    }
    chain.sequence(100);
  }

  private long halt(Scope scope) {
    Halt.By caro = new Halt.By("person:U1", "Caro");
    return database.inTransaction(
        sql -> ((Halts.Asked.Halted) halts.halt(sql, scope, caro, "a test")).halt().number());
  }

  private void resume(long number) {
    Halt.By caro = new Halt.By("person:U1", "Caro");
    boolean lifted = database.inTransaction(sql -> halts.resume(sql, number, caro, "done"));
    assertThat(lifted).isTrue();
  }

  private List<String> told() {
    return database.inTransaction(sql -> findings.open(sql)).stream()
        .map(f -> f.draft().text())
        .toList();
  }
}
