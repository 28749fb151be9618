package io.tieout.engine.effect;

import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmWriter;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.fact.ledger.NumberPattern;
import io.tieout.value.fault.Fault;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// The connected systems: CRMs by their system's name, ledgers by their book.
///
/// @param kept how each book is kept
public record Systems(
    Map<String, Crm> crms,
    Map<String, CrmWriter> crmWriters,
    Map<String, Ledger> ledgers,
    Map<String, LedgerWriter> ledgerWriters,
    Map<String, Kept> kept) {
  public Systems {
    crms = Map.copyOf(crms);
    crmWriters = Map.copyOf(crmWriters);
    ledgers = Map.copyOf(ledgers);
    ledgerWriters = Map.copyOf(ledgerWriters);
    kept = Map.copyOf(kept);
  }

  /// How a book is kept.
  ///
  /// @param zone where its days begin and end
  /// @param numbers how we number its invoices; empty where the book does
  public record Kept(ZoneId zone, Optional<NumberPattern> numbers) {}

  Crm crm(String system) {
    return connected(crms, "CRM", system);
  }

  CrmWriter crmWriter(String system) {
    return connected(crmWriters, "CRM", system);
  }

  Ledger ledger(String book) {
    return connected(ledgers, "book", book);
  }

  LedgerWriter ledgerWriter(String book) {
    return connected(ledgerWriters, "book", book);
  }

  Kept kept(String book) {
    return connected(kept, "book", book);
  }

  private static <T> T connected(Map<String, T> all, String what, String name) {
    return Optional.ofNullable(all.get(name))
        .orElseThrow(() ->
            new Fault.Broken(
                    "%s '%s' is not connected; connected: %s. Connect it or correct the setting"
                        .formatted(what, name, all.keySet()))
                .asException());
  }
}
