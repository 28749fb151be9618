package io.tieout.sandbox.side;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// A sales invoice as a page shows it.
///
/// @param number empty when the company numbers by hand and nobody did
public record InvoiceView(
    String id,
    Optional<String> number,
    String customer,
    LocalDate date,
    LocalDate due,
    Money total,
    Money balance,
    Status status,
    List<Line> lines) {

  public InvoiceView {
    lines = List.copyOf(lines);
  }

  /// Where the invoice stands.
  public enum Status {
    DRAFT,
    OPEN,
    OVERDUE,
    PARTLY_PAID,
    PAID,
    VOIDED
  }

  /// A line that is sold.
  public record Line(
      String item, String description, BigDecimal quantity, Money amount, String taxCode) {}
}
