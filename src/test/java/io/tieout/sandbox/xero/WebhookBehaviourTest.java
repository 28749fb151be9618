package io.tieout.sandbox.xero;

import static io.tieout.sandbox.xero.Office.invoice;
import static io.tieout.sandbox.xero.Office.json;
import static io.tieout.sandbox.xero.Office.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The app's webhook, received over HTTP.
class WebhookBehaviourTest {
  private final Office office = new Office();
  private final List<Json.Obj> posts = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Json.Obj> arrivals = new LinkedBlockingQueue<>();
  private volatile Function<HttpCall, HttpAnswer> answers = this::rightly;
  private final LoopbackServer receiver =
      LoopbackServer.start(
          "receiver", 0, this::receive, new Weather(), () -> HttpAnswer.empty(429));

  @AfterEach
  void close() {
    office.close();
    receiver.close();
  }

  @Test
  void an_address_that_checks_signatures_becomes_active() {
    assertThat(office.xero.webhookStatus()).isEqualTo(WebhookStatus.OFF);
    listen();
    assertThat(office.xero.webhookStatus()).isEqualTo(WebhookStatus.ACTIVE);
    assertThat(posts)
        .hasSize(4)
        .allSatisfy(p -> {
          assertThat(p.objects("events")).isEmpty();
          assertThat(p.integer("firstEventSequence")).isZero();
          assertThat(p.integer("lastEventSequence")).isZero();
          assertThat(p.text("entropy")).isNotBlank();
        });
  }

  @Test
  void an_address_that_accepts_everything_stays_inactive() {
    answers = _ -> HttpAnswer.empty(200);
    listen();
    assertThat(office.xero.webhookStatus()).isEqualTo(WebhookStatus.REFUSED);
    office.saved("Invoices", invoice("Acme Corporation", "1"));
    office.xero.settleWebhooks();
    assertThat(posts).hasSize(4);
  }

  @Test
  void an_answer_with_a_body_or_a_cookie_is_not_what_was_asked_for() {
    answers = c -> signed(c) ? HttpAnswer.of(200, "text/plain", "thanks") : HttpAnswer.empty(401);
    listen();
    assertThat(office.xero.webhookStatus()).isEqualTo(WebhookStatus.REFUSED);
    answers =
        c ->
            signed(c)
                ? HttpAnswer.empty(200).withHeader("Set-Cookie", "a=b")
                : HttpAnswer.empty(401);
    listen();
    assertThat(office.xero.webhookStatus()).isEqualTo(WebhookStatus.REFUSED);
  }

  @Test
  void events_tell_of_invoices_contacts_and_credit_notes_in_one_sequence() {
    listen();
    posts.clear();
    String id = office.saved("Invoices", invoice("Acme Corporation", "10")).text("InvoiceID");
    office.saved("Contacts", json("{\"Name\": \"Brand New Ltd\"}"));
    office.saved("CreditNotes", invoice("Acme Corporation", "1").with("Type", "ACCRECCREDIT"));
    office.xero.recordPayment(id, money("USD", "4"));
    office.xero.settleWebhooks();
    assertThat(events())
        .extracting(e -> e.text("eventCategory") + " " + e.text("eventType"))
        .contains("INVOICE CREATE", "CONTACT CREATE", "CREDITNOTE CREATE", "INVOICE UPDATE")
        .noneMatch(e -> e.contains("PAYMENT"));
    Json.Obj first = events().getFirst();
    assertThat(first.text("resourceId")).isEqualTo(id);
    assertThat(first.text("resourceUrl")).endsWith("/api.xro/2.0/Invoices/" + id);
    assertThat(first.text("tenantId")).isEqualTo(office.xero.info().text("tenantId"));
    assertThat(first.text("tenantType")).isEqualTo("ORGANISATION");
    assertThat(first.text("eventDateUtc")).isEqualTo("2026-11-22T18:00:00.000");
    Json.Obj note =
        events().stream()
            .filter(e -> e.text("eventCategory").equals("CREDITNOTE"))
            .findFirst()
            .orElseThrow();
    assertThat(note.obj("data").text("Status")).isEqualTo("AUTHORISED");
    long next = 1;
    for (Json.Obj post : posts) {
      assertThat(post.integer("firstEventSequence")).isEqualTo((int) next);
      next += post.objects("events").size();
      assertThat(post.integer("lastEventSequence")).isEqualTo((int) next - 1);
    }
  }

  @Test
  void posts_come_twice_late_in_disorder_or_not_at_all() {
    listen();
    posts.clear();
    office.xero.deliverTwice(true);
    change();
    office.xero.settleWebhooks();
    assertThat(posts).hasSize(2);
    assertThat(posts.getFirst()).isEqualTo(posts.getLast());

    posts.clear();
    office.xero.webhookMood(WebhookMood.REORDERED);
    change();
    change();
    office.xero.settleWebhooks();
    assertThat(posts).isEmpty();
    office.xero.releaseWebhooks();
    office.xero.settleWebhooks();
    assertThat(posts)
        .extracting(p -> p.integer("firstEventSequence"))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());

    posts.clear();
    office.xero.webhookMood(WebhookMood.LOST);
    change();
    office.xero.webhookMood(WebhookMood.PROMPT);
    change();
    office.xero.settleWebhooks();
    assertThat(posts).hasSize(1);
    assertThat(posts.getFirst().integer("firstEventSequence")).isEqualTo(5);
  }

  @Test
  void a_failed_post_comes_again() throws InterruptedException {
    listen();
    arrivals.clear();
    office.xero.webhookRetries(List.of(Duration.ofMillis(5), Duration.ofMillis(5)));
    java.util.concurrent.atomic.AtomicInteger left =
        new java.util.concurrent.atomic.AtomicInteger(1);
    answers = c -> left.getAndDecrement() > 0 ? HttpAnswer.empty(500) : rightly(c);
    change();
    Json.Obj failed = arrivals.poll(10, TimeUnit.SECONDS);
    Json.Obj again = arrivals.poll(10, TimeUnit.SECONDS);
    assertThat(again).isEqualTo(failed).isNotNull();
    office.xero.settleWebhooks();
    assertThat(office.xero.webhookStatus()).isEqualTo(WebhookStatus.ACTIVE);
  }

  @Test
  void a_day_of_failures_disables_the_webhook() {
    listen();
    office.xero.webhookRetries(List.of());
    answers = _ -> HttpAnswer.empty(503);
    change();
    office.xero.settleWebhooks();
    assertThat(office.xero.webhookStatus()).isEqualTo(WebhookStatus.ACTIVE);
    office.clock.advance(Duration.ofHours(24));
    office.xero.clerk().enter("Contacts", json("{\"Name\": \"Next Day Ltd\"}"));
    office.xero.settleWebhooks();
    assertThat(office.xero.webhookStatus()).isEqualTo(WebhookStatus.DISABLED);
    answers = this::rightly;
    listen();
    assertThat(office.xero.webhookStatus()).isEqualTo(WebhookStatus.ACTIVE);
  }

  private void listen() {
    office.xero.webhooksTo(receiver.base());
    office.xero.settleWebhooks();
  }

  /// One commit with one event.
  private void change() {
    office.saved("Contacts", json("{\"Name\": \"Acme Corporation\", \"FirstName\": \"P\"}"));
  }

  private List<Json.Obj> events() {
    return posts.stream().flatMap(p -> p.objects("events").stream()).toList();
  }

  private HttpAnswer receive(HttpCall call) {
    Json.Obj body = Json.parseObj(call.text());
    posts.add(body);
    arrivals.add(body);
    return answers.apply(call);
  }

  private HttpAnswer rightly(HttpCall call) {
    return HttpAnswer.empty(signed(call) ? 200 : 401);
  }

  private boolean signed(HttpCall call) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      String key = office.xero.info().text("webhookKey");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String wanted = Base64.getEncoder().encodeToString(mac.doFinal(call.body()));
      return call.header("x-xero-signature").filter(wanted::equals).isPresent();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
