package io.tieout.engine.effect;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// Sets our own fields of the deal. Setting them twice is harmless; whether they are set is read
/// from the deal by its id.
record WriteBackStep() implements StepKind {
  static final String NAME = "write-back";

  /// Among what is sent, for whoever undoes it: what the deal showed before. It is not written.
  private static final String FORMER = "former";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String thing() {
    return "the finance fields of the deal";
  }

  @Override
  public List<String> after() {
    return List.of(CreateInvoiceStep.NAME, VoidInvoiceStep.NAME);
  }

  @Override
  public Weight weight() {
    return Weight.OURS;
  }

  /// Read afresh for every sending: the balance may have moved while the CRM was away.
  @Override
  public Json.Obj request(Work work) {
    DealFinance shown = deal(work).map(Deal::finance).orElse(DealFinance.NONE);
    DealFinance wanted =
        switch (work.proposal().outside()) {
          case Change.UpdateDealFinance update -> update.finance();
          case Change.CreateInvoice _ -> finance(work.proposal(), currentInvoice(work));
          case Change.UndoInvoice undo ->
              shown.with(undo.wanted(work.proposal().id()), undo.written());
          case Change.UndoUpdate undo -> shown.with(undo.former(), undo.written());
          case Change.DraftInvoice _, Change.DiscardDraft _ ->
              throw new IllegalStateException(work.proposal().id() + " tells the deal nothing");
        };
    return Records.write(wanted).with(FORMER, Records.write(shown));
  }

  @Override
  public Json.Obj perform(Work work, Json.Obj request, String key) {
    String dealId = work.proposal().outside().dealId();
    work.crmWriter().writeFinance(dealId, finance(request));
    return Json.object().put("id", dealId).build();
  }

  @Override
  public Compensation compensation(Compensations.Done done) {
    return new Compensation.RestoreFinance(
        done.first()
            .optObj(FORMER)
            .map(former -> Records.read(former, DealFinance.class))
            .orElse(DealFinance.NONE),
        finance(done.request()));
  }

  @Override
  public Look find(Work work, Json.Obj request, Optional<String> knownId) {
    boolean set =
        deal(work)
            .map(deal -> compared(finance(request), deal.finance()))
            .filter(seen -> seen.stream().allMatch(Observation::agrees))
            .isPresent();
    return set
        ? new Look.Found(Json.object().put("id", work.proposal().outside().dealId()).build())
        : new Look.Absent();
  }

  @Override
  public ReadBack verify(Work work, Json.Obj request, Json.Obj made) {
    return deal(work)
        .map(deal ->
            new ReadBack(
                Optional.of(made),
                compared(finance(request), deal.finance()),
                "deal “%s” updated".formatted(deal.name()),
                Optional.of(deal.url()),
                List.of()))
        .orElseGet(() -> ReadBack.gone(made, "the deal"));
  }

  private static Invoice currentInvoice(Work work) {
    Invoice created = work.createdInvoice();
    return work.ledger().invoice(created.id()).orElse(created);
  }

  private static DealFinance finance(Proposal proposal, Invoice invoice) {
    return new DealFinance(
        Optional.of(proposal.id()),
        Optional.of(SyncStatus.INVOICED),
        invoice.number(),
        Optional.of(invoice.url()),
        Optional.of(invoice.total()),
        Optional.of(status(invoice)),
        Optional.of(invoice.balance()),
        Optional.empty(),
        Optional.of(proposal.id()));
  }

  private static PaymentStatus status(Invoice invoice) {
    if (invoice.voided()) {
      return PaymentStatus.VOIDED;
    }
    if (invoice.balance().isZero()) {
      return PaymentStatus.PAID;
    }
    return invoice.balance().isLessThan(invoice.total())
        ? PaymentStatus.PARTIALLY_PAID
        : PaymentStatus.UNPAID;
  }

  private static Optional<Deal> deal(Work work) {
    return work.crm().deal(work.proposal().outside().dealId());
  }

  private static DealFinance finance(Json.Obj request) {
    return Records.read(request.without(FORMER), DealFinance.class);
  }

  private static List<Observation> compared(DealFinance wanted, DealFinance found) {
    List<Observation> seen = new ArrayList<>();
    seen.add(text("sync key", wanted.syncKey(), found.syncKey()));
    seen.add(
        text(
            "sync status",
            wanted.syncStatus().map(SyncStatus::label),
            found.syncStatus().map(SyncStatus::label)));
    seen.add(text("invoice number", wanted.invoiceNumber(), found.invoiceNumber()));
    seen.add(text("invoice link", wanted.invoiceLink(), found.invoiceLink()));
    seen.add(money("invoice amount", wanted.invoiceAmount(), found.invoiceAmount()));
    seen.add(
        text(
            "payment status",
            wanted.paymentStatus().map(PaymentStatus::label),
            found.paymentStatus().map(PaymentStatus::label)));
    seen.add(money("balance", wanted.balance(), found.balance()));
    seen.add(
        text(
            "last payment",
            wanted.lastPaymentDate().map(LocalDate::toString),
            found.lastPaymentDate().map(LocalDate::toString)));
    seen.add(text("audit reference", wanted.auditReference(), found.auditReference()));
    return seen;
  }

  private static Observation money(String field, Optional<Money> wanted, Optional<Money> found) {
    return text(field, wanted.map(Amounts::text), found.map(Amounts::text));
  }

  private static Observation text(String field, Optional<String> wanted, Optional<String> found) {
    return Observation.of(field, wanted.orElse(""), found.orElse(""));
  }
}
