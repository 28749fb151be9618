package io.tieout.sandbox.side;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// A sales invoice as its paper shows it, with what the ledger keeps beside it. Number, dates,
/// total and balance are those of the [InvoiceView].
///
/// @param terms the payment terms by the name people know
/// @param subtotal before tax
/// @param memo what the customer reads on the invoice
/// @param notes what only the company reads: private notes, references, own fields
public record InvoicePaper(
    BillTo billTo,
    Optional<String> terms,
    List<Line> lines,
    Money subtotal,
    Money tax,
    Optional<String> memo,
    List<Note> notes,
    List<Payment> payments) {

  public InvoicePaper {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
    payments = List.copyOf(payments);
  }

  /// Whom the invoice is for.
  ///
  /// @param address the lines as they stand on an envelope, the name left out
  public record BillTo(String name, List<String> address, Optional<String> email) {
    public BillTo {
      address = List.copyOf(address);
    }
  }

  /// A line of any kind, in its order: something sold, a discount, a remark.
  ///
  /// @param amount negative for a discount; empty for a line that only says something
  /// @param taxCode as people of the ledger know it
  public record Line(
      String item,
      String description,
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> unitPrice,
      Optional<Money> amount,
      Optional<LocalDate> serviceDate,
      Optional<String> taxCode) {}

  /// Such as `Private note` and its text.
  public record Note(String label, String value) {}

  /// What was paid on this invoice; `reference` is what people know the payment by.
  public record Payment(String id, String reference, LocalDate date, Money amount) {}
}
