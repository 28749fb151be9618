package io.tieout.engine.mirror;

import io.tieout.engine.db.Database;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.Payment;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/// Fills the mirror from a book: all customers, their invoices of two years, their payments. Run at
/// first and then nightly; it heals whatever webhooks and sweeps have missed.
public final class LedgerImport {
  private static final int YEARS = 2;

  private final Ledger ledger;
  private final Database database;
  private final Mirror mirror;
  private final InstantSource clock;
  private final ZoneId zone;

  /// @param zone where the book's days begin and end
  public LedgerImport(
      Ledger ledger, Database database, Mirror mirror, InstantSource clock, ZoneId zone) {
    this.ledger = ledger;
    this.database = database;
    this.mirror = mirror;
    this.clock = clock;
    this.zone = zone;
  }

  /// Reads everything and tells how many records there were. One customer's records are stored
  /// together, so that what was read is kept when a later read fails.
  public int run() {
    int records = 0;
    for (Customer customer : ledger.customers()) {
      records += one(customer);
    }
    return records;
  }

  private int one(Customer customer) {
    Instant asOf = clock.instant();
    LocalDate today = asOf.atZone(zone).toLocalDate();
    List<Invoice> invoices =
        ledger.invoicesOf(customer.id(), today.minusYears(YEARS), today.plusYears(1));
    List<Payment> payments = ledger.paymentsOf(customer.id());
    String system = ledger.place();
    database.transact(sql -> {
      mirror.put(sql, Mirror.of(system, customer, asOf));
      invoices.forEach(invoice -> mirror.put(sql, Mirror.of(system, invoice, asOf)));
      payments.forEach(payment -> mirror.put(sql, Mirror.of(system, payment, asOf)));
    });
    return 1 + invoices.size() + payments.size();
  }
}
