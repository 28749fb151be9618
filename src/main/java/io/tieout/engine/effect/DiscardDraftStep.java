package io.tieout.engine.effect;

import io.tieout.fact.change.Change;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;

/// Takes a draft of ours out of the book. A draft that somebody posted meanwhile stays: the book
/// refuses, and people are told.
record DiscardDraftStep() implements StepKind {
  static final String NAME = "discard-draft";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String thing() {
    return "the draft that is not wanted";
  }

  @Override
  public Weight weight() {
    return Weight.BESIDE;
  }

  @Override
  public Json.Obj request(Work work) {
    return Json.object().put("draftId", discard(work).draftId()).build();
  }

  @Override
  public Json.Obj perform(Work work, Json.Obj request, String key) {
    work.ledgerWriter().discard(request.text("draftId"), key);
    return CreateInvoiceStep.made(request.text("draftId"));
  }

  @Override
  public Compensation compensation(Compensations.Done done) {
    return new Compensation.Stays(
        "stays out of the books, which bring no deleted draft back; ask for the deal to be invoiced");
  }

  @Override
  public Look find(Work work, Json.Obj request, Optional<String> knownId) {
    return gone(work, request)
        ? new Look.Found(CreateInvoiceStep.made(request.text("draftId")))
        : new Look.Absent();
  }

  @Override
  public ReadBack verify(Work work, Json.Obj request, Json.Obj made) {
    String there = work.ledger().invoice(made.text("id")).map(i -> i.status().name()).orElse("");
    return new ReadBack(
        Optional.of(made),
        List.of(new Observation("draft", Invoice.Status.VOIDED.name(), there, gone(work, request))),
        "draft taken out of the books: " + discard(work).because(),
        Optional.empty(),
        List.of(discard(work).place() + "/invoice/" + made.text("id")));
  }

  private static boolean gone(Work work, Json.Obj request) {
    return work.ledger().invoice(request.text("draftId")).filter(i -> !i.voided()).isEmpty();
  }

  private static Change.DiscardDraft discard(Work work) {
    return switch (work.proposal().outside()) {
      case Change.DiscardDraft change -> change;
      case Change.CreateInvoice _,
          Change.DraftInvoice _,
          Change.UpdateDealFinance _,
          Change.UndoInvoice _,
          Change.UndoUpdate _ ->
          throw new IllegalStateException(work.proposal().id() + " discards no draft");
    };
  }
}
