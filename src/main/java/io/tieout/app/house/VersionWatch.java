package io.tieout.app.house;

import io.tieout.engine.db.Database;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.fact.check.Lifetime;
import io.tieout.fact.check.Retiring;
import io.tieout.value.fault.FaultException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tells people half a year ahead that a vendor retires the version that we call there.
final class VersionWatch {
  private final Database database;
  private final Findings findings;
  private final Map<String, Retiring> connectors;
  private final InstantSource clock;
  private final ZoneId zone;

  /// What findings are raised with.
  record Desk(Database database, Findings findings) {}

  /// @param connectors by the names people know them by
  /// @param zone whose days count
  VersionWatch(Desk desk, Map<String, Retiring> connectors, InstantSource clock, ZoneId zone) {
    this.database = desk.database();
    this.findings = desk.findings();
    this.connectors = new TreeMap<>(connectors);
    this.clock = clock;
    this.zone = zone;
  }

  /// Asks every connector, and fails in the end when one could not be asked.
  void look() {
    FaultException failed = null;
    for (Map.Entry<String, Retiring> each : connectors.entrySet()) {
      try {
        tell(each.getKey(), each.getValue().lifetime());
      } catch (FaultException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private void tell(String name, Lifetime lifetime) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    String key = "version:" + name;
    database.transact(sql -> {
      if (lifetime.endsSoon(today)) {
        findings.raise(
            sql,
            new FindingDraft(
                Lifetime.NAME,
                name,
                key,
                lifetime.version() + " is coming to its end",
                lifetime.on(today).told() + ".",
                List.of()));
      } else {
        findings.resolve(sql, key, lifetime.version() + " is called now");
      }
    });
  }
}
