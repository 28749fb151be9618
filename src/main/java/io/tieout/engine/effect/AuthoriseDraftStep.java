package io.tieout.engine.effect;

import io.tieout.engine.mirror.Link;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Posts the draft that was approved, as it stands. It has an id from the beginning, so whether it
/// was posted is read and never guessed. To later steps it is the creation of the invoice.
record AuthoriseDraftStep() implements StepKind {
  @Override
  public String name() {
    return CreateInvoiceStep.NAME;
  }

  @Override
  public String thing() {
    return "the invoice";
  }

  @Override
  public Weight weight() {
    return Weight.BOOKS;
  }

  @Override
  public Numbered numbers() {
    return Numbered.KEEPS;
  }

  @Override
  public Json.Obj request(Work work) {
    return CreateInvoiceStep.asked(work)
        .with("draftId", Json.of(work.invoicing().draftId().orElseThrow()));
  }

  /// The book would post whatever the draft says by now: what was approved, or nothing.
  @Override
  public Json.Obj perform(Work work, Json.Obj request, String key) {
    String id = request.text("draftId");
    Invoice there =
        work.ledger()
            .invoice(id)
            .orElseThrow(() -> refused("draft %s is not in the books any more".formatted(id)));
    String differences =
        CreateInvoiceStep.compared(request, there, Invoice.Status.DRAFT).stream()
            .filter(seen -> !seen.agrees())
            .map(Observation::sentence)
            .collect(Collectors.joining("; "));
    if (!differences.isEmpty()) {
      throw refused("draft %s is not what was approved: %s".formatted(id, differences));
    }
    return CreateInvoiceStep.made(work.ledgerWriter().authorise(id, key).id());
  }

  private static RuntimeException refused(String why) {
    return new Fault.Refused(why, "DRAFT_CHANGED").asException();
  }

  @Override
  public Compensation compensation(Compensations.Done done) {
    return CreateInvoiceStep.invoice(done);
  }

  @Override
  public Look find(Work work, Json.Obj request, Optional<String> knownId) {
    return CreateInvoiceStep.known(work, request.text("draftId"), Invoice::posted);
  }

  @Override
  public ReadBack verify(Work work, Json.Obj request, Json.Obj made) {
    return CreateInvoiceStep.readBack(work, request, made, Invoice.Status.POSTED)
        .orElseGet(() -> ReadBack.gone(made, thing()));
  }

  @Override
  public List<Link> links(Work work, Json.Obj result) {
    return CreateInvoiceStep.billing(work, result);
  }
}
