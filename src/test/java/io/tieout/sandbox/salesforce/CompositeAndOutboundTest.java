package io.tieout.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompositeAndOutboundTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:15:30Z");
  private static final String SOBJECTS = Caller.DATA + "/sobjects/";
  private static final String COLLECTIONS = Caller.DATA + "/composite/sobjects";

  private final SalesforceStandIn org =
      SalesforceStandIn.start(
          SalesforceStandIn.Options.of(
              SeededCompany.generate(7, 20, NOW), InstantSource.fixed(NOW)));
  private final Caller caller = new Caller(org);
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final LoopbackServer receiver =
      LoopbackServer.start(
          "receiver",
          0,
          call -> {
            received.add(call.text());
            String ack = String.valueOf(refusals.getAndDecrement() <= 0);
            return HttpAnswer.of(200, "text/xml", "<r><Ack>" + ack + "</Ack></r>");
          },
          new Weather(),
          () -> HttpAnswer.empty(503));

  @BeforeEach
  void logIn() {
    caller.loggedIn();
  }

  @AfterEach
  void stop() {
    caller.close();
    receiver.close();
  }

  @Test
  void parts_refer_to_each_other() {
    Json.Obj answer = composite("true", "@{made.id}");
    List<Json.Obj> parts = answer.objects("compositeResponse");
    assertThat(parts).extracting(p -> p.integer("httpStatusCode")).containsExactly(201, 200);
    assertThat(parts.getLast().obj("body").text("Name")).isEqualTo("Composed");
    assertThat(parts.getFirst().text("referenceId")).isEqualTo("made");
  }

  @Test
  void all_or_none_rolls_back_what_succeeded() {
    Json.Obj answer = composite("true", "001000000000000AAA");
    assertThat(answer.objects("compositeResponse"))
        .extracting(p -> p.integer("httpStatusCode"))
        .containsExactly(400, 404);
    assertThat(answer.objects("compositeResponse").getFirst().list("body").getFirst().asObj("e"))
        .matches(e -> e.text("errorCode").equals("PROCESSING_HALTED"));
    assertThat(accounts("Composed")).isZero();
    composite("false", "001000000000000AAA");
    assertThat(accounts("Composed")).isEqualTo(1);
  }

  @Test
  void a_collection_answers_200_with_an_outcome_a_row() {
    String body =
        "{\"allOrNone\":%s,\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Row\"},{\"attributes\":{\"type\":\"Contact\"},\"FirstName\":\"No\"}]}";
    List<Json> rows = caller.post(COLLECTIONS, body.formatted("false")).json().asList("rows");
    assertThat(rows.getFirst().asObj("row").flag("success")).isTrue();
    Json.Obj error = rows.getLast().asObj("row").objects("errors").getFirst();
    assertThat(error.text("statusCode")).isEqualTo("REQUIRED_FIELD_MISSING");
    rows = caller.post(COLLECTIONS, body.formatted("true")).json().asList("rows");
    assertThat(rows.getFirst().asObj("row").flag("success")).isFalse();
    assertThat(accounts("Row")).isEqualTo(1);
  }

  @Test
  void a_collection_is_upserted_and_read_back_in_order() {
    String body =
        "{\"records\":[{\"attributes\":{\"type\":\"Tieout_Audit__c\"},\"Key__c\":\"k1\",\"Action__c\":\"a\"}]}";
    String path = COLLECTIONS + "/Tieout_Audit__c/Key__c";
    Json.Obj made = caller.patch(path, body).json().asList("rows").getFirst().asObj("row");
    assertThat(made.flag("created")).isTrue();
    Json.Obj again = caller.patch(path, body).json().asList("rows").getFirst().asObj("row");
    assertThat(again.flag("created")).isFalse();
    List<Json> read =
        caller
            .post(
                COLLECTIONS + "/Tieout_Audit__c",
                "{\"ids\":[\"a00000000000000AAA\",\"%s\"],\"fields\":[\"Key__c\"]}"
                    .formatted(made.text("id")))
            .json()
            .asList("rows");
    assertThat(read.getFirst()).isEqualTo(Json.nothing());
    assertThat(read.getLast().asObj("row").text("Key__c")).isEqualTo("k1");
  }

  @Test
  void a_batch_stops_at_its_first_error_when_asked_to() {
    String body =
        "{\"haltOnError\":true,\"batchRequests\":[{\"method\":\"GET\",\"url\":\"v67.0/limits\"},{\"method\":\"GET\",\"url\":\"v67.0/sobjects/Nope/1\"},{\"method\":\"GET\",\"url\":\"v67.0/sobjects\"}]}";
    Json.Obj answer = caller.post(Caller.DATA + "/composite/batch", body).obj();
    assertThat(answer.flag("hasErrors")).isTrue();
    assertThat(answer.objects("results"))
        .extracting(r -> r.integer("statusCode"))
        .containsExactly(200, 404, 412);
  }

  @Test
  void a_won_deal_is_told_until_it_is_acknowledged() throws InterruptedException {
    refusals.set(2);
    org.outboundMessagesTo(URI.create(receiver.base() + "/om"));
    org.moveStage(org.dealId("acme-platform"), "Closed Won");
    String first = next();
    assertThat(first)
        .contains("<OrganizationId>" + org.info().text("orgId"))
        .contains("<sf:Id>" + org.dealId("acme-platform"))
        .contains("<sf:StageName>Closed Won");
    assertThat(notification(next())).isEqualTo(notification(first));
    assertThat(notification(next())).isEqualTo(notification(first));
    org.edit(
        "Opportunity", org.dealId("acme-platform"), Json.parseObj("{\"NextStep\":\"thanks\"}"));
    org.deliverOutbound(Delivery.DOUBLED);
    org.moveStage(org.dealId("initech-onboarding"), "Closed Won");
    String doubled = next();
    assertThat(doubled).contains(org.dealId("initech-onboarding"));
    assertThat(notification(next())).isEqualTo(notification(doubled));
    assertThat(received).isEmpty();
  }

  @Test
  void messages_can_arrive_in_reverse() throws InterruptedException {
    org.outboundMessagesTo(URI.create(receiver.base() + "/om"));
    org.deliverOutbound(Delivery.REORDERED);
    org.moveStage(org.dealId("acme-platform"), "Closed Won");
    org.moveStage(org.dealId("initech-onboarding"), "Closed Won");
    assertThat(next()).contains(org.dealId("initech-onboarding"));
    assertThat(next()).contains(org.dealId("acme-platform"));
  }

  private String next() throws InterruptedException {
    String message = received.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("an outbound message within 20 s").isNotNull();
    return String.valueOf(message);
  }

  private static String notification(String envelope) {
    Matcher m = Pattern.compile("<Id>(04l\\w{15})</Id>").matcher(envelope);
    assertThat(m.find()).isTrue();
    return m.group(1);
  }

  private int accounts(String name) {
    return caller
        .query("SELECT COUNT() FROM Account WHERE Name = '" + name + "'")
        .obj()
        .integer("totalSize");
  }

  private Json.Obj composite(String allOrNone, String id) {
    String body =
        "{\"allOrNone\":%s,\"compositeRequest\":[{\"method\":\"POST\",\"url\":\"%sAccount\",\"referenceId\":\"made\",\"body\":{\"Name\":\"Composed\"}},{\"method\":\"GET\",\"url\":\"%sAccount/%s?fields=Name\",\"referenceId\":\"read\"}]}"
            .formatted(allOrNone, SOBJECTS, SOBJECTS, id);
    return caller.post(Caller.DATA + "/composite", body).obj();
  }
}
