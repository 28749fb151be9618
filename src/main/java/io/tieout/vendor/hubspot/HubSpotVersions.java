package io.tieout.vendor.hubspot;

import io.tieout.fact.check.Lifetime;
import java.time.YearMonth;
import java.util.Optional;

/// When HubSpot's dated versions end: a version is named after its month and is unsupported
/// eighteen months later (HubSpot, "date-based versioning", in force since March 2026).
final class HubSpotVersions {
  private static final int MONTHS = 18;

  private HubSpotVersions() {}

  static Lifetime lifetime(String version) {
    return new Lifetime(
        "HubSpot API " + version,
        Optional.of(YearMonth.parse(version).plusMonths(MONTHS).atDay(1)));
  }
}
