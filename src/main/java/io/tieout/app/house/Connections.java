package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.engine.effect.Systems;
import io.tieout.engine.vault.Vault;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.ledger.Ledger;
import io.tieout.vendor.http.Pause;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.quickbooks.QuickBooksLedger;
import io.tieout.vendor.salesforce.SalesforceCrm;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The connectors of this house.
record Connections(SalesforceCrm salesforce, QuickBooksLedger quickbooks, String book)
    implements AutoCloseable {

  static Connections open(
      TieoutConfig config, Vault vault, InstantSource clock, RandomGenerator random) {
    Timing timing = new Timing(clock, random, Pause.sleeping());
    String book = config.quickbooks().bookId();
    return new Connections(
        new SalesforceCrm(config.salesforce(), timing),
        new QuickBooksLedger(
            config.quickbooks(),
            new VaultedGrant(vault, "quickbooks/" + book, config.firstGrant(), clock),
            Settings.DEFAULT,
            timing),
        book);
  }

  Map<String, Crm> crms() {
    return Map.of(salesforce.system(), salesforce);
  }

  Map<String, Ledger> books() {
    return Map.of(book, quickbooks);
  }

  Systems systems() {
    return new Systems(
        crms(), Map.of(salesforce.system(), salesforce), books(), Map.of(book, quickbooks));
  }

  @Override
  public void close() {
    salesforce.close();
    quickbooks.close();
  }
}
