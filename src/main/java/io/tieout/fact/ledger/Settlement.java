package io.tieout.fact.ledger;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/// What settles a part of one invoice.
///
/// @param id of the payment or the credit note
/// @param number what people call it by
/// @param customerId whose it is; not always the invoice's customer
/// @param amount what of it settles the invoice
/// @param rest what of it settles nothing
public record Settlement(
    Kind kind,
    String id,
    Optional<String> number,
    String customerId,
    LocalDate date,
    Money amount,
    Money rest) {
  /// What it is.
  public enum Kind {
    /// Money that was received.
    PAYMENT,
    /// A credit note: nothing was received for it.
    CREDIT
  }

  public boolean money() {
    return kind == Kind.PAYMENT;
  }
}
