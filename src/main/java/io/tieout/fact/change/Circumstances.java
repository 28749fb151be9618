package io.tieout.fact.change;

import java.math.BigDecimal;
import org.joda.money.Money;

/// What policy looks at, computed by code from the sources.
///
/// @param amount the net amount in the book's home currency
/// @param maxDiscountPercent the deepest discount of any line; 10 means 10 %
/// @param suggestedLines lines whose ledger item is only a suggestion
public record Circumstances(
    Money amount,
    boolean newCustomer,
    boolean standardTerms,
    BigDecimal maxDiscountPercent,
    int suggestedLines) {}
