package io.tieout.vendor.salesforce;

import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmStage;
import io.tieout.fact.crm.CrmWriter;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.salesforce.Org;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.salesforce.SalesforceSettings.Grant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/// The connector on the Salesforce stand-in, which cuts its pages at three rows.
final class SalesforceStage implements CrmStage {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final int COPIES_A_PAGE = 5;

  final SandboxClock clock = new SandboxClock(InstantSource.fixed(NOW));
  final SalesforceStandIn salesforce =
      SalesforceStandIn.start(
          new SalesforceStandIn.Options(
              0, SeededCompany.generate(7, 12, NOW), clock, 7, 3, 2, 100_000, Org.PLAIN));
  final Json.Obj info = salesforce.info();
  final SalesforceCrm crm =
      connector(new Grant.ClientCredentials(new Secret(info.text("clientSecret"))));

  SalesforceStage() {
    salesforce.moveStage(wonDeal(), "Closed Won");
  }

  SalesforceCrm connector(Grant grant) {
    return new SalesforceCrm(
        SalesforceSettings.of(salesforce.base(), info.text("clientId"), grant)
            .withOrganization(info.text("orgId")),
        new Timing(clock, new Random(7), _ -> {}),
        COPIES_A_PAGE);
  }

  @Override
  public Crm crm() {
    return crm;
  }

  @Override
  public CrmWriter writer() {
    return crm;
  }

  @Override
  public String wonDeal() {
    return salesforce.dealId("acme-platform");
  }

  @Override
  public String unknownDeal() {
    return "006000000000099AAA";
  }

  @Override
  public void pass(Duration time) {
    clock.advance(time);
  }

  @Override
  public void renameDeal(String dealId, String name) {
    edit("Opportunity", dealId, "Name", name);
  }

  @Override
  public void describeLine(String lineId, String text) {
    edit("OpportunityLineItem", lineId, "Description", text);
  }

  @Override
  public String addAccount(String name) {
    return salesforce.create("Account", Json.object().put("Name", name).build());
  }

  @Override
  public void rename(CrmKind kind, String id, String name) {
    edit(SalesforceFeed.object(kind), id, kind == CrmKind.CONTACT ? "LastName" : "Name", name);
  }

  @Override
  public void delete(CrmKind kind, String id) {
    salesforce.delete(SalesforceFeed.object(kind), id);
  }

  @Override
  public void mergeAccounts(String winner, String loser) {
    salesforce.merge("Account", winner, loser);
  }

  @Override
  public void loseNextWriteAnswer() {
    arm(Mishap.ANSWER_LOST);
  }

  @Override
  public void throttleNextWrite() {
    arm(Mishap.THROTTLED);
  }

  @Override
  public void expireToken() {
    salesforce.expireTokens();
  }

  @Override
  public void close() {
    crm.close();
    salesforce.close();
  }

  private void arm(Mishap mishap) {
    salesforce
        .weather()
        .arm(
            mishap,
            1,
            call -> call.path().startsWith("/services/data/") && !call.method().equals("GET"));
  }

  private void edit(String object, String id, String field, String value) {
    salesforce.edit(object, id, Json.object().put(field, value).build());
  }
}
