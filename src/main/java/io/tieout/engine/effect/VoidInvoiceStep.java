package io.tieout.engine.effect;

import io.tieout.engine.effect.Compensations.Done;
import io.tieout.fact.change.Change;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// Voids an invoice of ours, at the version that was approved. It has an id, so whether it is
/// voided is read and never guessed.
record VoidInvoiceStep() implements StepKind {
  static final String NAME = "void-invoice";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String thing() {
    return "the voiding of the invoice";
  }

  @Override
  public Weight weight() {
    return Weight.BOOKS;
  }

  @Override
  public Json.Obj request(Work work) {
    Change.Posted invoice = work.undoing().invoice();
    return Json.object().put("invoiceId", invoice.id()).put("version", invoice.version()).build();
  }

  @Override
  public Json.Obj perform(Work work, Json.Obj request, String key) {
    String id = request.text("invoiceId");
    return CreateInvoiceStep.made(
        work.ledgerWriter().voidInvoice(id, request.text("version"), key).id());
  }

  @Override
  public Look find(Work work, Json.Obj request, Optional<String> knownId) {
    return CreateInvoiceStep.known(work, request.text("invoiceId"), Invoice::voided);
  }

  @Override
  public ReadBack verify(Work work, Json.Obj request, Json.Obj made) {
    return work.ledger()
        .invoice(made.text("id"))
        .map(invoice -> read(work, invoice))
        .orElseGet(() -> ReadBack.gone(made, "the voided invoice"));
  }

  private static ReadBack read(Work work, Invoice invoice) {
    Change.UndoInvoice undo = work.undoing();
    return new ReadBack(
        Optional.of(Json.object().put("voided", Records.write(invoice)).build()),
        List.of(
            Observation.of("status", Invoice.Status.VOIDED.name(), invoice.status().name()),
            Observation.of(
                "balance",
                Amounts.text(Money.zero(invoice.currency())),
                Amounts.text(invoice.balance())),
            Observation.of(
                "number", undo.invoice().number(), invoice.number().orElse(invoice.id()))),
        "invoice %s over %s voided"
            .formatted(undo.invoice().number(), Amounts.text(undo.invoice().total())),
        Optional.of(invoice.url()),
        List.of(undo.place() + "/invoice/" + invoice.id(), undo.invoice().number()));
  }

  @Override
  public Compensation compensation(Done done) {
    return new Compensation.Stays(
        "stays voided for good; ask for the deal to be invoiced, and it gets a new invoice");
  }
}
