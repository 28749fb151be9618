package io.tieout.fact.crm;

import java.time.LocalDate;
import java.util.Optional;

/// What sales agreed on beside price.
///
/// @param paymentTerms as sales chose it, for example `Net 30`
/// @param serviceStart first day of service when it is one period for the whole deal
/// @param poNumber the customer's purchase order
public record DealTerms(
    Optional<String> paymentTerms,
    Optional<LocalDate> serviceStart,
    Optional<LocalDate> serviceEnd,
    Optional<String> poNumber) {
  public static final DealTerms NONE =
      new DealTerms(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
