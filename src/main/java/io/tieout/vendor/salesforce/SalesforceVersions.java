package io.tieout.vendor.salesforce;

import io.tieout.fact.check.Lifetime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/// When Salesforce's API versions end, as its page on their end of life told in November 2026: 21
/// to 30 are gone since Summer '25, 31 to 40 are unsupported from Summer '27 on. Of later ones no
/// end is announced; add it here when it is.
final class SalesforceVersions {
  private static final BigDecimal GONE = new BigDecimal("30.0");
  private static final BigDecimal ENDING = new BigDecimal("40.0");
  private static final LocalDate SUMMER_25 = LocalDate.of(2025, 6, 1);
  private static final LocalDate SUMMER_27 = LocalDate.of(2027, 6, 1);

  private SalesforceVersions() {}

  static Lifetime lifetime(String version) {
    return new Lifetime("Salesforce API " + version, end(new BigDecimal(version)));
  }

  private static Optional<LocalDate> end(BigDecimal version) {
    if (version.compareTo(GONE) <= 0) {
      return Optional.of(SUMMER_25);
    }
    return version.compareTo(ENDING) <= 0 ? Optional.of(SUMMER_27) : Optional.empty();
  }
}
