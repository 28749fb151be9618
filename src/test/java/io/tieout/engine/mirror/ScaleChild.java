package io.tieout.engine.mirror;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Copies a big CRM and a big book in a process of its own, and tells of it by lines.
final class ScaleChild {
  private static final int CONNECTIONS = 4;

  private ScaleChild() {}

  /// Expects the address of the database and how many deals, and as many invoices, there are.
  public static void main(String[] args) {
    PrintStream out = System.out;
    int records = Integer.parseInt(args[1]);
    Instant start = Instant.now();
    try (Database database =
        Database.open(
            new DatabaseAddress(args[0], Optional.empty(), Optional.empty(), CONNECTIONS))) {
      Clock clock = Clock.systemUTC();
      Copying copying =
          new Copying(
              database,
              new Mirror(),
              new Links(clock),
              clock,
              status -> {
                out.println(status.text());
                out.flush();
              },
              Copying.Settings.DEFAULT);
      new CrmCopy(new BigSystems.BigCrm(records), copying).run();
      new LedgerCopy(new BigSystems.BigLedger(records), copying).run();
    }
    out.printf(
        "copied in %d ms, peak heap %d MB%n",
        Duration.between(start, Instant.now()).toMillis(), peak() >> 20);
  }

  /// What all heap pools held at most, garbage included: more than was ever needed at once.
  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
