package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.house.Checkup;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.vault.VaultKey;
import io.tieout.fact.check.Check;
import io.tieout.fact.check.Check.Outcome;
import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.ledger.NumberPattern;
import io.tieout.sandbox.hubspot.HubSpotStandIn;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What `check` tells of whole systems, each asked by the connectors of a house.
class CheckupTest {
  private static final String KEY =
      Base64.getEncoder().encodeToString("k".repeat(32).getBytes(StandardCharsets.US_ASCII));

  private final Database database = TestDatabase.fresh();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void salesforce_s_change_events_are_looked_at_where_a_channel_is_configured() {
    try (Vendors vendors = Vendors.start(7, 5, InstantSource.system())) {
      assertThat(named(vendors, "salesforce", "change events"))
          .satisfies(check -> {
            assertThat(check.outcome()).as(check.told()).isEqualTo(Outcome.OK);
            assertThat(check.told()).contains("/data/Tieout__chn");
          });

      vendors.events().orElseThrow().mayRead(false);

      assertThat(named(vendors, "salesforce", "change events"))
          .satisfies(check -> {
            assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(check.told()).contains("View All", "Tieout_Integration");
          });
    }
  }

  @Test
  void the_scopes_of_hubspot_and_xero_are_looked_at() {
    Vendors.Systems systems = new Vendors.Systems("hubspot", List.of("xero"));
    try (Vendors vendors = Vendors.start(7, 5, InstantSource.system(), systems)) {
      assertThat(named(vendors, "hubspot", "scopes").told()).contains("all 13 granted");
      assertThat(named(vendors, "xero/main", "scopes").told()).contains("all 5 granted");

      ((HubSpotStandIn) vendors.crm()).switches().withdrawScope("crm.objects.deals.write");

      assertThat(named(vendors, "hubspot", "scopes"))
          .satisfies(check -> {
            assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(check.told()).contains("crm.objects.deals.write", "auth.requiredScopes");
          });
    }
  }

  @Test
  void a_sequence_of_our_own_needs_a_book_that_takes_numbers() {
    Vendors.Systems systems = new Vendors.Systems("salesforce", List.of("quickbooks", "xero"));
    UnaryOperator<TieoutConfig> numbered =
        OtherBooks.each(
            book -> book.with(BillingRules.PLAIN.with(new NumberPattern("US-{number}", 1, 21))));
    try (Vendors vendors = Vendors.start(7, 5, InstantSource.system(), systems)) {
      TieoutConfig config = numbered.apply(SandboxConfig.of(vendors));

      assertThat(named(vendors, config, "quickbooks/main", "invoice numbers"))
          .satisfies(check -> {
            assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(check.told()).contains("'US-{number}'", "Custom transaction numbers");
          });
      assertThat(named(vendors, config, "xero/xero", "invoice numbers").outcome())
          .isEqualTo(Outcome.OK);

      vendors.quickbooks().change(s -> s.withCustomNumbers(true));

      assertThat(named(vendors, config, "quickbooks/main", "invoice numbers"))
          .satisfies(check -> {
            assertThat(check.outcome()).isEqualTo(Outcome.OK);
            assertThat(check.told()).contains("Warn if duplicate");
          });
    }
  }

  private Check named(Vendors vendors, String section, String name) {
    return named(vendors, SandboxConfig.of(vendors), section, name);
  }

  private Check named(Vendors vendors, TieoutConfig config, String section, String name) {
    VaultKey key = VaultKey.fromEnvironment(Map.of(VaultKey.VARIABLE, KEY)).orElseThrow();
    return new Checkup(config, vendors.clock(), new Random(3))
        .systems(database, key, false).stream()
            .filter(found -> found.name().equals(section))
            .flatMap(found -> found.checks().stream())
            .filter(check -> check.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no check '%s' of %s".formatted(name, section)));
  }
}
