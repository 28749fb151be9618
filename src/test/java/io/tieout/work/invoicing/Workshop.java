package io.tieout.work.invoicing;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.gate.Gate;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.governing.Version;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.mirror.MirrorRecord;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.engine.shadow.ShadowCase;
import io.tieout.engine.shadow.ShadowCases;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Allowance;
import io.tieout.fact.policy.Approver;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.policy.Ruling.RuleHit;
import io.tieout.fact.rollout.Workflow;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import io.tieout.work.routing.Routing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/// The invoicing flow with the real engine on a real database, and the outside in memory.
public final class Workshop implements AutoCloseable {
  public final Outside.MemoryCrm crm = new Outside.MemoryCrm();
  public final Outside.MemoryLedger ledger = new Outside.MemoryLedger();
  public Instant now = Facts.NOW;
  public final InstantSource clock = () -> now;
  public final Database database = TestDatabase.fresh();
  public final IdSource ids = new IdSource(clock, new Random(7));
  public final Inbox inbox = new Inbox(database, clock);
  public final Outbox outbox = new Outbox(clock, ids);
  public final Audit audit = new Audit(clock, ids);
  public final Findings findings = new Findings(audit, outbox, inbox, clock, ids);
  public final Links links = new Links(clock);
  public final Mirror mirror = new Mirror();
  public final Proposals proposals = new Proposals(clock);
  public final Learned learned = new Learned(clock);
  public final DealReader reader =
      new DealReader(
          new DealReader.Outside(
              Map.of("salesforce", crm),
              Map.of("main", new BookConnection(ledger, ZoneId.of("America/New_York"))),
              Routing.everythingTo("main")),
          database,
          links,
          learned);
  public final Elsewhere elsewhere = new Elsewhere(database, proposals, links);
  public final Freshness freshness = new InvoiceFreshness(reader, elsewhere);
  public final Approvals approvals =
      new Approvals(
          new Approvals.Deps(
              database,
              proposals,
              audit,
              outbox,
              inbox,
              _ ->
                  new Directory(
                      List.of(
                          new Member("UCARL", "Carl", Optional.empty(), Set.of(Role.CONTROLLER)))),
              freshness,
              (sql, p, _) -> new MappingLearner(learned).approved(sql, p),
              (_, _) -> List.of(),
              clock,
              ids));
  public final InvoicingFlow flow = flowSince(Instant.EPOCH);

  /// A workshop with one plain deal that can be invoiced.
  public Workshop() {
    put(Facts.plain());
  }

  /// A flow for a company that Tieout came to then.
  public InvoicingFlow flowSince(Instant arrived) {
    return new InvoicingFlow(
        new InvoicingFlow.Deps(
            database,
            reader,
            elsewhere,
            proposals,
            approvals,
            gate(Workshop::rule),
            new Obstacles(database, findings, learned, inbox),
            mirror,
            links,
            inbox,
            clock,
            ids,
            arrived));
  }

  /// The gate before the flows, with this policy.
  public Gate gate(Function<Proposal, Ruling> policy) {
    return new Gate(
        new Gate.Deps(
            database,
            findings,
            policy,
            (proposal, because) -> {
              Ruling.Ask usual = ask();
              return new Ruling.Ask(
                  usual.policyVersion(),
                  because,
                  usual.layers(),
                  usual.deadline(),
                  usual.backups(),
                  usual.care());
            },
            clock));
  }

  /// Puts a rollout document in force.
  public void rollout(String body) {
    database.transact(sql -> {
      long base = Governing.newest(sql, Kind.ROLLOUT).map(Version::number).orElse(0L);
      new Governing(audit, clock)
          .append(
              sql,
              new Governing.Draft(
                  Kind.ROLLOUT, base, body, "system:test", "a test", Optional.empty()));
    });
  }

  /// What is kept of the deal in shadow.
  public Optional<ShadowCase> shadow(Workflow workflow) {
    return database.inTransaction(sql -> ShadowCases.newest(sql, workflow, "salesforce/deal/006A"));
  }

  public void put(DealReadings in) {
    crm.put(in);
    in.ledger().customers().forEach(c -> ledger.customers.put(c.id(), c));
    ledger.items.clear();
    ledger.items.addAll(in.ledger().items());
  }

  public static Ruling rule(Proposal proposal) {
    List<RuleHit> hits = List.of(new RuleHit("r", "because"));
    return switch (proposal.change()) {
      case Change.CreateInvoice _ -> ask();
      case Change.Govern _,
          Change.DraftInvoice _,
          Change.DiscardDraft _,
          Change.UpdateDealFinance _,
          Change.UndoInvoice _,
          Change.UndoUpdate _ ->
          new Ruling.Proceed("1", hits);
    };
  }

  private static Ruling.Ask ask() {
    return new Ruling.Ask(
        "1",
        List.of(new RuleHit("r", "because")),
        List.of(Layer.of(new Approver.Holder(Role.CONTROLLER), 1)),
        new Allowance.Clock(Duration.ofHours(24)),
        List.of(),
        Ruling.Care.USUAL);
  }

  public void dealChanged() {
    flow.handle(dealSignal());
  }

  public static StoredSignal dealSignal() {
    return stored(
        new Signal(
            "crm",
            "k",
            "salesforce/deal/006A",
            "deal changed",
            Json.object().put("dealId", "006A").put("won", true).build()));
  }

  public static StoredSignal stored(Signal signal) {
    return new StoredSignal(1, signal, Facts.NOW, 1);
  }

  public List<Filed> filed() {
    return database.inTransaction(sql -> proposals.bySubject(sql, "salesforce/deal/006A"));
  }

  public List<ProposalState> states() {
    return filed().stream().map(Filed::state).toList();
  }

  public Optional<MirrorRecord> mirrored(String system, String kind, String id) {
    return database.inTransaction(sql -> mirror.get(sql, system, kind, id));
  }

  public boolean answer(String findingId, String value) {
    return database.inTransaction(sql -> findings.answer(sql, findingId, "UANNA", value));
  }

  Map<String, DealReadings.LearnedItem> learnedItems() {
    return database.inTransaction(sql -> learned.items(sql, "quickbooks", "main", "salesforce"));
  }

  public List<Finding> open() {
    return database.inTransaction(findings::open);
  }

  /// The signals that were accepted, by kind and subject.
  public List<String> accepted() {
    return database.inTransaction(sql ->
        sql.ask("select kind, subject from signal order by id")
            .list(row -> row.text("kind") + " " + row.text("subject")));
  }

  @Override
  public void close() {
    database.close();
  }
}
