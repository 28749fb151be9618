package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.ChainedEntry;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import io.tieout.sandbox.host.Mishap;
import io.tieout.value.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A house that copies its audit to Salesforce, with lost answers and an end in the middle.
class AuditCopyHouseTest {
  private static final int DEALS = 18;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JOB = "salesforce-audit-copy";

  @TempDir private Path keys;

  @Test
  void every_entry_about_a_deal_is_beside_it_once_and_in_order() throws InterruptedException {
    DatabaseAddress address = TestDatabase.freshAddress();
    try (Vendors vendors = Vendors.start(1, DEALS, InstantSource.system());
        Database database = Database.open(address)) {
      AuditChain chain = new AuditChain(database, vendors.clock());
      try (Sandbox sandbox = open(vendors, address)) {
        vendors
            .salesforce()
            .weather()
            .arm(Mishap.ANSWER_LOST, 2, call -> call.path().endsWith("/composite/sobjects"));
        StringWriter told = new StringWriter();
        assertThat(new Tour(sandbox, new Checks(new PrintWriter(told))).play())
            .as(told.toString())
            .isTrue();
      }
      try (Sandbox sandbox = open(vendors, address)) {
        while (chain.sequence(100) > 0) {
          // Until everything is chained.
        }
        List<ChainedEntry> entries =
            chain.following(0, 100_000).stream()
                .filter(e -> e.deed().subject().startsWith("salesforce/deal/"))
                .toList();
        assertThat(entries).hasSizeGreaterThan(10);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (kept(vendors, entries.getLast()).isEmpty()) {
          assertThat(System.nanoTime()).as("the last entry arrives").isLessThan(end);
          vendors.clock().advance(Duration.ofMinutes(2));
          vendors.slack().awaitChange(vendors.slack().revision(), Duration.ofMillis(200));
        }
        for (ChainedEntry entry : entries) {
          List<Json.Obj> kept = kept(vendors, entry);
          assertThat(kept).as(entry.deed().action()).hasSize(1);
          assertThat(entry.deed().subject())
              .isEqualTo("salesforce/deal/" + kept.getFirst().text("Opportunity__c"));
          assertThat(kept.getFirst().text("Action__c")).isEqualTo(entry.deed().action());
        }
        assertThat(ids(vendors, entries)).as("made in the order of the chain").isSorted();
        assertThat(sandbox.house().jobs()).anyMatch(job -> job.name().equals(JOB));
      }
    }
  }

  private static List<String> ids(Vendors vendors, List<ChainedEntry> entries) {
    return entries.stream().map(e -> kept(vendors, e).getFirst().text("Id")).toList();
  }

  private static List<Json.Obj> kept(Vendors vendors, ChainedEntry entry) {
    return vendors
        .salesforce()
        .related("Tieout_Audit__c", "Key__c", entry.link().orElseThrow().hash());
  }

  private Sandbox open(Vendors vendors, DatabaseAddress address) {
    return Sandbox.open(vendors, address, keys, AuditCopyHouseTest::copying);
  }

  private static TieoutConfig copying(TieoutConfig config) {
    List<CrmConfig> crms =
        config.crms().stream()
            .<CrmConfig>map(crm ->
                switch (crm) {
                  case CrmConfig.Salesforce s ->
                      new CrmConfig.Salesforce(
                          s.settings().withAuditCopy(true), s.outbound(), s.events());
                  case CrmConfig.HubSpot h -> h;
                })
            .toList();
    return new TieoutConfig(
        config.web(),
        crms,
        config.books(),
        config.routing(),
        config.slack(),
        config.model(),
        config.people(),
        config.policy(),
        config.rhythm(),
        config.anchors(),
        config.retention());
  }
}
