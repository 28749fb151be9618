package io.tieout.engine.quota;

import io.tieout.engine.db.Database;
import io.tieout.vendor.http.Quota;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// The limits of all accounts that this process calls under. Other processes on the same database
/// share them, whose clocks must agree to a fraction of the shortest window.
public final class Quotas {
  private final Database database;
  private final InstantSource clock;
  private final String holder;
  private final int allowance;
  private final Map<String, SharedQuota> accounts = new ConcurrentSkipListMap<>();

  /// @param holder names this process, unique among replicas
  /// @param allowance how many times the plans' figures may be used, where a vendor is a stand-in
  public Quotas(Database database, InstantSource clock, String holder, int allowance) {
    this.database = database;
    this.clock = clock;
    this.holder = holder;
    this.allowance = allowance;
  }

  /// Keeps a plan. Two connections to one account share what the first one's plan allows.
  public Quota of(QuotaPlan plan) {
    database.transact(sql -> AccountRows.open(sql, plan));
    return accounts.computeIfAbsent(
        plan.account(), _ -> new SharedQuota(database, clock, plan.times(allowance), holder));
  }

  /// How all accounts of this process stand, by their names.
  public List<Standing> standing() {
    Instant now = clock.instant();
    Map<String, Account.Stored> rows = database.inTransaction(AccountRows::all);
    return plans().stream()
        .map(plan ->
            Account.read(plan, now, rows.getOrDefault(plan.account(), AccountRows.nothing()))
                .standing())
        .toList();
  }

  /// The accounts of this process with their windows.
  public List<QuotaPlan> plans() {
    return accounts.values().stream().map(SharedQuota::plan).toList();
  }
}
