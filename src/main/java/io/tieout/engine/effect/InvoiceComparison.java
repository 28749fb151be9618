package io.tieout.engine.effect;

import io.tieout.engine.effect.StepKind.Observation;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.List;

/// An invoice as the book holds it against the one that was approved, field by field.
final class InvoiceComparison {
  private InvoiceComparison() {}

  static List<Observation> of(String customerId, InvoiceDraft draft, Invoice invoice) {
    List<Observation> seen = new ArrayList<>();
    seen.add(Observation.of("customer", customerId, invoice.customerId()));
    seen.add(Observation.of("currency", draft.currency().getCode(), invoice.currency().getCode()));
    seen.add(Observation.of("date", draft.issued().toString(), invoice.issued().toString()));
    seen.add(Observation.of("due date", draft.due().toString(), invoice.due().toString()));
    seen.add(Observation.of("net", Amounts.text(draft.net()), Amounts.text(invoice.net())));
    seen.add(tax(draft, invoice));
    seen.add(Observation.added("total", Amounts.text(invoice.total())));
    seen.add(
        new Observation(
            "mark", draft.mark(), invoice.privateNote().orElse(""), invoice.bears(draft.mark())));
    seen.add(Observation.of("voided", "false", String.valueOf(invoice.voided())));
    lines(draft.lines(), invoice.lines(), seen);
    return seen;
  }

  /// Tax the book adds is shown; it disagrees only with an expectation we had.
  private static Observation tax(InvoiceDraft draft, Invoice invoice) {
    String found = Amounts.text(invoice.tax());
    return draft
        .expectedTax()
        .map(expected -> Observation.of("tax", Amounts.text(expected), found))
        .orElseGet(() -> Observation.added("tax", found));
  }

  private static void lines(
      List<InvoiceLine> expected, List<InvoiceLine> found, List<Observation> seen) {
    seen.add(
        Observation.of(
            "number of lines", String.valueOf(expected.size()), String.valueOf(found.size())));
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      InvoiceLine e = expected.get(i);
      InvoiceLine f = found.get(i);
      String line = "line " + (i + 1) + " ";
      e.itemId()
          .ifPresent(item -> seen.add(Observation.of(line + "item", item, f.itemId().orElse(""))));
      seen.add(
          Observation.of(
              line + "quantity", Amounts.plain(e.quantity()), Amounts.plain(f.quantity())));
      seen.add(
          Observation.of(
              line + "unit price", Amounts.plain(e.unitPrice()), Amounts.plain(f.unitPrice())));
      seen.add(Observation.of(line + "amount", Amounts.text(e.amount()), Amounts.text(f.amount())));
    }
  }
}
