package io.tieout.vendor.salesforce;

import static io.tieout.vendor.salesforce.CannedSalesforce.error;
import static io.tieout.vendor.salesforce.CannedSalesforce.page;
import static io.tieout.vendor.salesforce.CannedSalesforce.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.crm.Activity;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealStamp;
import io.tieout.fact.crm.DealTerms;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Mishap;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.salesforce.SalesforceSettings.FinanceFields;
import io.tieout.vendor.salesforce.SalesforceSettings.Grant;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SalesforceCrmTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final String DEAL = "006000000000001AAA";
  private static final String STAMP = "2026-11-22T07:00:00.000+0000";
  private static final String STANDARD =
      "Id Name AccountId Amount CloseDate StageName IsClosed IsWon HasOpportunityLineItem"
          + " SystemModstamp OwnerId ";
  private static final String OURS = String.join(" ", FinanceFields.DEFAULT.all());
  private static final Json.Obj OPPORTUNITY =
      Json.object()
          .put("Id", DEAL)
          .put("Name", "Acme renewal")
          .put("AccountId", "001000000000001AAA")
          .put("Amount", new BigDecimal("1250.10"))
          .put("CloseDate", "2026-11-20")
          .put("StageName", "Signed")
          .put("IsClosed", true)
          .put("IsWon", true)
          .put("HasOpportunityLineItem", false)
          .put("SystemModstamp", STAMP)
          .put("Owner", Json.object().put("Name", "Sam Seller"))
          .build();

  private final CannedSalesforce salesforce = new CannedSalesforce();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final SalesforceCrm crm =
      new SalesforceCrm(
          SalesforceSettings.of(
              salesforce.base(), "client", new Grant.ClientCredentials(new Secret("s3cret"))),
          new Timing(now::get, new Random(7), _ -> {}));

  @BeforeEach
  void describe() {
    salesforce.describes.put("Opportunity", STANDARD + OURS);
    salesforce.describes.put("Organization", "Id DefaultCurrencyIsoCode");
    salesforce.describes.put(
        "OpportunityLineItem",
        "Id OpportunityId Product2Id Name Quantity UnitPrice TotalPrice SystemModstamp SortOrder");
    salesforce.data = this::answer;
  }

  @AfterEach
  void stop() {
    crm.close();
    salesforce.close();
  }

  @Test
  void a_deal_of_an_organisation_without_our_optional_fields_has_none_of_their_values() {
    Deal deal = crm.deal("006000000000001").orElseThrow();

    assertThat(deal.id()).isEqualTo(DEAL);
    assertThat(deal.amount()).contains(Amounts.exact("EUR", "1250.10"));
    assertThat(deal.won()).isTrue();
    assertThat(deal.terms()).isEqualTo(DealTerms.NONE);
    assertThat(deal.finance()).isEqualTo(DealFinance.NONE);
    assertThat(deal.ownerName()).contains("Sam Seller");
    assertThat(deal.changedAt()).isEqualTo(Instant.parse("2026-11-22T07:00:00Z"));
    assertThat(deal.version()).isEqualTo(STAMP);
    assertThat(deal.url())
        .isEqualTo(salesforce.base() + "/lightning/r/Opportunity/%s/view".formatted(DEAL));
    assertThat(salesforce.queries()).noneMatch(q -> q.contains("CurrencyIsoCode FROM Opportunity"));
  }

  @Test
  void a_deal_of_an_organisation_with_several_currencies_is_in_its_own() {
    salesforce.describes.put("Opportunity", STANDARD + OURS + " CurrencyIsoCode");
    salesforce.data = _ -> rows(OPPORTUNITY.with("CurrencyIsoCode", "USD"));

    assertThat(crm.deal(DEAL).orElseThrow().amount()).contains(Amounts.exact("USD", "1250.10"));
  }

  @Test
  void one_of_our_own_fields_that_is_missing_is_broken_and_named() {
    salesforce.describes.put("Opportunity", STANDARD + OURS.replace("Tieout_Balance__c", ""));

    assertThat(faultOf(() -> crm.deal(DEAL)))
        .isInstanceOf(Fault.Broken.class)
        .extracting(Fault::message)
        .asString()
        .contains("Tieout_Balance__c", "Tieout_Integration");
  }

  @Test
  void one_of_our_own_fields_that_may_not_be_edited_is_broken_and_named() {
    salesforce.describes.put(
        "Opportunity", STANDARD + OURS.replace("Tieout_Balance__c", "Tieout_Balance__c!"));

    assertThat(faultOf(() -> crm.writeFinance(DEAL, DealFinance.NONE)))
        .isInstanceOf(Fault.Broken.class)
        .extracting(Fault::message)
        .asString()
        .contains("may not edit [Tieout_Balance__c]");
  }

  @Test
  void a_deal_without_an_account_is_refused_with_the_remedy() {
    salesforce.data = _ -> rows(OPPORTUNITY.without("AccountId"));

    assertThat(faultOf(() -> crm.deal(DEAL)))
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.field()).contains("AccountId"));
  }

  @Test
  void a_text_that_is_no_id_never_reaches_salesforce() {
    assertThat(faultOf(() -> crm.deal("x' OR Name != '"))).isInstanceOf(Fault.Refused.class);
    assertThat(salesforce.calls).isEmpty();
  }

  @Test
  void lines_are_read_to_the_last_page_and_counted() {
    salesforce.data =
        call -> {
          if (call.path().endsWith("/query/01g-2")) {
            return rows(line(3));
          }
          String q = call.param("q").orElse("");
          return q.startsWith("SELECT COUNT()")
              ? HttpAnswer.json(
                  200,
                  Json.object()
                      .put("totalSize", 3)
                      .put("done", true)
                      .put("records", List.of())
                      .build())
              : q.contains("Organization")
                  ? rows(organisation())
                  : page(3, "/services/data/v67.0/query/01g-2", line(1), line(2));
        };

    assertThat(crm.lines(DEAL)).extracting(l -> l.name()).containsExactly("P1", "P2", "P3");
    assertThat(salesforce.queries().getFirst()).endsWith("ORDER BY SortOrder, Id");
  }

  @Test
  void fewer_lines_than_counted_is_transient_not_a_short_invoice() {
    salesforce.data =
        call ->
            call.param("q").orElse("").startsWith("SELECT COUNT()")
                ? HttpAnswer.json(
                    200,
                    Json.object()
                        .put("totalSize", 3)
                        .put("done", true)
                        .put("records", List.of())
                        .build())
                : rows(line(1));

    assertThat(faultOf(() -> crm.lines(DEAL))).isInstanceOf(Fault.Transient.class);
  }

  @Test
  void lines_that_are_hidden_from_us_are_broken_not_an_empty_invoice() {
    salesforce.data =
        call ->
            call.param("q").orElse("").contains("FROM Opportunity ")
                ? rows(OPPORTUNITY.with("HasOpportunityLineItem", Json.of(true)))
                : rows();

    assertThat(faultOf(() -> crm.lines(DEAL))).isInstanceOf(Fault.Broken.class);
  }

  @Test
  void a_next_page_elsewhere_is_not_followed_with_our_token() {
    salesforce.data = _ -> page(9, "https://evil.example/services/data/", line(1));

    assertThat(faultOf(() -> crm.lines(DEAL))).isInstanceOf(Fault.Broken.class);
  }

  @Test
  void a_session_that_expires_is_renewed_once_and_the_call_repeated() {
    crm.deal(DEAL);
    salesforce.data =
        call ->
            call.header("authorization").orElse("").endsWith("!token1")
                ? error(401, "INVALID_SESSION_ID", "Session expired or invalid")
                : answer(call);

    assertThat(crm.deal(DEAL)).isPresent();
    assertThat(salesforce.tokens).hasValue(2);
  }

  @Test
  void a_401_that_would_come_back_for_ever_is_not_repeated() {
    crm.deal(DEAL);
    salesforce.data =
        _ ->
            error(401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API");

    assertThat(faultOf(() -> crm.deal(DEAL))).isInstanceOf(Fault.Broken.class);
    assertThat(salesforce.tokens).hasValue(1);
  }

  @Test
  void a_page_of_maintenance_is_survived_by_reads() {
    crm.deal(DEAL);
    salesforce.weather.arm(Mishap.DOWN, 2);

    assertThat(crm.deal(DEAL)).isPresent();
  }

  @Test
  void a_write_whose_answer_is_lost_is_ambiguous_and_leaves_once() {
    crm.deal(DEAL);
    salesforce.weather.arm(Mishap.ANSWER_LOST, 1, c -> c.method().equals("PATCH"));
    salesforce.weather.arm(Mishap.ANSWER_LOST, 1, c -> c.method().equals("POST"));

    assertThat(faultOf(() -> crm.writeFinance(DEAL, DealFinance.NONE)))
        .isInstanceOf(Fault.Ambiguous.class);
    assertThat(faultOf(() -> crm.logActivity(activity()))).isInstanceOf(Fault.Ambiguous.class);
    assertThat(salesforce.dataCalls().stream().filter(c -> !c.startsWith("GET")))
        .containsExactly(
            "PATCH /services/data/v67.0/sobjects/Opportunity/" + DEAL,
            "POST /services/data/v67.0/sobjects/Task");
  }

  @Test
  void a_creation_answered_without_an_id_is_ambiguous() {
    salesforce.data = _ -> HttpAnswer.of(200, "text/html", "<h1>maintenance</h1>");

    assertThat(faultOf(() -> crm.logActivity(activity()))).isInstanceOf(Fault.Ambiguous.class);
  }

  @Test
  void finance_is_written_to_our_fields_alone_and_cleared_where_absent() {
    crm.writeFinance(
        DEAL,
        new DealFinance(
            Optional.of("salesforce/deal/1"),
            Optional.of(DealFinance.SyncStatus.INVOICED),
            Optional.of("INV-7"),
            Optional.empty(),
            Optional.of(Amounts.exact("EUR", "1250.10")),
            Optional.of(DealFinance.PaymentStatus.PARTIALLY_PAID),
            Optional.empty(),
            Optional.of(LocalDate.of(2026, 11, 21)),
            Optional.empty()));

    HttpCall patch =
        salesforce.calls.stream().filter(c -> c.method().equals("PATCH")).findFirst().orElseThrow();
    assertThat(patch.text())
        .isEqualTo(
            "{\"Tieout_Sync_Key__c\":\"salesforce/deal/1\",\"Tieout_Sync_Status__c\":\"Invoiced\","
                + "\"Tieout_Invoice_Number__c\":\"INV-7\",\"Tieout_Invoice_Link__c\":null,"
                + "\"Tieout_Invoice_Amount__c\":1250.10,"
                + "\"Tieout_Payment_Status__c\":\"Partially paid\",\"Tieout_Balance__c\":null,"
                + "\"Tieout_Last_Payment_Date__c\":\"2026-11-21\","
                + "\"Tieout_Audit_Reference__c\":null}");
  }

  @Test
  void an_amount_in_another_currency_than_the_deal_s_is_refused_before_it_is_sent() {
    DealFinance dollars =
        new DealFinance(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Amounts.exact("USD", "1.00")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(faultOf(() -> crm.writeFinance(DEAL, dollars)))
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.code()).isEqualTo("CURRENCY_MISMATCH"));
    assertThat(salesforce.dataCalls()).noneMatch(c -> c.startsWith("PATCH"));
  }

  @Test
  void a_change_of_lines_counts_as_a_change_of_the_deal_once() {
    salesforce.data =
        call ->
            call.param("q").orElse("").contains("FROM OpportunityLineItem")
                ? rows(changedLine(DEAL, "2026-11-22T07:30:00.000+0000"))
                : rows(OPPORTUNITY);

    List<DealStamp> changed =
        crm.dealsChanged(
            Instant.parse("2026-11-22T06:00:00Z"), Instant.parse("2026-11-22T08:00:00Z"));

    assertThat(changed)
        .containsExactly(
            new DealStamp(
                DEAL, true, Instant.parse("2026-11-22T07:30:00Z"), "2026-11-22T07:30:00.000+0000"));
    assertThat(salesforce.queries().getFirst())
        .endsWith(
            "WHERE SystemModstamp >= 2026-11-22T06:00:00Z AND SystemModstamp <"
                + " 2026-11-22T08:00:00Z ORDER BY SystemModstamp, Id");
  }

  @Test
  void polling_stops_when_the_share_of_daily_calls_is_used_and_looks_again_later() {
    salesforce.limit = "api-usage=3500/5000; per-app-api-usage=17/250(appName=x)";
    crm.deal(DEAL);

    assertThat(crm.usage()).contains(new Usage(3500, 5000));
    assertThat(faultOf(() -> crm.dealsChanged(NOW, NOW)))
        .isInstanceOfSatisfying(
            Fault.Throttled.class,
            t -> assertThat(t.retryAfter()).isEqualTo(Duration.ofMinutes(15)));
    assertThat(crm.deal(DEAL)).as("reads for a write go on").isPresent();

    now.set(NOW.plus(Duration.ofMinutes(15)));
    salesforce.limit = "api-usage=100/5000";
    salesforce.data = _ -> rows();
    assertThat(crm.dealsChanged(NOW, NOW)).isEmpty();
  }

  @Test
  void an_older_organisation_is_spoken_to_in_its_own_version() {
    salesforce.newest = "66.0";

    crm.deal(DEAL);

    assertThat(salesforce.dataCalls()).allMatch(c -> c.startsWith("GET /services/data/v66.0/"));
  }

  private HttpAnswer answer(HttpCall call) {
    String q = call.param("q").orElse("");
    if (call.method().equals("PATCH")) {
      return HttpAnswer.empty(204);
    }
    return q.contains("FROM Organization") ? rows(organisation()) : rows(OPPORTUNITY);
  }

  private static Json.Obj organisation() {
    return Json.object().put("DefaultCurrencyIsoCode", "EUR").build();
  }

  private static Json.Obj line(int number) {
    return Json.object()
        .put("Id", "00k00000000000%dAAA".formatted(number))
        .put("OpportunityId", DEAL)
        .put("Product2Id", "01t000000000001AAA")
        .put("Name", "P" + number)
        .put("Quantity", new BigDecimal("2.00"))
        .put("UnitPrice", new BigDecimal("10.125"))
        .put("TotalPrice", new BigDecimal("20.25"))
        .put("SystemModstamp", STAMP)
        .build();
  }

  private static Json.Obj changedLine(String dealId, String stamp) {
    return Json.object()
        .put("OpportunityId", dealId)
        .put("SystemModstamp", stamp)
        .put(
            "Opportunity",
            Json.object().put("IsClosed", true).put("IsWon", true).put("SystemModstamp", STAMP))
        .build();
  }

  private static Activity activity() {
    return new Activity(DEAL, "key-1", "Invoice sent", "INV-7", LocalDate.of(2026, 11, 22));
  }

  private static Fault faultOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }
}
