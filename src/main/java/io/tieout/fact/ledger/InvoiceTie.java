package io.tieout.fact.ledger;

import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.List;

/// An invoice as the book holds it against the one that was to be made, field by field.
public final class InvoiceTie {
  private InvoiceTie() {}

  /// One field of both.
  ///
  /// @param agrees false only where something was expected and something else is there
  public record Field(String name, String expected, String found, boolean agrees) {
    private static Field of(String name, String expected, String found) {
      return new Field(name, expected, found, expected.equals(found));
    }

    /// Something the book added, shown; nothing to disagree with.
    private static Field added(String name, String found) {
      return new Field(name, "", found, true);
    }
  }

  /// Every field, agreeing or not.
  ///
  /// @param wanted what the book should have made of it
  public static List<Field> of(
      String customerId, InvoiceDraft draft, Invoice invoice, Invoice.Status wanted) {
    List<Field> seen = new ArrayList<>();
    seen.add(Field.of("customer", customerId, invoice.customerId()));
    seen.add(Field.of("currency", draft.currency().getCode(), invoice.currency().getCode()));
    seen.add(Field.of("date", draft.issued().toString(), invoice.issued().toString()));
    seen.add(Field.of("due date", draft.due().toString(), invoice.due().toString()));
    sums(draft, invoice, seen);
    seen.add(
        new Field(
            "mark", draft.mark(), invoice.privateNote().orElse(""), invoice.bears(draft.mark())));
    seen.add(Field.of("status", wanted.name(), invoice.status().name()));
    lines(draft.lines(), invoice.lines(), seen);
    return seen;
  }

  /// What the deal comes to must be there to the cent: before tax, or with it.
  private static void sums(InvoiceDraft draft, Invoice invoice, List<Field> seen) {
    String expected = Amounts.text(draft.net());
    String net = Amounts.text(invoice.net());
    String total = Amounts.text(invoice.total());
    switch (draft.pricing()) {
      case BEFORE_TAX -> {
        seen.add(Field.of("net", expected, net));
        seen.add(tax(draft, invoice));
        seen.add(Field.added("total", total));
      }
      case WITH_TAX -> {
        seen.add(Field.added("net", net));
        seen.add(tax(draft, invoice));
        seen.add(Field.of("total with tax", expected, total));
      }
    }
  }

  /// Tax the book adds is shown; it disagrees only with an expectation we had.
  private static Field tax(InvoiceDraft draft, Invoice invoice) {
    String found = Amounts.text(invoice.tax());
    return draft
        .expectedTax()
        .map(expected -> Field.of("tax", Amounts.text(expected), found))
        .orElseGet(() -> Field.added("tax", found));
  }

  private static void lines(List<InvoiceLine> expected, List<InvoiceLine> found, List<Field> seen) {
    seen.add(
        Field.of("number of lines", String.valueOf(expected.size()), String.valueOf(found.size())));
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      InvoiceLine e = expected.get(i);
      InvoiceLine f = found.get(i);
      String line = "line " + (i + 1) + " ";
      e.itemId().ifPresent(item -> seen.add(Field.of(line + "item", item, f.itemId().orElse(""))));
      seen.add(
          Field.of(line + "quantity", Amounts.plain(e.quantity()), Amounts.plain(f.quantity())));
      seen.add(
          Field.of(
              line + "unit price", Amounts.plain(e.unitPrice()), Amounts.plain(f.unitPrice())));
      seen.add(Field.of(line + "amount", Amounts.text(e.amount()), Amounts.text(f.amount())));
    }
  }
}
