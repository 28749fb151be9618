package io.tieout.engine.effect;

import io.tieout.engine.mirror.Link;
import io.tieout.fact.change.Change;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;

/// Puts an invoice into the book without posting it. Found again as a posted one is: by our mark.
record CreateDraftStep() implements StepKind {
  static final String NAME = "create-draft";

  /// What a draft is in links: an invoice only once it is posted.
  static final String LINKED = "draft";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String thing() {
    return "the draft of the invoice";
  }

  @Override
  public Weight weight() {
    return Weight.BOOKS;
  }

  @Override
  public Numbered numbers() {
    return Numbered.GIVES;
  }

  @Override
  public Json.Obj request(Work work) {
    return CreateInvoiceStep.asked(work);
  }

  @Override
  public Json.Obj perform(Work work, Json.Obj request, String key) {
    return CreateInvoiceStep.numbered(work, request)
        .orElseGet(() ->
            CreateInvoiceStep.made(
                work.ledgerWriter()
                    .createDraft(
                        request.text("customerId"),
                        CreateInvoiceStep.draft(request),
                        Numbering.in(request),
                        key)
                    .id()));
  }

  @Override
  public Compensation compensation(Compensations.Done done) {
    return new Compensation.DiscardDraft(done.result().obj("invoice").text("id"));
  }

  @Override
  public Look find(Work work, Json.Obj request, Optional<String> knownId) {
    return CreateInvoiceStep.marked(work, request, knownId);
  }

  @Override
  public ReadBack verify(Work work, Json.Obj request, Json.Obj made) {
    return CreateInvoiceStep.readBack(work, request, made, Invoice.Status.DRAFT)
        .orElseGet(() -> ReadBack.gone(made, thing()));
  }

  @Override
  public List<Link> links(Work work, Json.Obj result) {
    Change.CreateInvoice change = work.invoicing();
    return List.of(
        new Link(
            change.crm(),
            "deal",
            change.dealId(),
            change.ledger(),
            change.book(),
            LINKED,
            result.obj("invoice").text("id"),
            "drafted",
            work.proposal().id()));
  }
}
