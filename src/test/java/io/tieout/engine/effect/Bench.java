package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.Cards;
import io.tieout.engine.approval.Click;
import io.tieout.engine.approval.Filing;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.Sql;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.engine.lease.Keeper;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.numbering.Numbers;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.ledger.NumberPattern;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// The engine on a real database, with a CRM and a book on paper.
public final class Bench implements AutoCloseable {
  /// What a look at the sources finds when the deal was changed since.
  static final Freshness.Finding MOVED =
      new Freshness.Finding.Moved(
          List.of(new Source.Difference("deal", "Acme renewal", "amount", "1200", "1300")));

  public static final Duration PATIENCE = EffectRunner.Deps.DEFAULT_PATIENCE;

  public final SettableClock clock = new SettableClock();
  public final Database database = TestDatabase.fresh();
  public final AtomicReference<Directory> directory =
      new AtomicReference<>(
          new Directory(
              List.of(
                  member("U-ASKER", "Asa", Role.CONTROLLER),
                  member("U-ANA", "Ana", Role.CONTROLLER),
                  member("U-BO", "Bo", Role.CONTROLLER),
                  member("U-CY", "Cy", Role.SALES_OPS))));
  public volatile Freshness.Finding fresh = new Freshness.Finding.Unchanged();
  public final Proposals proposals = new Proposals(clock);
  volatile Map<String, NumberPattern> numbers = Map.of();
  final PaperCrm crm = new PaperCrm();
  final PaperBooks books = new PaperBooks();
  private final IdSource ids = new IdSource(clock, RandomGenerator.of("L64X128MixRandom"));
  private final Audit audit = new Audit(clock, ids);
  private final Outbox outbox = new Outbox(clock, ids);
  private final Inbox inbox = new Inbox(database, clock);
  final Findings findings = new Findings(audit, outbox, inbox, clock, ids);
  final Effects effects = new Effects("tests", audit, clock);
  final Links links = new Links(clock);
  public final Approvals approvals =
      new Approvals(
          new Approvals.Deps(
              database,
              proposals,
              audit,
              outbox,
              inbox,
              _ -> directory.get(),
              _ -> fresh,
              effects,
              effects,
              clock,
              ids));

  public Halts halts() {
    Cards cards = new Cards(outbox);
    return new Halts(new Halts.Deps(audit, outbox, new HeldWork(proposals, cards, clock), clock));
  }

  EffectRunner runner(String owner, Marks marks) {
    return new EffectRunner(deps(owner, marks));
  }

  EffectRunner.Deps deps(String owner, Marks marks) {
    return new EffectRunner.Deps(
        database,
        proposals,
        effects,
        audit,
        findings,
        inbox,
        new Cards(outbox),
        _ -> fresh,
        new Systems(
            Map.of("salesforce", crm),
            Map.of("salesforce", crm),
            Map.of("us", books),
            Map.of("us", books),
            Map.of(
                "us",
                new Systems.Kept(
                    ZoneId.of("Asia/Kolkata"), Optional.ofNullable(numbers.get("us"))))),
        links,
        new Numbers(clock),
        clock,
        marks,
        PATIENCE,
        owner,
        Keeper.byHand(database, clock, Keeper.TERM));
  }

  /// A process is gone, as its runner would see it: not at all.
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// Every place a process may die at, for a test that asks for the mark and the step.
  static Stream<Arguments> everyMarkOf(List<String> steps) {
    return steps.stream()
        .flatMap(step -> Stream.of(Mark.values()).map(mark -> Arguments.of(mark, step)));
  }

  static Marks deathAt(Mark where, String step) {
    return (mark, at) -> {
      if (mark == where && at.equals(step)) {
        throw new Death();
      }
    };
  }

  /// A process begins on the work that is due, and dies of it.
  void die(Marks death) {
    assertThatThrownBy(runner("dying", death)::runOnce).isInstanceOf(Death.class);
  }

  /// Files the proposal and has Ana approve it; tells the request.
  public String approved(Proposal proposal) {
    String request = asked(proposal, 1);
    approvals.approve(click(request, proposal, "U-ANA", Optional.empty()));
    return request;
  }

  public String asked(Proposal proposal, int approvals) {
    Filing filing = this.approvals.file(proposal, Samples.ask(approvals));
    return ((Filing.Asked) filing).requestId();
  }

  /// Files a proposal that nobody is asked about.
  void proceeds(Proposal proposal) {
    Ruling proceed =
        new Ruling.Proceed("1", List.of(new Ruling.RuleHit("drafts", "drafts post nothing")));
    assertThat(approvals.file(proposal, proceed)).isInstanceOf(Filing.Proceeding.class);
  }

  /// An invoice for a customer whom the books know, and nothing beside it.
  static Change.CreateInvoice plain(String mark, String deal) {
    Change.CreateInvoice made =
        (Change.CreateInvoice) Samples.invoice(mark, deal, ExactlyOnceTest.known()).change();
    return new Change.CreateInvoice(
        made.crm(),
        made.dealId(),
        made.dealName(),
        made.ledger(),
        made.book(),
        made.customer(),
        made.invoice(),
        Optional.empty(),
        Optional.empty());
  }

  public static Click click(
      String request, Proposal proposal, String person, Optional<String> reason) {
    return new Click(request, person, proposal.digest().hex(), reason);
  }

  public ProposalState state(String proposalId) {
    return query(sql -> proposals.find(sql, proposalId).orElseThrow().state());
  }

  public <T> T query(Function<Sql, T> work) {
    return database.inTransaction(work);
  }

  public List<Finding> openFindings() {
    return query(findings::open);
  }

  /// The actions of the audit that bear the name, in order.
  public List<String> story(String name) {
    return new AuditChain(database, clock)
        .story(name).stream().map(told -> told.entry().action()).toList();
  }

  public long rows(String countStatement) {
    return query(sql -> sql.ask(countStatement).one(row -> row.number("n")));
  }

  /// A person answers a finding, and the answer is told twice.
  void answer(Finding finding, String value) {
    boolean recorded = query(sql -> findings.answer(sql, finding.id(), "U-ANA", value));
    assertThat(recorded).isTrue();
    Json.Obj body =
        Json.object()
            .put("findingId", finding.id())
            .put("kind", finding.draft().kind())
            .put("dedupeKey", finding.draft().dedupeKey())
            .put("value", value)
            .put("person", "U-ANA")
            .build();
    StoredSignal signal =
        new StoredSignal(
            1,
            new Signal("tieout", "x", finding.draft().subject(), "finding answered", body),
            clock.instant(),
            1);
    assertThat(EffectAnswers.concerns(signal)).isTrue();
    EffectAnswers answers = new EffectAnswers(deps("a", Marks.NONE));
    answers.handle(signal);
    answers.handle(signal);
  }

  /// Has everything that is planned made, as a running house does.
  public void make() {
    settle(runner("a", Marks.NONE));
  }

  /// Lets time pass until nothing is left to do, at most a day of it.
  void settle(EffectRunner runner) {
    for (int i = 0; i < 24 * 6; i++) {
      while (runner.runOnce()) {
        clock.advance(Duration.ofSeconds(1));
      }
      clock.advance(Duration.ofMinutes(10));
    }
  }

  @Override
  public void close() {
    database.close();
  }

  private static Member member(String id, String name, Role role) {
    return new Member(id, name, Optional.empty(), Set.of(role));
  }
}
