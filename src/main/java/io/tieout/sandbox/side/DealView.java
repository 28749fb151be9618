package io.tieout.sandbox.side;

import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.Money;

/// A deal as a page shows it.
///
/// @param account the name of the company sold to; empty text when there is none
/// @param changed the vendor's text for when it was last changed
public record DealView(
    String id,
    String name,
    String account,
    Optional<Money> amount,
    String stage,
    boolean won,
    Optional<String> close,
    Optional<String> terms,
    Optional<String> po,
    Optional<String> serviceStart,
    Optional<String> serviceEnd,
    String changed,
    Finance finance) {

  /// What Tieout wrote on the deal, as it stands in the CRM.
  public record Finance(
      Optional<String> syncStatus,
      Optional<String> invoiceNumber,
      Optional<String> invoiceLink,
      Optional<BigDecimal> invoiceAmount,
      Optional<String> paymentStatus,
      Optional<BigDecimal> balance,
      Optional<String> lastPaymentDate,
      Optional<String> auditReference) {}
}
