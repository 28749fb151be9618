package io.tieout.fact.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// Money that a customer need not pay, and what of it settles which invoice.
///
/// @param unapplied what is left to settle invoices with
public record CreditNote(
    String id,
    Optional<String> number,
    String customerId,
    LocalDate date,
    Money total,
    Money unapplied,
    List<Payment.Application> applications,
    Invoice.Status status,
    Instant changedAt,
    String version,
    String url)
    implements LedgerRecord {
  public CreditNote {
    applications = List.copyOf(applications);
  }
}
