package io.tieout.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.salesforce.RecordChange.Kind;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the stand-in says of a transaction once it is over.
class ChangesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:15:30Z");
  private static final String COLLECTIONS = Caller.DATA + "/composite/sobjects";
  private static final String ROWS =
      """
      {"allOrNone":true,"records":[
        {"attributes":{"type":"Account"},"Name":"One"},
        {"attributes":{"type":"Account"},"Name":"Two"},
        {"attributes":{"type":"Contact"},"%s":"Smith"}]}
      """;

  private final SalesforceStandIn org =
      SalesforceStandIn.start(
          SalesforceStandIn.Options.of(
              SeededCompany.generate(7, 20, NOW), InstantSource.fixed(NOW)));
  private final Caller caller = new Caller(org);
  private final List<List<RecordChange>> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    caller.loggedIn();
    org.onChange(told::add);
  }

  @AfterEach
  void stop() {
    caller.close();
  }

  @Test
  void a_call_that_is_rolled_back_is_not_told_of() {
    caller.post(COLLECTIONS, ROWS.formatted("FirstName"));
    assertThat(told).isEmpty();

    caller.post(COLLECTIONS, ROWS.formatted("LastName"));
    assertThat(told).singleElement().satisfies(t -> assertThat(t).hasSize(3));
  }

  @Test
  void reading_is_not_told_of() {
    caller.query("SELECT Id FROM Account");
    assertThat(told).isEmpty();
  }

  @Test
  void what_a_line_does_to_its_deal_is_told_with_it() {
    String deal = org.dealId("acme-platform");
    String line = org.related("OpportunityLineItem", "OpportunityId", deal).getFirst().text("Id");

    org.edit("OpportunityLineItem", line, Json.object().put("Quantity", 77).build());

    assertThat(told)
        .singleElement()
        .satisfies(t -> {
          assertThat(t)
              .extracting(RecordChange::entity)
              .containsExactly("OpportunityLineItem", "Opportunity");
          assertThat(t.getFirst().changed()).contains("Quantity", "TotalPrice");
          assertThat(t.getLast().changed()).containsExactlyInAnyOrder("Amount", "LastModifiedDate");
        });
  }

  @Test
  void a_deal_goes_and_comes_back_with_its_lines() {
    String deal = org.dealId("acme-platform");
    int lines = org.related("OpportunityLineItem", "OpportunityId", deal).size();

    org.delete("Opportunity", deal);
    org.undelete("Opportunity", deal);

    assertThat(org.related("OpportunityLineItem", "OpportunityId", deal)).hasSize(lines);
    assertThat(told.getFirst()).extracting(RecordChange::kind).containsOnly(Kind.DELETE);
    assertThat(told.getLast()).extracting(RecordChange::kind).containsOnly(Kind.UNDELETE);
    assertThat(told.getFirst())
        .filteredOn(c -> c.entity().equals("OpportunityLineItem"))
        .singleElement()
        .satisfies(c -> assertThat(c.recordIds()).hasSize(lines));
  }

  @Test
  void who_did_it_and_by_what_is_told() {
    String account = org.create("Account", Json.object().put("Name", "One").build());
    caller.send(
        "PATCH",
        Caller.DATA + "/sobjects/Account/" + account,
        "{\"Name\":\"Two\"}",
        Map.of("Sforce-Call-Options", "defaultNamespace=x, client=Astro"));

    RecordChange person = told.getFirst().getFirst();
    RecordChange call = told.getLast().getFirst();
    assertThat(person.origin()).isEmpty();
    assertThat(call.origin()).isEqualTo("com/salesforce/api/rest/67.0;client=Astro");
    assertThat(call.userId()).isEqualTo(org.login().userId()).isNotEqualTo(person.userId());
    assertThat(call.values().text("Name")).isEqualTo("Two");
  }
}
