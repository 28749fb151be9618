package io.tieout.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.crm.DealFinance;
import io.tieout.sandbox.salesforce.AuthTrouble;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.salesforce.SalesforceSettings.Grant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Log-in and locked rows against the stand-in: what only Salesforce does.
class SalesforceSessionTest {
  private final SalesforceStage stage = new SalesforceStage();
  private final SalesforceCrm crm = stage.crm;

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void a_signed_assertion_logs_in_too() {
    Grant.Jwt jwt =
        new Grant.Jwt(
            stage.info.text("username"),
            new Secret(stage.info.text("jwtKey")),
            "https://login.salesforce.com");
    try (SalesforceCrm other = stage.connector(jwt)) {
      assertThat(other.deal(stage.wonDeal())).isPresent();
    }
  }

  @Test
  void a_session_that_is_refused_for_good_is_broken() {
    stage.salesforce.authTrouble(AuthTrouble.SESSION_NOT_FOR_REST);

    assertThat(faultOf(() -> crm.deal(stage.wonDeal()))).isInstanceOf(Fault.Broken.class);
  }

  @Test
  void an_app_without_a_run_as_user_is_broken_with_advice() {
    stage.salesforce.authTrouble(AuthTrouble.NO_RUN_AS_USER);

    assertThat(faultOf(() -> crm.deal(stage.wonDeal())).message()).contains("run-as user");
  }

  @Test
  void a_locked_row_is_transient_and_the_write_is_not_repeated_here() {
    crm.deal(stage.wonDeal());
    stage.salesforce.jamRows(1);

    assertThat(faultOf(() -> crm.writeFinance(stage.wonDeal(), DealFinance.NONE)))
        .isInstanceOf(Fault.Transient.class);
    assertThat(stage.salesforce.requestLog()).hasSize(1);
  }

  private static Fault faultOf(ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }
}
