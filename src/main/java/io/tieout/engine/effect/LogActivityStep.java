package io.tieout.engine.effect;

import io.tieout.fact.change.Change;
import io.tieout.fact.crm.Activity;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import java.util.List;
import java.util.Optional;

/// Logs on the deal that it was invoiced, or its invoice voided, by whose approval, and where the
/// whole story is. Found again by its key in the activity's text.
record LogActivityStep() implements StepKind {
  static final String NAME = "log-activity";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String thing() {
    return "the activity on the deal";
  }

  @Override
  public List<String> after() {
    return List.of(CreateInvoiceStep.NAME, VoidInvoiceStep.NAME);
  }

  @Override
  public Weight weight() {
    return Weight.BESIDE;
  }

  @Override
  public Json.Obj request(Work work) {
    return Records.write(
        work.proposal().outside() instanceof Change.UndoInvoice undo
            ? voided(work, undo)
            : posted(work, work.createdInvoice()));
  }

  private static Activity posted(Work work, Invoice invoice) {
    String number = invoice.number().orElse(invoice.id());
    String key = "tieout:" + work.proposal().id();
    return new Activity(
        work.proposal().outside().dealId(),
        key,
        "Invoice " + number,
        """
        Invoice %s over %s (%s before tax, tax %s) posted for %s.
        %s
        Approved by: %s
        Audit reference: %s
        %s\
        """
            .formatted(
                number,
                Amounts.text(invoice.total()),
                Amounts.text(invoice.net()),
                Amounts.text(invoice.tax()),
                invoice.customerName(),
                invoice.url(),
                work.approvers(),
                work.proposal().id(),
                key),
        work.day());
  }

  private static Activity voided(Work work, Change.UndoInvoice undo) {
    String key = "tieout:" + work.proposal().id();
    return new Activity(
        undo.dealId(),
        key,
        "Invoice %s voided".formatted(undo.invoice().number()),
        """
        Invoice %s over %s to %s was voided: %s
        Approved by: %s
        Audit reference: %s
        %s\
        """
            .formatted(
                undo.invoice().number(),
                Amounts.text(undo.invoice().total()),
                undo.invoice().customer(),
                undo.because(),
                work.approvers(),
                work.proposal().id(),
                key),
        work.day());
  }

  @Override
  public Json.Obj perform(Work work, Json.Obj request, String key) {
    return Json.object()
        .put("id", work.crmWriter().logActivity(Records.read(request, Activity.class)))
        .build();
  }

  @Override
  public Compensation compensation(Compensations.Done done) {
    return new Compensation.Stays("stays as history of the deal; an undo is logged beside it");
  }

  @Override
  public Look find(Work work, Json.Obj request, Optional<String> knownId) {
    return logged(work, request).isEmpty()
        ? new Look.NotSeen()
        : new Look.Found(Json.object().put("id", knownId.orElse(request.text("key"))).build());
  }

  @Override
  public ReadBack verify(Work work, Json.Obj request, Json.Obj made) {
    List<Activity> logged = logged(work, request);
    if (logged.isEmpty()) {
      throw new Fault.Transient("the logged activity does not show yet").asException();
    }
    return new ReadBack(
        Optional.of(made),
        List.of(Observation.of("activities with our key", "1", String.valueOf(logged.size()))),
        "activity logged on the deal",
        Optional.empty(),
        List.of());
  }

  private static List<Activity> logged(Work work, Json.Obj request) {
    return work.crm().activities(request.text("dealId"), request.text("key"));
  }
}
