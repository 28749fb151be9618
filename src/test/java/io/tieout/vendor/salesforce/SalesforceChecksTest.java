package io.tieout.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Check.Outcome;
import io.tieout.fact.check.Lifetime;
import io.tieout.sandbox.salesforce.AuthTrouble;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.salesforce.SalesforceSettings.Grant;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One right or setting of the organisation is wrong at a time.
class SalesforceChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");
  private static final String OURS =
      String.join(" ", SalesforceSettings.FinanceFields.DEFAULT.all());

  @Test
  void an_organisation_as_the_manifest_leaves_it_has_nothing_to_change() {
    try (SalesforceStandIn standIn = standIn(AuthTrouble.NONE);
        SalesforceCrm crm = crm(standIn)) {
      assertThat(crm.checks())
          .allSatisfy(
              check -> assertThat(check.outcome()).as(check.told()).isNotEqualTo(Outcome.FAILED));
      List<Check> checks = crm.checks();
      assertThat(at(checks, "log-in").told()).contains(standIn.organizationId());
      assertThat(at(checks, "Tieout's fields writable").told()).contains("9 fields");
      assertThat(at(checks, "Task creatable").outcome()).isEqualTo(Outcome.OK);
      assertThat(at(checks, "daily API calls").told()).contains("of 100000 are used");
    }
  }

  @Test
  void versions_whose_end_is_announced_have_it_and_later_ones_have_none() {
    assertThat(SalesforceVersions.lifetime("30.0").end()).contains(LocalDate.of(2025, 6, 1));
    assertThat(SalesforceVersions.lifetime("31.0").end()).contains(LocalDate.of(2027, 6, 1));
    assertThat(SalesforceVersions.lifetime("40.0").end()).contains(LocalDate.of(2027, 6, 1));
    assertThat(SalesforceVersions.lifetime("41.0").end()).isEmpty();
    try (CannedSalesforce canned = canned();
        SalesforceCrm crm = crm(canned)) {
      assertThat(at(crm.checks(), Lifetime.NAME).told()).contains("Salesforce API 67.0");
      assertThat(crm.lifetime().end()).isEmpty();
    }
    try (CannedSalesforce canned = canned();
        SalesforceCrm crm = crm(canned)) {
      canned.newest = "40.0";
      Check check = at(crm.checks(), Lifetime.NAME);
      assertThat(check.outcome()).isEqualTo(Outcome.OK);
      assertThat(check.told()).contains("Salesforce API 40.0 is supported until 2027-06-01");
    }
  }

  @Test
  void a_refused_log_in_says_what_to_set_and_ends_the_looking() {
    try (SalesforceStandIn standIn = standIn(AuthTrouble.NO_RUN_AS_USER);
        SalesforceCrm crm = crm(standIn)) {
      assertThat(crm.checks())
          .singleElement()
          .satisfies(check -> {
            assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(check.told()).contains("run-as user");
          });
    }
  }

  @Test
  void a_hidden_field_of_ours_is_named() {
    try (CannedSalesforce canned = canned();
        SalesforceCrm crm = crm(canned)) {
      canned.describes.merge("Opportunity", "", (a, _) -> a.replace("Tieout_Balance__c", ""));
      assertThat(at(crm.checks(), "Tieout's fields writable"))
          .satisfies(check -> {
            assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(check.told()).contains("Tieout_Balance__c").contains("Tieout_Integration");
          });
    }
  }

  @Test
  void a_field_of_ours_that_may_only_be_read_is_named() {
    try (CannedSalesforce canned = canned();
        SalesforceCrm crm = crm(canned)) {
      canned.describes.merge(
          "Opportunity", "", (a, _) -> a.replace("Tieout_Balance__c", "Tieout_Balance__c!"));
      List<Check> checks = crm.checks();
      assertThat(at(checks, "Tieout's fields writable").told())
          .contains("may not edit [Tieout_Balance__c]");
      assertThat(at(checks, "Opportunity readable").outcome()).isNotEqualTo(Outcome.FAILED);
    }
  }

  @Test
  void a_needed_field_of_a_quote_that_is_hidden_fails_and_one_we_can_spare_does_not() {
    try (CannedSalesforce canned = canned();
        SalesforceCrm crm = crm(canned)) {
      canned.describes.put("Quote", "Id OpportunityId QuoteNumber Status SystemModstamp");
      List<Check> checks = crm.checks();
      assertThat(at(checks, "Quote readable").told()).contains("GrandTotal");
      assertThat(at(checks, "Account readable").outcome()).isEqualTo(Outcome.WARNING);
      assertThat(at(checks, "Account readable").told()).contains("BillingCountry");
    }
  }

  @Test
  void calls_that_run_out_and_an_old_version_are_told() {
    try (CannedSalesforce canned = canned();
        SalesforceCrm crm = crm(canned)) {
      canned.limit = "api-usage=4000/5000";
      canned.newest = "60.0";
      List<Check> checks = crm.checks();
      assertThat(at(checks, "daily API calls").outcome()).isEqualTo(Outcome.FAILED);
      assertThat(at(checks, "daily API calls").told()).contains("4000 of 5000");
      assertThat(at(checks, "API version").outcome()).isEqualTo(Outcome.WARNING);
      assertThat(at(checks, "API version").told()).contains("60.0");
    }
  }

  private static CannedSalesforce canned() {
    CannedSalesforce canned = new CannedSalesforce();
    canned.describes.put("Opportunity", String.join(" ", DealFields.STANDARD) + " " + OURS);
    canned.describes.put("OpportunityLineItem", String.join(" ", SalesforceRows.LINE));
    canned.describes.put("Account", String.join(" ", SalesforceRows.ACCOUNT));
    canned.describes.put("Contact", String.join(" ", SalesforceRows.CONTACT));
    canned.describes.put("Product2", String.join(" ", SalesforceRows.PRODUCT));
    canned.describes.put("Quote", String.join(" ", SalesforceRows.QUOTE));
    canned.describes.put("OpportunityContactRole", "ContactId Role IsPrimary");
    return canned;
  }

  private static SalesforceStandIn standIn(AuthTrouble trouble) {
    SalesforceStandIn standIn =
        SalesforceStandIn.start(
            SalesforceStandIn.Options.of(
                SeededCompany.generate(7, 17, NOW), new SandboxClock(() -> NOW)));
    standIn.authTrouble(trouble);
    return standIn;
  }

  private static SalesforceCrm crm(SalesforceStandIn standIn) {
    Json.Obj info = standIn.info();
    return crm(standIn.base(), info.text("clientId"), info.text("clientSecret"));
  }

  private static SalesforceCrm crm(CannedSalesforce canned) {
    return crm(canned.base(), "client", "secret");
  }

  private static SalesforceCrm crm(URI base, String client, String secret) {
    return new SalesforceCrm(
        SalesforceSettings.of(base, client, new Grant.ClientCredentials(new Secret(secret))),
        new Timing(() -> NOW, new Random(1), _ -> {}));
  }

  private static Check at(List<Check> checks, String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }
}
