package io.tieout.engine.proof;

import io.tieout.engine.audit.ChainedEntry;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;

/// Where things are in the record.
public final class ProofShape {
  private ProofShape() {}

  /// The invoice as it was read back last, among the events of one effect.
  public static Optional<Json.Obj> invoice(List<Json.Obj> events) {
    return events.stream()
        .flatMap(event -> event.obj("details").optObj("result").stream())
        .flatMap(result -> result.optObj("invoice").stream())
        .reduce((_, later) -> later);
  }

  /// The contents of an effect's events.
  public static List<Json.Obj> events(Json.Obj effect) {
    return effect.objects("events").stream().map(event -> event.obj("content")).toList();
  }

  /// The invoice that a proposal of the record led to.
  public static Optional<Json.Obj> invoiceOf(Json.Obj proposal) {
    return proposal.objects("effects").stream()
        .flatMap(effect -> invoice(events(effect)).stream())
        .reduce((_, later) -> later);
  }

  static String kind(String name, List<Json.Obj> proposals, List<ChainedEntry> entries) {
    if (proposals.stream().anyMatch(p -> p.text("id").equalsIgnoreCase(name))) {
      return "proposal";
    }
    if (entries.stream().anyMatch(e -> isOf(e.deed().subject(), name))) {
      return "deal";
    }
    return proposals.stream().flatMap(p -> invoiceOf(p).stream()).anyMatch(i -> isInvoice(i, name))
        ? "invoice"
        : "reference";
  }

  private static boolean isOf(String subject, String name) {
    return subject.equalsIgnoreCase(name)
        || subject.substring(subject.lastIndexOf('/') + 1).equalsIgnoreCase(name);
  }

  private static boolean isInvoice(Json.Obj invoice, String name) {
    return invoice.optText("number").filter(name::equalsIgnoreCase).isPresent()
        || isOf(name, invoice.text("id"));
  }
}
