package io.tieout.engine.effect;

import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Notes with the invoice, where its customer does not see it, who approved it and when, so that
/// whoever looks in the books alone finds the story. Found again by our key in the note.
record NoteApprovalStep() implements StepKind {
  static final String NAME = "note-approval";

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String thing() {
    return "the note on the invoice";
  }

  @Override
  public List<String> after() {
    return List.of(CreateInvoiceStep.NAME);
  }

  @Override
  public Weight weight() {
    return Weight.BESIDE;
  }

  @Override
  public Json.Obj request(Work work) {
    String key = "tieout:" + work.proposal().id();
    return Json.object()
        .put("invoiceId", work.createdInvoice().id())
        .put("key", key)
        .put(
            "text",
            "Approved by %s on %s (%s) for deal “%s”. Audit reference: %s. %s"
                .formatted(
                    work.approvers(),
                    MINUTE.format(work.approvedAt().atZone(work.zone())),
                    work.zone(),
                    work.proposal().outside().dealName(),
                    work.proposal().id(),
                    key))
        .build();
  }

  @Override
  public Json.Obj perform(Work work, Json.Obj request, String key) {
    work.ledgerWriter().note(request.text("invoiceId"), request.text("text"), key);
    return made(request);
  }

  @Override
  public Compensation compensation(Compensations.Done done) {
    return new Compensation.Stays("stays in the invoice's history, which Xero lets nobody change");
  }

  @Override
  public Look find(Work work, Json.Obj request, Optional<String> knownId) {
    return noted(work, request).isEmpty() ? new Look.NotSeen() : new Look.Found(made(request));
  }

  @Override
  public ReadBack verify(Work work, Json.Obj request, Json.Obj made) {
    List<String> noted = noted(work, request);
    if (noted.isEmpty()) {
      throw new Fault.Transient("the note does not show yet").asException();
    }
    return new ReadBack(
        Optional.of(made),
        List.of(Observation.of("notes with our key", "1", String.valueOf(noted.size()))),
        "approval noted on the invoice",
        Optional.empty(),
        List.of());
  }

  /// Books give notes no ids.
  private static Json.Obj made(Json.Obj request) {
    return Json.object().put("id", request.text("key")).build();
  }

  private static List<String> noted(Work work, Json.Obj request) {
    return work.ledger().notes(request.text("invoiceId")).stream()
        .filter(note -> note.contains(request.text("key")))
        .toList();
  }
}
