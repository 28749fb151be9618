package io.tieout.fact.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// Money received from a customer, and what of it settles which invoice.
public record Payment(
    String id,
    String customerId,
    LocalDate date,
    Money total,
    Money unapplied,
    List<Application> applications,
    Optional<String> reference,
    Instant changedAt,
    String version)
    implements LedgerRecord {
  public Payment {
    applications = List.copyOf(applications);
  }

  /// What it settles by credits it draws on and not by money: QuickBooks applies a credit memo by a
  /// payment.
  public Money drawn() {
    Money drawn =
        applications.stream().map(Application::amount).reduce(unapplied, Money::plus).minus(total);
    return drawn.isPositive() ? drawn : Money.zero(total.getCurrencyUnit());
  }

  /// The part of a payment that settles one invoice.
  public record Application(String invoiceId, Money amount) {}
}
