package io.tieout.sandbox.hubspot;

import static io.tieout.sandbox.hubspot.Portals.V3;
import static io.tieout.sandbox.hubspot.Portals.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private final Portals hub = new Portals();
  private final BlockingQueue<HttpCall> calls = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final LoopbackServer receiver =
      LoopbackServer.start(
          "receiver", 0, this::receive, new Weather(), () -> HttpAnswer.empty(503));
  private final String acme = hub.portal.dealId("acme-platform");
  private final URI address = URI.create(receiver.base() + "/hubspot?who=a%3Ab");

  private HttpAnswer receive(HttpCall call) {
    calls.add(call);
    return HttpAnswer.empty(refusals.getAndDecrement() > 0 ? 500 : 204);
  }

  @BeforeEach
  void listen() {
    hub.portal.webhooksTo(address);
    hub.portal.webhookRetries(List.of(Duration.ofMillis(5), Duration.ofMillis(5)));
  }

  @AfterEach
  void stop() {
    receiver.close();
    hub.close();
  }

  private HttpCall call() throws InterruptedException {
    return Optional.ofNullable(calls.poll(10, TimeUnit.SECONDS)).orElseThrow();
  }

  private static List<Json.Obj> events(HttpCall call) {
    return Json.parse(call.text()).asList("body").stream().map(e -> e.asObj("event")).toList();
  }

  private List<Json.Obj> events() throws InterruptedException {
    return events(call());
  }

  @Test
  void a_change_of_stage_is_told_signed() throws InterruptedException {
    hub.portal.moveStage(acme, "Closed Won");
    HttpCall call = call();
    Json.Obj event = events(call).getFirst();
    assertThat(event.text("subscriptionType")).isEqualTo("deal.propertyChange");
    assertThat(event.text("propertyName")).isEqualTo("dealstage");
    assertThat(event.text("propertyValue")).isEqualTo("1104218353");
    assertThat(event.text("objectId")).isEqualTo(acme);
    assertThat(event.get("objectId")).get().isInstanceOf(Json.Num.class);
    assertThat(event.text("changeSource")).isEqualTo("CRM_UI");
    assertThat(event.text("sourceId")).startsWith("userId:");
    assertThat(event.text("portalId")).isEqualTo(hub.portal.info().text("portalId"));
    assertThat(event.text("occurredAt")).isEqualTo("" + Portals.NOW.toEpochMilli());
    String stamp = call.header("X-HubSpot-Request-Timestamp").orElseThrow();
    assertThat(stamp).isEqualTo("" + Portals.NOW.toEpochMilli());
    String decoded = receiver.base() + "/hubspot?who=a:b";
    assertThat(call.header("X-HubSpot-Signature-v3"))
        .contains(
            Signatures.third(
                hub.portal.info().text("clientSecret"), "POST", decoded, call.text(), stamp));
  }

  @Test
  void writes_by_the_api_come_back_with_the_app_as_their_source() throws InterruptedException {
    hub.patch(V3 + "deals/" + acme, json("{'properties':{'amount':'5','po_number':'P'}}"));
    List<Json.Obj> events = events();
    assertThat(events)
        .extracting(e -> e.text("propertyName"))
        .containsExactly("amount", "po_number");
    assertThat(events)
        .allSatisfy(e -> {
          assertThat(e.text("changeSource")).isEqualTo("INTEGRATION");
          assertThat(e.text("sourceId")).isEqualTo(hub.portal.info().text("appId"));
        });
  }

  @Test
  void a_refused_write_tells_nothing() throws InterruptedException {
    hub.patch(V3 + "deals/" + acme, json("{'properties':{'amount':'5','nonsense':'P'}}"));
    hub.patch(V3 + "deals/" + acme, json("{'properties':{'amount':'6'}}"));
    assertThat(events().getFirst().text("propertyValue")).isEqualTo("6");
  }

  @Test
  void creation_deletion_restore_and_merge_are_told() throws InterruptedException {
    String id =
        hub.portal
            .people()
            .create("deals", Map.of("dealname", "new", "dealstage", "qualifiedtobuy"));
    List<Json.Obj> made = events();
    assertThat(made.getFirst().text("subscriptionType")).isEqualTo("deal.creation");
    assertThat(made.getFirst().text("changeFlag")).isEqualTo("CREATED");
    assertThat(made).extracting(e -> e.optText("propertyName").orElse("")).contains("dealname");
    hub.portal.people().delete("deals", id);
    assertThat(events().getFirst().text("subscriptionType")).isEqualTo("deal.deletion");
    hub.portal.people().restore("deals", id);
    assertThat(events().getFirst().text("subscriptionType")).isEqualTo("deal.restore");
    hub.portal.people().merge("deals", acme, id);
    Json.Obj merge = events().getLast();
    assertThat(merge.text("subscriptionType")).isEqualTo("deal.merge");
    assertThat(merge.text("primaryObjectId")).isEqualTo(acme);
    assertThat(merge.list("mergedObjectIds")).containsExactly(Json.of(Long.parseLong(id)));
    assertThat(merge.has("numberOfPropertiesMoved")).isTrue();
  }

  @Test
  void an_association_is_told_from_both_sides_without_an_object_id() throws InterruptedException {
    String globex = hub.portal.companyId("globex");
    hub.portal.people().associate("deals", acme, "companies", globex);
    List<Json.Obj> events = events();
    assertThat(events)
        .extracting(e -> e.text("subscriptionType"), e -> e.text("associationType"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("deal.associationChange", "DEAL_TO_COMPANY"),
            org.assertj.core.groups.Tuple.tuple("company.associationChange", "COMPANY_TO_DEAL"));
    assertThat(events.getFirst().has("objectId")).isFalse();
    assertThat(events.getFirst().text("fromObjectId")).isEqualTo(acme);
    assertThat(events.getFirst().flag("associationRemoved")).isFalse();
    hub.portal.people().dissociate("deals", acme, "companies", globex);
    assertThat(events()).allMatch(e -> e.flag("associationRemoved"));
    hub.portal.people().primaryCompany(acme, globex);
    assertThat(events()).anyMatch(e -> e.flag("isPrimaryAssociation"));
  }

  @Test
  void what_fails_comes_again_with_the_next_attempt_number() throws InterruptedException {
    refusals.set(2);
    hub.portal.moveStage(acme, "Closed Won");
    HttpCall first = call();
    HttpCall second = call();
    HttpCall third = call();
    assertThat(List.of(first, second, third))
        .extracting(c -> events(c).getFirst().integer("attemptNumber"))
        .containsExactly(0, 1, 2);
    assertThat(events(third).getFirst().without("attemptNumber"))
        .isEqualTo(events(first).getFirst().without("attemptNumber"));
    assertThat(third.header("X-HubSpot-Signature-v3"))
        .isNotEqualTo(first.header("X-HubSpot-Signature-v3"));
  }

  @Test
  void events_can_come_twice_or_late_and_turned_round() throws InterruptedException {
    hub.portal.deliverTwice(true);
    hub.portal.moveStage(acme, "Closed Won");
    assertThat(events()).isEqualTo(events());
    hub.portal.webhookMood(WebhookMood.REORDERED);
    hub.portal.moveStage(acme, "Prospecting");
    hub.portal.moveStage(acme, "Qualification");
    hub.portal.releaseWebhooks();
    assertThat(events().getFirst().text("propertyValue")).isEqualTo("qualifiedtobuy");
    assertThat(events().getFirst().text("propertyValue")).isEqualTo("appointmentscheduled");
    hub.portal.webhookMood(WebhookMood.NEVER);
    hub.portal.moveStage(acme, "Closed Lost");
    hub.portal.webhookMood(WebhookMood.LATE);
    hub.portal.moveStage(acme, "Closed Won");
    hub.portal.releaseWebhooks();
    assertThat(events().getFirst().text("propertyValue")).isEqualTo("1104218353");
  }

  @Test
  void a_big_batch_travels_in_posts_of_a_hundred() throws InterruptedException {
    hub.portal.switches().unsubscribeAll();
    hub.portal.switches().subscribe("deal.creation", Optional.empty());
    hub.portal.switches().subscribe("deal.propertyChange", Optional.of("dealname"));
    String inputs =
        IntStream.range(0, 60)
            .mapToObj(i -> json("{'properties':{'dealname':'n%d','dealstage':'closedlost'}}", i))
            .collect(Collectors.joining(","));
    hub.post(V3 + "deals/batch/create", "{\"inputs\":[" + inputs + "]}");
    assertThat(List.of(events().size(), events().size())).containsExactly(100, 20);
  }

  @Test
  void the_app_s_developer_changes_subscriptions_by_the_api() throws InterruptedException {
    Json.Obj info = hub.portal.info();
    String key = "?hapikey=" + info.text("developerKey");
    String path = "/webhooks/v3/" + info.text("appId") + "/subscriptions";
    hub.property("note_to_us", "string", "text", "");
    Json.Obj made =
        hub.post(
                path + key,
                json(
                    "{'eventType':'deal.propertyChange','propertyName':'note_to_us','active':true}"))
            .obj();
    hub.patch(V3 + "deals/" + acme, json("{'properties':{'note_to_us':'hello'}}"));
    assertThat(events().getFirst().text("subscriptionId")).isEqualTo(made.text("id"));
    assertThat(hub.delete(path + "/" + made.text("id") + key).status()).isEqualTo(204);
    assertThat(hub.post(path + key, json("{'eventType':'product.associationChange'}")).status())
        .isEqualTo(400);
    assertThat(
            hub.get("/webhooks/v3/" + info.text("appId") + "/settings" + key)
                .obj()
                .text("targetUrl"))
        .isEqualTo(address.toString());
  }
}
