package io.tieout.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmContract;
import io.tieout.fact.crm.CrmWriter;
import io.tieout.fact.crm.DealFinance;
import io.tieout.sandbox.salesforce.AuthTrouble;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.salesforce.SalesforceSettings.Grant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The contract over the stand-in, which cuts its pages at three rows.
class SalesforceContractTest extends CrmContract {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final SandboxClock clock = new SandboxClock(InstantSource.fixed(NOW));
  private final SalesforceStandIn salesforce =
      SalesforceStandIn.start(
          new SalesforceStandIn.Options(
              0, SeededCompany.generate(7, 12, NOW), clock, 7, 3, 2, 100_000));
  private final Json.Obj info = salesforce.info();
  private final SalesforceCrm crm =
      connector(new Grant.ClientCredentials(new Secret(info.text("clientSecret"))));

  @BeforeEach
  void win() {
    salesforce.moveStage(wonDeal(), "Closed Won");
  }

  @AfterEach
  void stop() {
    crm.close();
    salesforce.close();
  }

  @Override
  protected Crm crm() {
    return crm;
  }

  @Override
  protected CrmWriter writer() {
    return crm;
  }

  @Override
  protected String wonDeal() {
    return salesforce.dealId("acme-platform");
  }

  @Override
  protected String unknownDeal() {
    return "006000000000099AAA";
  }

  @Override
  protected void pass(Duration time) {
    clock.advance(time);
  }

  @Override
  protected void rename(String dealId, String name) {
    salesforce.edit("Opportunity", dealId, Json.object().put("Name", name).build());
  }

  @Override
  protected void describeLine(String lineId, String text) {
    salesforce.edit("OpportunityLineItem", lineId, Json.object().put("Description", text).build());
  }

  @Test
  void a_signed_assertion_logs_in_too() {
    Grant.Jwt jwt =
        new Grant.Jwt(
            info.text("username"), new Secret(info.text("jwtKey")), "https://login.salesforce.com");
    try (SalesforceCrm other = connector(jwt)) {
      assertThat(other.deal(wonDeal())).isPresent();
    }
  }

  @Test
  void an_expired_session_is_renewed_in_passing() {
    crm.deal(wonDeal());
    salesforce.expireTokens();

    crm.writeFinance(wonDeal(), DealFinance.NONE);
  }

  @Test
  void a_session_that_is_refused_for_good_is_broken() {
    salesforce.authTrouble(AuthTrouble.SESSION_NOT_FOR_REST);

    assertThat(faultOf(() -> crm.deal(wonDeal()))).isInstanceOf(Fault.Broken.class);
  }

  @Test
  void an_app_without_a_run_as_user_is_broken_with_advice() {
    salesforce.authTrouble(AuthTrouble.NO_RUN_AS_USER);

    assertThat(faultOf(() -> crm.deal(wonDeal())).message()).contains("run-as user");
  }

  @Test
  void a_locked_row_is_transient_and_the_write_is_not_repeated_here() {
    crm.deal(wonDeal());
    salesforce.jamRows(1);

    assertThat(faultOf(() -> crm.writeFinance(wonDeal(), DealFinance.NONE)))
        .isInstanceOf(Fault.Transient.class);
    assertThat(salesforce.requestLog()).hasSize(1);
  }

  private SalesforceCrm connector(Grant grant) {
    return new SalesforceCrm(
        SalesforceSettings.of(salesforce.base(), info.text("clientId"), grant)
            .withOrganization(info.text("orgId")),
        new Timing(clock, new Random(7), _ -> {}));
  }

  private static Fault faultOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }
}
