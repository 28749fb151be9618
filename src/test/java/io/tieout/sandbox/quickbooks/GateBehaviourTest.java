package io.tieout.sandbox.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateBehaviourTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void faults_carry_the_vendor_s_codes() {
    String customer = shop.customer("O'Neill & Co");
    Json.Obj invoice = Shop.invoice(customer, "10.00", "NON");
    assertThat(code("customer", "{\"DisplayName\": \"o'neill & co\"}")).isEqualTo("6240");
    assertThat(code("vendor", "{\"DisplayName\": \"O'Neill & Co\"}")).isEqualTo("6240");
    assertThat(code("customer", "{\"CompanyName\": \"Nameless\"}")).isEqualTo("6080");
    assertThat(code("invoice", "{\"Line\": []}")).isEqualTo("2020");
    assertThat(code("invoice", "{")).isEqualTo("2010");
    assertThat(shop.post("invoice", invoice.with("DocNumber", "1".repeat(22))).code())
        .isEqualTo("2050");
    assertThat(shop.post("invoice", Shop.invoice("99999", "10.00", "NON")).code())
        .isEqualTo("2500");
    assertThat(shop.post("invoice", Shop.invoice(customer, "10.00", "20")).code())
        .isEqualTo("6100");
    Json.Obj line = Shop.line("10.00", "NON").with("Amount", Json.of(11));
    assertThat(shop.post("invoice", invoice.with("Line", Json.array(List.of(line)))).code())
        .isEqualTo("6070");
    assertThat(shop.get("invoice/99999").code()).isEqualTo("610");
    shop.books.change(s -> s.closedOn(LocalDate.parse("2026-11-30")));
    assertThat(shop.post("invoice", invoice).code()).isEqualTo("6210");
    assertThat(shop.post("invoice", invoice.with("TxnDate", "2026-12-01")).status()).isEqualTo(200);
  }

  @Test
  void an_inactive_customer_hides_keeps_its_name_and_cannot_be_billed() {
    String id = shop.customer("Sleepy Hollow Ltd");
    shop.created(
        "Customer",
        Json.parseObj(
            "{\"Id\": \"%s\", \"SyncToken\": \"0\", \"sparse\": true, \"Active\": false}"
                .formatted(id)));
    String byName = "select * from Customer where DisplayName like 'Sleepy%'";
    assertThat(shop.rows("Customer", byName)).isEmpty();
    assertThat(shop.rows("Customer", byName + " and Active in (true, false)")).hasSize(1);
    assertThat(code("customer", "{\"DisplayName\": \"Sleepy Hollow Ltd\"}")).isEqualTo("6240");
    assertThat(shop.post("invoice", Shop.invoice(id, "1.00", "NON")).code()).isEqualTo("610");
  }

  @Test
  void the_query_language_filters_orders_pages_and_counts() {
    String customer = shop.customer("O'Neill \\ Sons");
    for (String amount : List.of("10.00", "30.00", "20.00")) {
      shop.created("Invoice", Shop.invoice(customer, amount, "NON"));
    }
    assertThat(
            shop.rows(
                "Customer", "SELECT * FROM Customer WHERE DisplayName = 'O\\'Neill \\\\ Sons'"))
        .hasSize(1);
    String mine = "select Id from Invoice where CustomerRef = '%s'".formatted(customer);
    assertThat(
            shop.rows("Invoice", mine + " and Balance > '10' orderby TotalAmt desc maxresults 1"))
        .singleElement()
        .satisfies(i -> assertThat(i.decimal("TotalAmt")).isEqualByComparingTo("30"));
    assertThat(shop.rows("Invoice", mine + " startposition 2 maxresults 5")).hasSize(2);
    String count = mine.replace("Id", "count(*)").replace("count(*) from", "count(*) from");
    assertThat(shop.query(count).body().obj("QueryResponse").integer("totalCount")).isEqualTo(3);
    assertThat(
            shop.rows(
                "Invoice", mine + " and MetaData.LastUpdatedTime >= '2026-11-22T10:00:00-08:00'"))
        .hasSize(3);
    assertThat(shop.rows("Invoice", mine + " and MetaData.LastUpdatedTime > '2026-11-23'"))
        .isEmpty();
    assertThat(shop.query("select * from Invoice maxresults 0").code()).isEqualTo("4001");
    assertThat(shop.query("select * from Invoice where PrivateNote = 'x'").code())
        .isEqualTo("4001");
    assertThat(shop.query("select * from Invoice where Id = '1' or Id = '2'").code())
        .isEqualTo("4000");
    assertThat(shop.query("select * from Customer where DisplayName = 'O'Neill'").code())
        .isEqualTo("4000");
  }

  @Test
  void a_request_id_replays_the_first_answer_even_after_a_delete() {
    String customer = shop.customer("Replay Inc");
    Json.Obj first =
        shop.post("invoice?requestid=r1", Shop.invoice(customer, "10.00", "NON"))
            .body()
            .obj("Invoice");
    shop.post(
        "invoice?operation=delete",
        Json.object().put("Id", first.text("Id")).put("SyncToken", "0").build());
    Json.Obj again =
        shop.post("invoice?requestid=r1", Shop.invoice(customer, "999.00", "NON"))
            .body()
            .obj("Invoice");
    assertThat(again).isEqualTo(first);
    assertThat(shop.get("invoice/" + first.text("Id")).code()).isEqualTo("610");
    assertThat(shop.books.requestLog().done("Invoice")).hasSize(2);
    assertThat(shop.books.requestLog().all().getLast().replayed()).isTrue();
  }

  @Test
  void an_answer_that_got_lost_can_be_asked_for_again() {
    String customer = shop.customer("Lossy Lines");
    shop.books.weather().arm(Mishap.ERROR_AFTER, 1, c -> c.path().endsWith("/invoice"));
    HttpRequest request =
        shop.request("invoice?requestid=r2")
            .POST(
                HttpRequest.BodyPublishers.ofString(Shop.invoice(customer, "10.00", "NON").print()))
            .build();
    assertThat(shop.send(request).statusCode()).isEqualTo(500);
    assertThat(shop.send(request).statusCode()).isEqualTo(200);
    assertThat(shop.rows("Invoice", "select * from Invoice where CustomerRef = '" + customer + "'"))
        .hasSize(1);
  }

  @Test
  void tokens_expire_rotate_daily_and_the_one_before_lives_one_day_more() {
    String first = shop.books.info().text("refreshToken");
    Shop.Reply same = refresh(first);
    assertThat(same.body().text("refresh_token")).isEqualTo(first);
    shop.token(same.body().text("access_token"));
    assertThat(shop.get("companyinfo/1").status()).isEqualTo(200);
    shop.clock.advance(Duration.ofMinutes(61));
    Shop.Reply expired = shop.get("companyinfo/1");
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.code()).isEqualTo("3200");
    shop.clock.advance(Duration.ofHours(24));
    String second = refresh(first).body().text("refresh_token");
    assertThat(second).isNotEqualTo(first);
    assertThat(refresh(first).body().text("refresh_token")).isEqualTo(second);
    shop.clock.advance(Duration.ofHours(24));
    Shop.Reply dead = refresh(first);
    assertThat(dead.status()).isEqualTo(400);
    assertThat(dead.body().text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void consent_leads_back_with_a_code_that_works_once() {
    Json.Obj info = shop.books.info();
    URI consent =
        URI.create(
            info.text("consentUrl")
                + "?response_type=code&scope=com.intuit.quickbooks.accounting&state=s%2F1"
                + "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb&client_id="
                + info.text("clientId"));
    String back =
        shop.send(
                HttpRequest.newBuilder(consent)
                    .POST(HttpRequest.BodyPublishers.ofString("decision=allow"))
                    .build())
            .headers()
            .firstValue("Location")
            .orElseThrow();
    assertThat(back).contains("state=s%2F1", "realmId=" + info.text("realmId"));
    String code = back.replaceFirst(".*code=([^&]+).*", "$1");
    String form =
        "grant_type=authorization_code&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb&code=" + code;
    Shop.Reply issued = shop.tokenCall(form, "x-include-refresh-token-hard-expires-in", "true");
    assertThat(issued.body().integer("expires_in")).isEqualTo(3600);
    assertThat(issued.body().has("x_refresh_token_hard_expires_in")).isTrue();
    assertThat(shop.tokenCall(form).body().text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void more_requests_than_the_budget_are_throttled_until_the_minute_is_over() {
    shop.books.budget(10, 2);
    assertThat(shop.get("preferences").status()).isEqualTo(200);
    assertThat(shop.get("preferences").status()).isEqualTo(200);
    Shop.Reply third = shop.get("preferences");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.code()).isEqualTo("3001");
    shop.clock.advance(Duration.ofSeconds(60));
    assertThat(shop.get("preferences").status()).isEqualTo(200);
  }

  @Test
  void the_change_feed_shows_what_changed_and_what_is_gone() {
    shop.clock.advance(Duration.ofDays(1));
    shop.token(shop.books.accessToken());
    String since = Stamp.of(shop.clock.instant()).replace("+", "%2B");
    String customer = shop.customer("Feed & Co");
    Json.Obj invoice = shop.created("Invoice", Shop.invoice(customer, "10.00", "NON"));
    shop.books.delete("Invoice", invoice.text("Id"));
    List<Json.Obj> answers =
        shop.get("cdc?entities=Invoice,Customer&changedSince=" + since)
            .body()
            .objects("CDCResponse")
            .getFirst()
            .objects("QueryResponse");
    assertThat(answers.getFirst().objects("Invoice"))
        .singleElement()
        .satisfies(i -> assertThat(i.text("status")).isEqualTo("Deleted"));
    assertThat(answers.getLast().objects("Customer")).hasSize(1);
    assertThat(shop.get("cdc?entities=Invoice&changedSince=2026-01-01").status()).isEqualTo(400);
  }

  @Test
  void a_webhook_is_signed_and_comes_again_until_it_is_answered() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    BlockingQueue<HttpCall> calls = new LinkedBlockingQueue<>();
    try (LoopbackServer ear =
        LoopbackServer.start(
            "ear",
            0,
            call -> {
              calls.add(call);
              return HttpAnswer.empty(tries.incrementAndGet() == 1 ? 500 : 200);
            },
            new Weather(),
            () -> HttpAnswer.empty(429))) {
      shop.books.webhookRetries(List.of(Duration.ofMillis(5)));
      shop.books.webhooksTo(ear.base().resolve("/hooks"));
      String id = shop.customer("Hook & Line");
      HttpCall first = next(calls);
      assertThat(first.header("intuit-signature")).contains(signature(first.text()));
      Json.Obj event = Json.parse(first.text()).asList("events").getFirst().asObj("event");
      assertThat(event.text("type")).isEqualTo("qbo.customer.created.v1");
      assertThat(event.text("intuitentityid")).isEqualTo(id);
      assertThat(next(calls).text()).isNotEmpty();
    }
  }

  @Test
  void held_webhooks_come_in_the_old_format_and_the_last_first() throws InterruptedException {
    BlockingQueue<HttpCall> calls = new LinkedBlockingQueue<>();
    try (LoopbackServer ear =
        LoopbackServer.start(
            "ear",
            0,
            call -> {
              calls.add(call);
              return HttpAnswer.empty(200);
            },
            new Weather(),
            () -> HttpAnswer.empty(429))) {
      shop.books.webhookFormat(WebhookFormat.LEGACY);
      shop.books.webhookMood(WebhookMood.REORDERED);
      shop.books.webhooksTo(ear.base());
      shop.customer("First");
      String second = shop.customer("Second");
      shop.books.releaseWebhooks();
      Json.Obj body = Json.parseObj(next(calls).text());
      Json.Obj entity =
          body.objects("eventNotifications")
              .getFirst()
              .obj("dataChangeEvent")
              .objects("entities")
              .getFirst();
      assertThat(entity.text("id")).isEqualTo(second);
      assertThat(entity.text("operation")).isEqualTo("Create");
    }
  }

  private static HttpCall next(BlockingQueue<HttpCall> calls) throws InterruptedException {
    HttpCall call = calls.poll(10, TimeUnit.SECONDS);
    assertThat(call).isNotNull();
    return java.util.Objects.requireNonNull(call);
  }

  private String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = shop.books.info().text("verifierToken").getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Shop.Reply refresh(String token) {
    return shop.tokenCall("grant_type=refresh_token&refresh_token=" + token);
  }

  private String code(String path, String body) {
    return shop.post(path, body).code();
  }
}
