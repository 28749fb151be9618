package io.tieout.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.crm.Activity;
import io.tieout.fact.crm.DealFinance;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.hubspot.AdminRule;
import io.tieout.sandbox.hubspot.Trouble;
import io.tieout.sandbox.hubspot.UniqueRefusal;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.hubspot.HubSpotSettings.Grant;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What only HubSpot does, against the stand-in: keys and apps, scopes, rules, limits, late
/// associations.
class HubSpotPortalTest {
  private final HubSpotStage stage = new HubSpotStage();
  private final HubSpotCrm crm = stage.crm;
  private final String deal = stage.wonDeal();

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void a_service_key_reads_and_writes_too() {
    try (HubSpotCrm other = stage.connector(stage.serviceKey())) {
      other.writeFinance(deal, key("K-1"));

      assertThat(other.deal(deal).orElseThrow().finance()).isEqualTo(key("K-1"));
      assertThat(other.usage().orElseThrow().daily()).isPresent();
    }
    assertThat(crm.usage().orElseThrow().daily()).as("an app has no daily limit").isEmpty();
    assertThat(crm.usage().orElseThrow().burst()).isEqualTo(110);
  }

  @Test
  void a_wrong_key_is_broken_after_one_call() {
    try (HubSpotCrm other = stage.connector(new Grant.ServiceKey(new Secret("pat-na1-wrong")))) {
      assertThat(faultOf(() -> other.deal(deal)))
          .isInstanceOfSatisfying(
              Fault.Broken.class,
              b -> assertThat(b.message()).contains("service key").doesNotContain("pat-na1-wrong"));
    }
  }

  @Test
  void a_connection_that_the_portal_took_back_is_broken_and_says_so() {
    stage.hubspot.switches().revoke(stage.info.text("refreshToken"));
    stage.expireToken();

    assertThat(faultOf(() -> crm.deal(deal)))
        .isInstanceOfSatisfying(
            Fault.Broken.class, b -> assertThat(b.message()).contains("reconnect needed"));
  }

  @Test
  void a_missing_scope_is_named() {
    stage.hubspot.switches().withdrawScope("crm.objects.line_items.read");

    assertThat(faultOf(() -> crm.lines(deal)))
        .isInstanceOfSatisfying(
            Fault.Broken.class,
            b -> assertThat(b.message()).contains("crm.objects.line_items.read"));
  }

  @ParameterizedTest
  @EnumSource(UniqueRefusal.class)
  void a_sync_key_that_is_taken_names_the_other_deal_however_it_is_refused(UniqueRefusal how) {
    stage.hubspot.switches().uniqueRefusal(how);
    String other =
        stage
            .hubspot
            .people()
            .create("deals", Map.of("dealname", "x", "dealstage", "qualifiedtobuy"));
    crm.writeFinance(other, key("K-1"));

    assertThat(faultOf(() -> crm.writeFinance(deal, key("K-1"))))
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.message()).contains("deal " + other));
  }

  @Test
  void an_administrator_s_rule_names_the_property_to_fill() {
    stage
        .hubspot
        .switches()
        .rule(
            new AdminRule(
                "deals", "tieout_sync_key", Optional.empty(), List.of("closed_won_reason")));

    assertThat(faultOf(() -> crm.writeFinance(deal, key("K-1"))))
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.message()).contains("closed_won_reason"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"LOCKED", "MIGRATING", "TEN_SECONDLY", "SECONDLY", "DAILY"})
  void a_write_that_was_turned_away_can_be_sent_again_later(Trouble trouble) {
    stage.hubspot.switches().trouble(trouble, 1, HubSpotPortalTest::isPatch);

    assertThat(faultOf(() -> crm.writeFinance(deal, key("K-1"))))
        .isInstanceOfSatisfying(
            Fault.Throttled.class,
            t -> assertThat(t.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    assertThat(crm.deal(deal).orElseThrow().finance()).isEqualTo(DealFinance.NONE);
    crm.writeFinance(deal, key("K-1"));
  }

  @Test
  void a_page_of_the_network_is_waited_out_when_reading_and_open_when_writing() {
    stage.hubspot.switches().trouble(Trouble.BAD_GATEWAY, 2, call -> call.method().equals("GET"));
    assertThat(crm.deal(deal)).isPresent();

    stage.hubspot.switches().trouble(Trouble.BAD_GATEWAY, 1, HubSpotPortalTest::isPatch);
    assertThat(faultOf(() -> crm.writeFinance(deal, key("K-1"))))
        .isInstanceOf(Fault.Ambiguous.class);
  }

  @Test
  void an_activity_whose_association_comes_late_is_still_found() {
    stage.hubspot.switches().associationLag(Duration.ofSeconds(1));
    Activity activity =
        new Activity(deal, "late-key", "Invoiced", "<b> & so on", LocalDate.of(2026, 11, 22));
    String id = crm.logActivity(activity);

    assertThat(id).isNotBlank();
    assertThat(crm.activities(deal, "late-key"))
        .singleElement()
        .satisfies(a -> assertThat(a.text()).isEqualTo("<b> & so on\nlate-key"));
  }

  @Test
  void a_deal_that_was_merged_away_is_not_written_to() {
    String winner = stage.hubspot.dealId("globex-expansion");
    stage.hubspot.people().merge("deals", winner, deal);

    assertThat(crm.deal(deal)).isEmpty();
    assertThat(faultOf(() -> crm.writeFinance(deal, key("K-1"))))
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.code()).isEqualTo("NOT_FOUND"));
    assertThat(crm.deal(winner).orElseThrow().finance()).isEqualTo(DealFinance.NONE);
  }

  @Test
  void a_stage_that_is_made_later_is_known_by_its_meaning() {
    assertThat(crm.deal(deal).orElseThrow().stage()).isEqualTo(stage.hubspot.wonStage());
    assertThat(
            stage.hubspot.record("deals", deal).orElseThrow().obj("properties").text("dealstage"))
        .as("no id that could be guessed")
        .isNotEqualTo("closedwon");
  }

  private static boolean isPatch(HttpCall call) {
    return call.method().equals("PATCH");
  }

  private static DealFinance key(String key) {
    DealFinance none = DealFinance.NONE;
    return new DealFinance(
        Optional.of(key),
        none.syncStatus(),
        none.invoiceNumber(),
        none.invoiceLink(),
        none.invoiceAmount(),
        none.paymentStatus(),
        none.balance(),
        none.lastPaymentDate(),
        none.auditReference());
  }

  private static Fault faultOf(ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }
}
