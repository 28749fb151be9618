package io.tieout.door.assistant;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Round;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.mirror.Hit;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.mirror.MirrorRecord;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Payment;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Answers from the mirror and the approvals, without asking any vendor.
public final class MirrorFacts implements CompanyFacts {
  private static final int MOST = 25;
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private final Stored stored;
  private final Approvals approvals;

  /// What is kept in tables.
  public record Stored(Database database, Mirror mirror, Links links, Proposals proposals) {}

  public MirrorFacts(Stored stored, Approvals approvals) {
    this.stored = stored;
    this.approvals = approvals;
  }

  /// Deals by their own name, and deals of accounts by the account's.
  @Override
  public List<DealFact> deals(String words) {
    return inTransaction(sql -> {
      Map<String, DealFact> found = new LinkedHashMap<>();
      for (Hit hit : stored.mirror().search(sql, "deal", words, MOST)) {
        DealFact fact = deal(sql, hit.record(), score(hit));
        found.put(key(fact), fact);
      }
      for (Hit hit : stored.mirror().search(sql, "account", words, MOST)) {
        for (MirrorRecord record :
            stored.mirror().childrenOf(sql, hit.record().system(), "deal", hit.record().id())) {
          DealFact fact = deal(sql, record, score(hit));
          found.merge(key(fact), fact, (a, b) -> a.score() >= b.score() ? a : b);
        }
      }
      return found.values().stream()
          .sorted(Comparator.comparingInt(DealFact::score).reversed())
          .toList();
    });
  }

  @Override
  public List<CustomerFact> customers(String words) {
    return inTransaction(sql ->
        stored.mirror().search(sql, "customer", words, MOST).stream()
            .map(hit -> {
              Customer customer = Records.read(hit.record().body(), Customer.class);
              return new CustomerFact(
                  customer.id(),
                  customer.displayName(),
                  balance(sql, hit.record(), customer),
                  customer.url(),
                  hit.record().system(),
                  score(hit),
                  hit.record().asOf());
            })
            .toList());
  }

  @Override
  public Optional<InvoiceFact> invoiceNumbered(String number) {
    return inTransaction(sql ->
        stored.mirror().search(sql, "invoice", number, MOST).stream()
            .map(hit -> invoice(hit.record()))
            .filter(invoice -> invoice.number().equalsIgnoreCase(number))
            .findFirst());
  }

  @Override
  public List<InvoiceFact> invoicesOfDeal(String crm, String dealId) {
    return inTransaction(sql ->
        stored
            .links()
            .fromCrm(sql, crm, "deal", dealId, "invoice")
            .flatMap(link -> stored.mirror().get(sql, link.place(), "invoice", link.ledgerId()))
            .map(MirrorFacts::invoice)
            .stream()
            .toList());
  }

  @Override
  public List<InvoiceFact> invoicesOfCustomer(String book, String customerId) {
    return inTransaction(sql ->
        stored.mirror().childrenOf(sql, book, "invoice", customerId).stream()
            .map(MirrorFacts::invoice)
            .sorted(
                Comparator.comparing(InvoiceFact::issued)
                    .thenComparing(InvoiceFact::number)
                    .reversed())
            .toList());
  }

  @Override
  public List<PaymentFact> paymentsOfCustomer(String book, String customerId) {
    return inTransaction(sql ->
        stored.mirror().childrenOf(sql, book, "payment", customerId).stream()
            .map(record -> payment(sql, record))
            .sorted(Comparator.comparing(PaymentFact::date).reversed())
            .toList());
  }

  @Override
  public List<WaitingFact> waiting() {
    List<WaitingFact> waiting = new ArrayList<>();
    for (RequestView view : approvals.waiting()) {
      if (view.proposal().change() instanceof Change.CreateInvoice change) {
        waiting.add(
            new WaitingFact(
                view.proposal().id(),
                change.dealName(),
                change.customer().displayName(),
                change.invoice().net(),
                view.round().now().map(stage -> stage.layer().spoken()).orElse("nobody"),
                names(view.round()),
                view.askedAt(),
                view.deadline().orElse(view.askedAt())));
      }
    }
    return waiting;
  }

  @Override
  public Optional<ProposalFact> proposalOf(String crm, String dealId) {
    return inTransaction(sql ->
        stored.proposals().bySubject(sql, crm + "/deal/" + dealId).stream()
            .filter(filed -> filed.proposal().change() instanceof Change.CreateInvoice)
            .reduce((_, last) -> last)
            .filter(filed -> filed.state() != ProposalState.SUPERSEDED)
            .map(this::proposal));
  }

  @Override
  public List<String> people(List<String> phrases) {
    return phrases.isEmpty()
        ? List.of()
        : inTransaction(sql -> stored.mirror().contactsNamed(sql, phrases));
  }

  private ProposalFact proposal(Filed filed) {
    String state =
        switch (filed.state()) {
          case FILED -> "being filed";
          case WAITING -> "waiting for approval";
          case APPROVED, EXECUTING -> "approved and being posted";
          case DONE -> "posted";
          case UNDONE -> "undone, its invoice voided";
          case REJECTED -> "rejected";
          case REFUSED -> "refused by policy";
          case EXPIRED -> "not approved in time";
          case VOIDED -> "void, because something changed";
          case SUPERSEDED -> "replaced by a newer proposal";
          case FAILED -> "not posted; a person must look";
        };
    String detail =
        filed.state() == ProposalState.WAITING
            ? people(filed.proposal().id()) + " may approve it"
            : filed.state() == ProposalState.DONE ? "" : filed.why();
    return new ProposalFact(filed.proposal().id(), state, detail, filed.since());
  }

  private String people(String proposalId) {
    List<String> names =
        approvals.ofProposal(proposalId).map(view -> names(view.round())).orElse(List.of());
    return names.isEmpty() ? "nobody" : String.join(" or ", names);
  }

  private static List<String> names(Round round) {
    return round.mayAct().stream().map(standing -> standing.member().name()).toList();
  }

  private DealFact deal(Sql sql, MirrorRecord record, int score) {
    Deal deal = Records.read(record.body(), Deal.class);
    String account =
        stored
            .mirror()
            .get(sql, record.system(), "account", deal.accountId())
            .map(MirrorRecord::name)
            .orElse("unknown account");
    return new DealFact(
        deal.id(),
        deal.name(),
        account,
        deal.amount(),
        deal.stage(),
        deal.won(),
        deal.closeDate(),
        deal.url(),
        record.system(),
        score,
        record.asOf());
  }

  /// What the mirror's invoices say, when it has any: it is fresher than the customer record, which
  /// the ledger does not always send when only its balance moves.
  private Money balance(Sql sql, MirrorRecord record, Customer customer) {
    CurrencyUnit currency = customer.balance().getCurrencyUnit();
    List<InvoiceFact> invoices =
        stored.mirror().childrenOf(sql, record.system(), "invoice", customer.id()).stream()
            .map(MirrorFacts::invoice)
            .filter(i -> i.balance().getCurrencyUnit().equals(currency))
            .toList();
    return invoices.isEmpty()
        ? customer.balance()
        : Amounts.sum(currency, invoices.stream().map(InvoiceFact::balance).toList());
  }

  private static InvoiceFact invoice(MirrorRecord record) {
    Invoice invoice = Records.read(record.body(), Invoice.class);
    return new InvoiceFact(
        invoice.id(),
        invoice.number().orElse(invoice.id()),
        invoice.customerId(),
        invoice.customerName(),
        invoice.issued(),
        invoice.due(),
        invoice.total(),
        invoice.balance(),
        invoice.status(),
        invoice.url(),
        record.system(),
        record.asOf());
  }

  private PaymentFact payment(Sql sql, MirrorRecord record) {
    Payment payment = Records.read(record.body(), Payment.class);
    return new PaymentFact(
        payment.id(),
        payment.date(),
        payment.total(),
        payment.reference(),
        payment.applications().stream()
            .map(a ->
                new PaymentFact.Settled(
                    a.invoiceId(), numberOf(sql, record.system(), a.invoiceId()), a.amount()))
            .toList(),
        record.asOf());
  }

  private String numberOf(Sql sql, String system, String invoiceId) {
    return stored
        .mirror()
        .get(sql, system, "invoice", invoiceId)
        .map(MirrorFacts::invoice)
        .map(InvoiceFact::number)
        .orElse(invoiceId);
  }

  private static String key(DealFact deal) {
    return deal.system() + "/" + deal.id();
  }

  private static int score(Hit hit) {
    return hit.score().multiply(THOUSAND).intValue();
  }

  private <T> T inTransaction(Function<Sql, T> work) {
    return stored.database().inTransaction(work);
  }
}
