package io.tieout.sandbox.world;

import io.tieout.sandbox.world.Company.PlantedTruth;
import io.tieout.sandbox.world.Company.SeedDeal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;

/// Makes the seeded company: hand-written people, products, clients and deals, and around them what
/// grows from the seed. The same arguments give an equal company on every machine.
public final class SeededCompany {
  public static final int DEFAULT_DEALS = 40;

  private SeededCompany() {}

  /// The company for a seed.
  ///
  /// @param deals how many deals there shall be; never fewer than the hand-written ones
  /// @param start the company's "today" (the date in UTC)
  public static Company generate(long seed, int deals, Instant start) {
    LocalDate today = LocalDate.ofInstant(start, ZoneOffset.UTC);
    HandWritten hand = new HandWritten(today);
    List<SeedDeal> all = new ArrayList<>(hand.deals());
    Growth growth = new Growth(seed, CurrencyUnit.USD, today, Cast.products(), Cast.clients());
    growth.grow(Math.max(0, deals - all.size()));
    growth.invoicePast();
    all.addAll(growth.deals());
    List<PlantedTruth> truths = new ArrayList<>(hand.truths());
    truths.addAll(growth.truths());
    return new Company(
        seed,
        "Northwind Analytics, Inc.",
        CurrencyUnit.USD,
        "US",
        start,
        Cast.people(),
        Cast.products(),
        growth.clients(),
        all,
        growth.invoices(),
        truths);
  }
}
