package io.tieout.vendor.hubspot;

import static io.tieout.vendor.hubspot.CannedHubSpot.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmRecord;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealLine;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.hubspot.HubSpotSettings.Grant;
import io.tieout.vendor.hubspot.HubSpotSettings.ReadAlso;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a deal is made of, and what is done when a part of it is not there.
class HubSpotCrmTest {
  private static final String OLD = "2026-11-21T08:00:00Z";

  private final CannedHubSpot hubspot = new CannedHubSpot();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse(CannedHubSpot.NOW));
  private final AtomicReference<Runnable> pause = new AtomicReference<>(() -> {});
  private final HubSpotCrm crm =
      new HubSpotCrm(
          HubSpotSettings.of(hubspot.base(), new Grant.ServiceKey(new Secret("k3y")))
              .withAlso(new ReadAlso(List.of("region"), List.of("vat_number"))),
          new Timing(now::get, new Random(7), _ -> pause.get().run()));

  @BeforeEach
  void deal() {
    putDeal(OLD);
    hubspot.putAt("companies", 20, OLD, "name=Acme Ltd", "vat_number=GB1", "city=Leeds");
    hubspot.link("deals", 10, "companies", 21, 341, "");
    hubspot.link("deals", 10, "companies", 20, 5, "");
  }

  @AfterEach
  void stop() {
    crm.close();
    hubspot.close();
  }

  @Test
  void a_deal_is_won_by_its_stage_s_meaning_and_belongs_to_its_primary_company() {
    Deal deal = crm.deal("10").orElseThrow();

    assertThat(deal.stage()).isEqualTo("Unterschrieben");
    assertThat(deal.won()).isTrue();
    assertThat(deal.accountId()).isEqualTo("20");
    assertThat(deal.amount()).contains(Amounts.exact("GBP", "1250.10"));
    assertThat(deal.closeDate()).as("New York's day").isEqualTo(LocalDate.of(2026, 11, 20));
    assertThat(deal.ownerName()).contains("Sam Seller");
    assertThat(deal.fields()).isEqualTo(Map.of("region", "north"));
    assertThat(deal.url()).isEqualTo("https://app-eu1.hubspot.com/contacts/62515/record/0-3/10");
    assertThat(crm.account("20").orElseThrow().fields()).isEqualTo(Map.of("vat_number", "GB1"));
  }

  @Test
  void a_stage_that_is_merely_called_won_is_not() {
    hubspot.putAt(
        "deals",
        10,
        OLD,
        "dealname=x",
        "pipeline=881",
        "dealstage=closedwon",
        "closedate=2026-11-20");

    assertThat(crm.deal("10").orElseThrow().won()).isFalse();
  }

  @Test
  void a_stage_that_is_gone_is_judged_by_the_deal_s_own_flags() {
    hubspot.putAt(
        "deals",
        10,
        OLD,
        "dealname=x",
        "pipeline=881",
        "dealstage=77",
        "closedate=2026-11-20",
        "hs_is_closed=true",
        "hs_is_closed_won=true");

    Deal deal = crm.deal("10").orElseThrow();
    assertThat(deal.won()).isTrue();
    assertThat(deal.currency().getCode()).as("the portal's").isEqualTo("USD");
  }

  @Test
  void a_company_that_appears_late_is_waited_for() {
    putDeal(CannedHubSpot.NOW);
    hubspot.links.clear();
    pause.set(() -> hubspot.link("deals", 10, "companies", 20, 5, ""));

    assertThat(crm.deal("10").orElseThrow().accountId()).isEqualTo("20");
  }

  @Test
  void a_deal_without_a_company_is_refused_and_an_old_one_at_once() {
    hubspot.links.clear();
    AtomicInteger pauses = new AtomicInteger();
    pause.set(pauses::incrementAndGet);

    assertThat(faultOf(() -> crm.deal("10")))
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.code()).isEqualTo("NO_ACCOUNT"));
    assertThat(pauses).hasValue(0);
  }

  @Test
  void lines_are_all_read_over_pages_in_the_quote_s_order() {
    hubspot.linksPage = 2;
    for (int i = 1; i <= 5; i++) {
      line(30 + i, "hs_position_on_quote=" + (5 - i), "price=10", "quantity=2", "amount=20");
    }

    assertThat(crm.lines("10"))
        .extracting(DealLine::id)
        .containsExactly("35", "34", "33", "32", "31");
  }

  @Test
  void a_discount_is_told_exactly() {
    hubspot.put("products", 50, "hs_product_type=service");
    line(
        31,
        "price=100",
        "quantity=3",
        "hs_discount_percentage=12.5",
        "amount=262.50",
        "hs_product_id=50");
    line(32, "price=80", "quantity=2", "discount=20", "amount=120.00");
    line(33, "price=30", "quantity=1", "discount=10", "amount=20.00");
    line(34, "price=9.99", "quantity=3");

    List<DealLine> lines = crm.lines("10");

    assertThat(lines.get(0).discountPercent()).isEqualByComparingTo("12.5");
    assertThat(lines.get(0).productFamily()).contains("service");
    assertThat(lines.get(1).discountPercent()).isEqualByComparingTo("25");
    assertThat(lines.get(1).unitPrice()).isEqualByComparingTo("80");
    assertThat(lines.get(2).discountPercent()).as("a third has no end").isZero();
    assertThat(lines.get(2).unitPrice()).isEqualByComparingTo("20");
    assertThat(lines.get(2).listPrice()).contains(new BigDecimal("30"));
    assertThat(lines.get(3).total()).isEqualTo(Amounts.exact("GBP", "29.97"));
  }

  @Test
  void a_line_that_cannot_be_read_spoils_all() {
    line(31, "price=10", "amount=10");
    hubspot.link("deals", 10, "line_items", 32, 19, "");

    assertThat(faultOf(() -> crm.lines("10")))
        .isInstanceOfSatisfying(
            Fault.Broken.class, b -> assertThat(b.message()).contains("32").doesNotContain("31"));

    putDeal(CannedHubSpot.NOW);
    assertThat(faultOf(() -> crm.lines("10"))).isInstanceOf(Fault.Transient.class);
  }

  @Test
  void a_line_that_appears_late_is_waited_for() {
    putDeal(CannedHubSpot.NOW);
    hubspot.link("deals", 10, "line_items", 31, 19, "");
    pause.set(() -> hubspot.put("line_items", 31, "price=10", "amount=10"));

    assertThat(crm.lines("10")).hasSize(1);
  }

  @Test
  void the_contact_with_a_billing_label_is_billed_whatever_its_place() {
    for (int id : List.of(41, 42)) {
      hubspot.putAt("contacts", id, OLD, "firstname=F" + id, "lastname=L", "email=a@x.example");
      hubspot.link("contacts", id, "companies", 20, 1, "");
    }
    hubspot.link("deals", 10, "contacts", 41, 3, "");
    hubspot.link("deals", 10, "contacts", 42, 37, "Billing contact");

    assertThat(crm.billingContact("10").orElseThrow().id()).isEqualTo("42");
    assertThat(crm.billingContact("10").orElseThrow().accountId()).isEqualTo("20");
  }

  @Test
  void the_newest_published_quote_counts_and_its_pdf_is_fetched_without_our_token() {
    hubspot.putAt("quotes", 60, OLD, "hs_status=APPROVED", "hs_quote_amount=10");
    hubspot.putAt(
        "quotes",
        61,
        OLD,
        "hs_status=APPROVAL_NOT_NEEDED",
        "hs_quote_amount=1250.10",
        "hs_currency=GBP",
        "hs_quote_number=Q-1",
        "hs_pdf_download_link=" + hubspot.base() + "/files/moved");
    hubspot.putAt("quotes", 62, OLD, "hs_status=DRAFT", "hs_quote_amount=5");
    for (int id : List.of(60, 61, 62)) {
      hubspot.link("deals", 10, "quotes", id, 63, "");
      hubspot.link("quotes", id, "deals", 10, 64, "");
    }
    hubspot.first =
        call ->
            switch (call.path()) {
              case "/files/moved" ->
                  Optional.of(HttpAnswer.empty(302).withHeader("Location", "/files/real"));
              case "/files/real" -> Optional.of(HttpAnswer.of(200, "application/pdf", "%PDF-1.7"));
              default -> Optional.empty();
            };

    assertThat(crm.deal("10").orElseThrow().quoteId()).contains("61");
    String document = crm.quote("61").orElseThrow().documentId().orElseThrow();
    assertThat(crm.document(document).content())
        .isEqualTo("%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
    assertThat(hubspot.calls)
        .filteredOn(c -> c.path().startsWith("/files/"))
        .hasSize(2)
        .allMatch(c -> c.header("Authorization").isEmpty());
  }

  @Test
  void a_pdf_s_address_that_leads_into_a_network_is_not_called() {
    for (String link :
        List.of("http://files.example/x", "https://10.0.0.7/x", "file:///etc/passwd")) {
      hubspot.putAt("quotes", 61, OLD, "hs_status=APPROVED", "hs_pdf_download_link=" + link);

      assertThat(faultOf(() -> crm.document("61"))).isInstanceOf(Fault.Refused.class);
    }
  }

  @Test
  void only_our_properties_are_written_and_what_is_absent_is_cleared() {
    crm.writeFinance("10", DealFinance.NONE);

    Json.Obj body = Json.parseObj(hubspot.calls.getLast().text()).obj("properties");
    assertThat(body.fields().keySet()).containsExactlyElementsOf(FinanceProperties.ALL);
    assertThat(body.fields().values()).allMatch(v -> v.equals(Json.of("")));
  }

  @Test
  void an_amount_in_another_currency_is_not_written() {
    DealFinance finance = finance(Optional.empty(), "EUR");

    assertThat(faultOf(() -> crm.writeFinance("10", finance)))
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.code()).isEqualTo("CURRENCY_MISMATCH"));
    assertThat(hubspot.callsTo("/deals/10")).doesNotContain("PATCH /crm/objects/2026-09/deals/10");
  }

  @Test
  void a_sync_key_that_is_taken_names_the_other_deal() {
    hubspot.first =
        call -> {
          if (call.method().equals("PATCH")) {
            return Optional.of(error(409, "CONFLICT", "already exists. Existing ID: 5"));
          }
          return call.param("idProperty").isPresent()
              ? Optional.of(HttpAnswer.json(200, Json.object().put("id", "11").build()))
              : Optional.empty();
        };

    assertThat(faultOf(() -> crm.writeFinance("10", finance(Optional.of("key/1"), "GBP"))))
        .isInstanceOfSatisfying(
            Fault.Refused.class,
            r -> {
              assertThat(r.message()).contains("deal 11");
              assertThat(r.field()).contains("tieout_sync_key");
            });
  }

  @Test
  void the_older_version_is_taken_where_the_newer_is_not_served() {
    hubspot.versions = Set.of("2026-03");

    assertThat(crm.deal("10")).isPresent();
    assertThat(crm.apiVersion()).isEqualTo("2026-03");
    assertThat(hubspot.callsTo("2026-09")).hasSize(1);
  }

  @Test
  void a_portal_that_serves_neither_is_broken() {
    hubspot.versions = Set.of("2031-03");

    assertThat(faultOf(() -> crm.deal("10")))
        .isInstanceOfSatisfying(
            Fault.Broken.class, b -> assertThat(b.message()).contains("2026-09", "2026-03"));
  }

  @Test
  void a_key_of_another_portal_is_broken() {
    try (HubSpotCrm other =
        new HubSpotCrm(
            HubSpotSettings.of(hubspot.base(), new Grant.ServiceKey(new Secret("k3y")))
                .withPortal("4711"),
            new Timing(now::get, new Random(7), _ -> {}))) {
      assertThat(faultOf(() -> other.deal("10")).message()).contains("62515", "4711");
    }
  }

  @Test
  void one_deal_that_is_not_in_order_does_not_hold_up_the_copies() {
    hubspot.putAt("deals", 11, OLD, "pipeline=881", "dealstage=1002", "amount=10");
    hubspot.putAt(
        "deals", 12, OLD, "pipeline=881", "dealstage=1002", "amount=1.005", "closedate=2026-11-20");
    for (int id : List.of(11, 12)) {
      hubspot.link("deals", id, "companies", 20, 5, "");
    }

    assertThat(crm.page(CrmKind.DEAL, Optional.empty()).records())
        .extracting(CrmRecord::id)
        .containsExactly("10");
    assertThat(faultOf(() -> crm.deal("11")))
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.code()).isEqualTo("NO_CLOSE_DATE"));
    assertThat(faultOf(() -> crm.deal("12")))
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.code()).isEqualTo("AMOUNT_NOT_EXACT"));
  }

  @Test
  void a_batch_that_failed_in_part_is_not_read_as_whole() {
    line(31, "price=10", "amount=10");
    hubspot.first =
        call ->
            call.path().endsWith("line_items/batch/read")
                ? Optional.of(
                    HttpAnswer.json(
                        200,
                        Json.parse(
                            "{\"status\":\"COMPLETE\",\"results\":[],\"numErrors\":1,\"errors\":[{\"category\":\"INTERNAL\",\"message\":\"m\"}]}")))
                : Optional.empty();

    assertThat(faultOf(() -> crm.lines("10"))).isInstanceOf(Fault.Transient.class);
  }

  private void putDeal(String changed) {
    hubspot.putAt(
        "deals",
        10,
        changed,
        "dealname=Acme renewal",
        "pipeline=881",
        "dealstage=1002",
        "amount=1250.1",
        "deal_currency_code=GBP",
        "closedate=2026-11-21T02:00:00Z",
        "hubspot_owner_id=7",
        "region=north");
  }

  private void line(long id, String... properties) {
    hubspot.put("line_items", id, properties);
    hubspot.link("deals", 10, "line_items", id, 19, "");
  }

  private static DealFinance finance(Optional<String> key, String currency) {
    return new DealFinance(
        key,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Amounts.exact(currency, "1.00")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Fault faultOf(ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }
}
