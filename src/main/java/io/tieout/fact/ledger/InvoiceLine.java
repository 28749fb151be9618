package io.tieout.fact.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/// One line of an invoice; `amount` is quantity times unit price, rounded half up to the currency.
///
/// @param taxCodeId the book's code; in the United States the pseudo codes `TAX` and `NON`
/// @param serviceDate when the service starts, which revenue recognition needs
public record InvoiceLine(
    Optional<String> itemId,
    String description,
    BigDecimal quantity,
    BigDecimal unitPrice,
    Money amount,
    Optional<String> taxCodeId,
    Optional<LocalDate> serviceDate) {}
