package io.tieout.work.payments;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.gate.Gate;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.engine.mirror.LedgerNews;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.mirror.MirrorRecord;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change.UndoInvoice;
import io.tieout.fact.change.Change.UpdateDealFinance;
import io.tieout.fact.change.Circumstances;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.party.Actor;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.rollout.Applied;
import io.tieout.value.fault.Fault;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Follows invoices, payments and customers in the books. Whatever the news said, the records are
/// read afresh, and the deal is told only what it does not show yet.
public final class PaymentFlow implements SignalHandler {
  private static final Actor SYSTEM = new Actor.Workflow("payments");

  /// Held while it is compared and filed what a deal is told.
  private static final String ONE_AT_A_TIME =
      "select true as locked from (select pg_advisory_xact_lock(7010030, hashtext(:subject))) l";

  /// What the flow works with.
  ///
  /// @param crms by their names
  /// @param books by their ids
  public record Deps(
      Database database,
      Map<String, Crm> crms,
      Map<String, Ledger> books,
      Proposals proposals,
      Approvals approvals,
      Gate gate,
      Links links,
      Mirror mirror,
      Outbox outbox,
      InstantSource clock,
      IdSource ids) {
    public Deps {
      crms = Map.copyOf(crms);
      books = Map.copyOf(books);
    }
  }

  private final Deps deps;

  public PaymentFlow(Deps deps) {
    this.deps = deps;
  }

  /// A book in which something changed.
  private record Place(String book, Ledger ledger) {
    /// The book in the mirror and in references.
    String name() {
      return ledger.place();
    }
  }

  @Override
  public void handle(StoredSignal stored) {
    LedgerNews.of(stored.signal())
        .ifPresent(news -> place(news).ifPresent(place -> follow(place, news)));
  }

  /// Records of other kinds are for other flows.
  private void follow(Place place, LedgerNews news) {
    switch (news.kind()) {
      case INVOICE -> invoice(place, news.id());
      case PAYMENT -> payment(place, news.id());
      case CUSTOMER -> customer(place, news.id());
      case ITEM, CREDIT_NOTE -> {}
    }
  }

  /// The book the news is of; that of a book that is not connected any more concerns nobody.
  private Optional<Place> place(LedgerNews news) {
    return Optional.ofNullable(deps.books().get(news.book()))
        .map(ledger -> new Place(news.book(), ledger));
  }

  private void customer(Place place, String id) {
    Instant asOf = deps.clock().instant();
    place
        .ledger()
        .customer(id)
        .ifPresentOrElse(
            c -> put(Mirror.of(place.name(), c, asOf)), () -> gone(place, "customer", id, asOf));
  }

  /// Invoices it settles now and those it settled when last seen: a payment may have been moved.
  private void payment(Place place, String id) {
    Instant asOf = deps.clock().instant();
    Optional<Payment> before =
        deps.database()
            .inTransaction(sql -> deps.mirror().get(sql, place.name(), "payment", id))
            .map(r -> Records.read(r.body(), Payment.class));
    Optional<Payment> now = place.ledger().payment(id);
    List<String> invoices =
        Stream.concat(before.stream(), now.stream())
            .flatMap(p -> p.applications().stream())
            .map(Payment.Application::invoiceId)
            .distinct()
            .toList();
    invoices.forEach(invoiceId -> invoice(place, invoiceId));
    now.ifPresentOrElse(
        p -> put(Mirror.of(place.name(), p, asOf)), () -> gone(place, "payment", id, asOf));
  }

  private void invoice(Place place, String id) {
    Instant asOf = deps.clock().instant();
    Optional<Invoice> read = place.ledger().invoice(id);
    Optional<Invoice> invoice = read.or(() -> deleted(place, id));
    read.ifPresentOrElse(
        i -> put(Mirror.of(place.name(), i, asOf)), () -> gone(place, "invoice", id, asOf));
    if (invoice.isEmpty()) {
      return;
    }
    deps.database()
        .inTransaction(sql ->
            deps.links().fromLedger(sql, place.ledger().system(), place.book(), "invoice", id))
        .filter(link -> link.crmKind().equals("deal"))
        .ifPresent(link -> tell(place, invoice.get(), link));
  }

  /// An invoice that is gone from the books, as last seen: it counts as voided.
  private Optional<Invoice> deleted(Place place, String id) {
    return deps.database()
        .inTransaction(sql -> deps.mirror().get(sql, place.name(), "invoice", id))
        .map(r -> InvoiceStanding.voided(Records.read(r.body(), Invoice.class)));
  }

  private void put(MirrorRecord record) {
    deps.database().transact(sql -> deps.mirror().put(sql, record));
  }

  private void gone(Place place, String kind, String id, Instant asOf) {
    deps.database().transact(sql -> deps.mirror().gone(sql, place.name(), kind, id, asOf));
  }

  /// Proposes to tell the deal what it does not show yet.
  private void tell(Place place, Invoice invoice, Link link) {
    Instant asOf = deps.clock().instant();
    Optional<Deal> deal =
        Optional.ofNullable(deps.crms().get(link.crmSystem())).flatMap(c -> c.deal(link.crmId()));
    if (deal.isEmpty()) {
      return;
    }
    if (undone(link)) {
      return;
    }
    waitForInvoicing(link);
    InvoiceStanding standing = InvoiceStanding.of(place.ledger(), invoice);
    DealFinance shown = deal.get().finance();
    DealFinance wanted = standing.on(shown);
    if (wanted.equals(shown)) {
      return;
    }
    Proposal proposal = proposal(place, standing, link, deal.get());
    switch (deps.gate().judge(proposal)) {
      case Applied.Go(Ruling ruling) ->
          file(proposal, ruling, new Telling(link, standing, shown, asOf));
      case Applied.ShadowOnly only -> deps.gate().keep(proposal, only);
      case Applied.Off _ -> {
        // Whoever turned it off wants to hear nothing.
      }
    }
  }

  /// What the deal is told, and of which reading.
  private record Telling(Link link, InvoiceStanding standing, DealFinance shown, Instant asOf) {}

  private void file(Proposal proposal, Ruling ruling, Telling of) {
    DealFinance wanted = of.standing().on(of.shown());
    deps.database()
        .transact(sql -> {
          sql.ask(ONE_AT_A_TIME).set("subject", proposal.subject()).one(row -> row.flag("locked"));
          if (!toldAlready(sql, proposal.subject(), wanted, of.asOf())) {
            news(sql, proposal.subject(), of.standing(), of.shown())
                .ifPresent(text -> post(sql, of.link(), text));
            deps.approvals().file(sql, proposal, ruling);
          }
        });
  }

  /// Whether we voided the invoice ourselves: everything is told by whoever did.
  private boolean undone(Link link) {
    return deps.database()
        .inTransaction(sql -> deps.proposals().find(sql, link.proposalId()))
        .filter(f -> f.state() == ProposalState.UNDONE)
        .isPresent();
  }

  /// In the thread only what was paid is told here, measured by the payments that the deal was told
  /// of before; whatever else becomes of an invoice is drift.
  private Optional<String> news(
      Sql sql, String subject, InvoiceStanding standing, DealFinance shown) {
    List<Source> told =
        deps.proposals().bySubject(sql, subject).reversed().stream()
            .map(Filed::proposal)
            .filter(p -> p.change() instanceof UpdateDealFinance)
            .findFirst()
            .map(Proposal::sources)
            .orElse(List.of());
    return standing.paidMoreThan(told) ? Optional.of(standing.payments(shown)) : Optional.empty();
  }

  /// While its invoice is being made, or voided by us, the deal is about to be told by the one who
  /// makes it; writing at the same time could undo that.
  private void waitForInvoicing(Link link) {
    boolean underWay = deps.database().inTransaction(sql -> underWay(sql, link));
    if (underWay) {
      throw new Fault.Transient(
              "proposal %s, or its undoing, is still being carried out"
                  .formatted(link.proposalId()))
          .asException();
    }
  }

  private boolean underWay(Sql sql, Link link) {
    String subject = "%s/deal/%s".formatted(link.crmSystem(), link.crmId());
    Stream<Filed> undoing =
        deps.proposals().bySubject(sql, subject).stream()
            .filter(f ->
                f.proposal().change() instanceof UndoInvoice undo
                    && undo.invoice().id().equals(link.ledgerId()));
    return Stream.concat(deps.proposals().find(sql, link.proposalId()).stream(), undoing)
        .anyMatch(f -> f.state() == ProposalState.EXECUTING || f.state() == ProposalState.APPROVED);
  }

  /// Whether the deal is being told just this, or was told after it was read: a payment and its
  /// invoice announce the same, and two workers may handle them at once.
  private boolean toldAlready(Sql sql, String subject, DealFinance wanted, Instant readAt) {
    return deps.proposals()
        .live(sql, subject, UpdateDealFinance.class)
        .filter(f -> f.state() != ProposalState.DONE || !f.since().isBefore(readAt))
        .map(Filed::proposal)
        .filter(p -> p.change() instanceof UpdateDealFinance u && u.finance().equals(wanted))
        .isPresent();
  }

  private Proposal proposal(Place place, InvoiceStanding standing, Link link, Deal deal) {
    Invoice invoice = standing.invoice();
    String number = invoice.number().orElse(invoice.id());
    String because =
        standing
            .news(deal.finance())
            .orElse("The deal does not show where invoice %s stands.".formatted(number));
    return new Proposal(
        deps.ids().next("P"),
        new UpdateDealFinance(
            link.crmSystem(), deal.id(), deal.name(), standing.on(deal.finance()), because),
        SYSTEM,
        deps.clock().instant(),
        standing.sources(place.name()),
        List.of(),
        List.of(
            new Evidence(
                "Invoice",
                "%s, total %s, balance %s"
                    .formatted(
                        number, Amounts.text(invoice.total()), Amounts.text(invoice.balance())),
                Evidence.Origin.BOOKS,
                Optional.of(invoice.url()))),
        List.of(),
        new Circumstances(invoice.net(), false, true, BigDecimal.ZERO, 0));
  }

  private void post(Sql sql, Link link, String text) {
    if (!link.proposalId().isEmpty()) {
      deps.approvals()
          .ofProposal(sql, link.proposalId())
          .map(RequestView::requestId)
          .ifPresent(id -> deps.outbox().post(sql, new Notice.ThreadNews(id, text)));
    }
  }
}
