package io.tieout.fact.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// An invoice as the book holds it. Lines the book derives itself (subtotals) are left out.
///
/// @param number the book's document number
/// @param privateNote where our mark stands
/// @param url where a person opens the invoice
public record Invoice(
    String id,
    Optional<String> number,
    String customerId,
    String customerName,
    LocalDate issued,
    LocalDate due,
    Optional<String> termId,
    CurrencyUnit currency,
    List<InvoiceLine> lines,
    Money net,
    Money tax,
    Money total,
    Money balance,
    Status status,
    Optional<String> privateNote,
    Instant changedAt,
    String version,
    String url)
    implements LedgerRecord {
  public Invoice {
    lines = List.copyOf(lines);
  }

  /// Whether the invoice counts.
  public enum Status {
    /// Not posted: it can be authorised, changed or discarded.
    DRAFT,
    POSTED,
    /// It was posted and does not count any more, or it was a draft that was discarded.
    VOIDED
  }

  public boolean draft() {
    return status == Status.DRAFT;
  }

  public boolean posted() {
    return status == Status.POSTED;
  }

  public boolean voided() {
    return status == Status.VOIDED;
  }

  /// `tieout:` marks are found by containment: people may add to the note.
  public boolean bears(String mark) {
    return privateNote.filter(note -> note.contains(mark)).isPresent();
  }
}
