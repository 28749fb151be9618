package io.tieout.work.undo;

import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Source;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceTie;
import io.tieout.value.money.Amounts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whether an invoice can still be voided, judged from the book as it was just read. Pure.
///
/// A voided invoice takes its amounts out of the period it is dated in, and nothing brings it back:
/// so not while money or credit hangs on it, and not in a period that is closed. An edit since is
/// no obstacle; whoever approves is shown it.
sealed interface Reversal {
  /// It can be voided.
  record Possible(Invoice invoice) implements Reversal {}

  /// There is nothing left to void.
  record Nothing(String why) implements Reversal {}

  /// Something speaks against it, until people have put that right.
  record Impossible(String why, Difference difference) implements Reversal {}

  /// What the book says.
  ///
  /// @param name what people call the invoice, if it is gone
  static Reversal of(String name, Optional<Invoice> there, Book book) {
    if (there.isEmpty()) {
      return new Nothing("invoice %s is not in the books any more".formatted(name));
    }
    Invoice invoice = there.get();
    String number = named(invoice);
    if (invoice.voided()) {
      return new Nothing("invoice %s is voided in the books already".formatted(number));
    }
    if (invoice.balance().isLessThan(invoice.total())) {
      return against(
          number,
          "balance",
          Amounts.text(invoice.total()),
          "%s: something of it is paid or credited. Remove the payment or the credit in the books first, or issue a credit note there"
              .formatted(Amounts.text(invoice.balance())));
    }
    Optional<LocalDate> closed = book.closedThrough().filter(day -> !invoice.issued().isAfter(day));
    if (closed.isPresent()) {
      return against(
          number,
          "period",
          "open",
          "closed through %s, and the invoice is dated %s. Issue a credit note dated after it, or have the period opened"
              .formatted(closed.get(), invoice.issued()));
    }
    return new Possible(invoice);
  }

  private static Reversal against(String number, String field, String was, String is) {
    return new Impossible(
        "the %s of invoice %s is %s".formatted(field, number, is),
        new Difference("invoice", number, field, was, is));
  }

  /// The version that is judged, with what people look at.
  static Source source(String place, Invoice invoice) {
    return new Source(
        place,
        "invoice",
        invoice.id(),
        named(invoice),
        invoice.version(),
        Map.of(
            "customer", invoice.customerName(),
            "date", invoice.issued().toString(),
            "total", Amounts.text(invoice.total()),
            "balance", Amounts.text(invoice.balance())));
  }

  /// What somebody changed in the books since it was approved, a sentence each.
  ///
  /// @param kept differences that people accepted when it was made
  static List<String> edits(CreateInvoice approved, Invoice invoice, Map<String, String> kept) {
    String customer =
        switch (approved.customer()) {
          case Billed.Known(String id, String _) -> id;
          case Billed.New _ -> invoice.customerId();
        };
    Set<String> ours = Set.of("mark", "status");
    return InvoiceTie.of(customer, approved.invoice(), invoice, Invoice.Status.POSTED).stream()
        .filter(field -> !field.agrees() && !ours.contains(field.name()))
        .filter(field -> !field.found().equals(kept.get(field.name())))
        .map(field ->
            "Edited in the books since: %s was approved as %s and is %s now."
                .formatted(
                    field.name(),
                    field.expected(),
                    field.found().isEmpty() ? "empty" : field.found()))
        .toList();
  }

  static String named(Invoice invoice) {
    return invoice.number().orElse(invoice.id());
  }
}
