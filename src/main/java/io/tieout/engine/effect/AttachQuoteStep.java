package io.tieout.engine.effect;

import io.tieout.fact.change.Change.QuotePdf;
import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;

/// Attaches the quote's PDF to the invoice, the very file that was approved. Found again by its
/// name among the invoice's attachments.
record AttachQuoteStep() implements StepKind {
  static final String NAME = "attach-quote";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String thing() {
    return "the quote on the invoice";
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
    QuotePdf pdf = work.invoicing().quotePdf().orElseThrow();
    return Json.object()
        .put("invoiceId", work.createdInvoice().id())
        .put("documentId", pdf.documentId())
        .put("fileName", pdf.fileName())
        .put("sha256", pdf.sha256())
        .build();
  }

  @Override
  public Json.Obj perform(Work work, Json.Obj request, String key) {
    Document read = work.crm().document(request.text("documentId"));
    if (!read.digest().hex().equals(request.text("sha256"))) {
      throw new Fault.Refused(
              "the quote's PDF is not the one that was approved; attach it by hand if it should be",
              "quote-changed")
          .asException();
    }
    Document named = new Document(request.text("fileName"), read.contentType(), read.content());
    work.ledgerWriter().attach(request.text("invoiceId"), named, key);
    return Json.object().put("id", request.text("fileName")).build();
  }

  @Override
  public Compensation compensation(Compensations.Done done) {
    return new Compensation.Stays(
        "stays with the invoice, voided or not, so that it can be seen what was billed");
  }

  @Override
  public Look find(Work work, Json.Obj request, Optional<String> knownId) {
    return attached(work, request)
        ? new Look.Found(Json.object().put("id", request.text("fileName")).build())
        : new Look.NotSeen();
  }

  @Override
  public ReadBack verify(Work work, Json.Obj request, Json.Obj made) {
    String name = request.text("fileName");
    if (!attached(work, request)) {
      throw new Fault.Transient("the attached quote does not show yet").asException();
    }
    return new ReadBack(
        Optional.of(made),
        List.of(Observation.of("attachment", name, name)),
        "quote PDF “%s” attached".formatted(name),
        Optional.of(work.createdInvoice().url()),
        List.of());
  }

  private static boolean attached(Work work, Json.Obj request) {
    return work.ledger().attachments(request.text("invoiceId")).contains(request.text("fileName"));
  }
}
