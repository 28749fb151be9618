package io.tieout.sandbox.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.salesforce.eventbus.protobuf.ConsumerEvent;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What change events say, as a foreign client reads them.
class EventContentTest {
  private final Bench bench = new Bench();
  private final SalesforceStandIn salesforce = bench.salesforce;
  private final Client client = bench.client;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void an_event_carries_the_changed_fields_and_bitmaps_of_them() {
    Client.Stream stream = client.earliest(10);
    String deal = salesforce.dealId("acme-platform");
    salesforce.edit(
        "Opportunity", deal, Json.object().put("Name", "New").put("NextStep", "Call").build());

    ConsumerEvent event = stream.events(1).getFirst();
    GenericRecord body = client.decoded(event);
    GenericRecord header = (GenericRecord) body.get("ChangeEventHeader");
    assertThat(header.get("entityName")).hasToString("Opportunity");
    assertThat(header.get("changeType")).hasToString("UPDATE");
    assertThat(header.get("recordIds")).hasToString("[" + deal + "]");
    assertThat(header.get("commitTimestamp")).isEqualTo(Bench.NOW.toEpochMilli());
    assertThat(body.get("Name")).hasToString("New");
    assertThat(body.get("StageName")).isNull();
    assertThat(body.hasField("SystemModstamp")).isFalse();
    assertThat(bench.fields(event, "changedFields"))
        .contains("Name", "NextStep", "LastModifiedDate")
        .doesNotContain("StageName", "Amount");
  }

  @Test
  void a_field_that_is_cleared_is_in_the_list_of_nulled_fields() {
    String account = bench.account("Initech");
    Client.Stream stream = client.latest(10);
    bench.awaitOpen(1);
    salesforce.edit(
        "Account", account, Json.object().put("BillingCity", "Austin").put("Phone", "1").build());
    salesforce.edit("Account", account, Json.object().put("Phone", Json.nothing()).build());

    List<ConsumerEvent> events = stream.events(2);
    assertThat(bench.fields(events.getFirst(), "changedFields")).contains("BillingAddress.City");
    assertThat(bench.fields(events.getLast(), "nulledFields")).contains("Phone");
    GenericRecord address = (GenericRecord) client.decoded(events.getFirst()).get("BillingAddress");
    assertThat(address.get("City")).hasToString("Austin");
  }

  @Test
  void every_field_of_every_object_fits_its_schema() {
    Client.Stream stream = client.earliest(100);
    String deal = salesforce.dealId("acme-platform");
    Json.Obj line = first("OpportunityLineItem", "OpportunityId", deal);
    Json.Obj opportunity = salesforce.record("Opportunity", deal).orElseThrow();
    String account = opportunity.text("AccountId");
    Map<String, String> records = new LinkedHashMap<>();
    records.put("Product2", line.text("Product2Id"));
    records.put("Quote", first("Quote", "OpportunityId", deal).text("Id"));
    records.put("OpportunityLineItem", line.text("Id"));
    records.put("Opportunity", deal);
    records.put("Contact", first("Contact", "AccountId", account).text("Id"));
    records.put("Account", account);
    records.forEach((entity, id) -> {
      salesforce.delete(entity, id);
      salesforce.undelete(entity, id);
    });

    List<GenericRecord> whole =
        stream.events(2 * records.size()).stream().map(client::decoded).toList();
    assertThat(whole)
        .filteredOn(e -> bench.header(e).get("changeType").toString().equals("UNDELETE"))
        .extracting(e -> bench.header(e).get("entityName").toString())
        .contains("Product2", "Quote", "OpportunityLineItem");
    GenericRecord back = untilUndeleted(stream, whole, "Opportunity");
    assertThat(back.get("CloseDate"))
        .isEqualTo(
            LocalDate.parse(opportunity.text("CloseDate"))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli());
    assertThat(new BigDecimal(back.get("Amount").toString()))
        .isEqualByComparingTo(opportunity.decimal("Amount"));
    assertThat(back.get("IsWon")).isEqualTo(opportunity.flag("IsWon"));
    GenericRecord person = untilUndeleted(stream, whole, "Contact");
    assertThat(((GenericRecord) person.get("Name")).get("LastName")).isNotNull();
    assertThat(person.hasField("LastName")).isFalse();
  }

  private GenericRecord untilUndeleted(
      Client.Stream stream, List<GenericRecord> come, String entity) {
    List<GenericRecord> all = new ArrayList<>(come);
    while (true) {
      for (GenericRecord event : all) {
        if (bench.header(event).get("entityName").toString().equals(entity)
            && bench.header(event).get("changeType").toString().equals("UNDELETE")) {
          return event;
        }
      }
      stream.events(1).stream().map(client::decoded).forEach(all::add);
    }
  }

  private Json.Obj first(String entity, String by, String id) {
    return salesforce.related(entity, by, id).getFirst();
  }

  @Test
  void the_origin_names_the_client_of_a_call_and_is_empty_for_a_person() {
    Client.Stream stream = client.latest(10);
    bench.awaitOpen(1);
    String account = bench.account("Initech");
    String path = "/sobjects/Account/" + account;
    client.patch(path, Json.object().put("Phone", "1").build(), Map.of());
    client.patch(
        path,
        Json.object().put("Phone", "2").build(),
        Map.of("Sforce-Call-Options", "client=Astro"));

    assertThat(stream.events(3))
        .extracting(e -> bench.header(e).get("changeOrigin").toString())
        .containsExactly(
            "", "com/salesforce/api/rest/67.0", "com/salesforce/api/rest/67.0;client=Astro");
  }

  @Test
  void a_rolled_back_call_is_told_to_nobody() {
    Client.Stream stream = client.latest(10);
    bench.awaitOpen(1);
    String account = bench.account("A");
    assertThatThrownBy(() ->
            salesforce.edit("Account", account, Json.object().put("Nonsense__c", "x").build()))
        .isInstanceOf(RuntimeException.class);
    String next = bench.account("B");

    assertThat(stream.events(2)).extracting(bench::record).containsExactly(account, next);
  }
}
