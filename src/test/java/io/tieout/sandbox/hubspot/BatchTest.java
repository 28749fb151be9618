package io.tieout.sandbox.hubspot;

import static io.tieout.sandbox.hubspot.Portals.MARCH;
import static io.tieout.sandbox.hubspot.Portals.SEPTEMBER;
import static io.tieout.sandbox.hubspot.Portals.V3;
import static io.tieout.sandbox.hubspot.Portals.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.hubspot.Portals.Answer;
import io.tieout.value.json.Json;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final String MIXED =
      json(
          "{'inputs':[{'objectWriteTraceId':'a','properties':{'dealname':'good','dealstage':'qualifiedtobuy'}},"
              + "{'objectWriteTraceId':'b','properties':{'dealname':'bad','dealstage':'nowhere'}}]}");

  private final Portals hub = new Portals();
  private final String acme = hub.portal.dealId("acme-platform");

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void rows_that_are_missing_are_told_by_207_but_not_in_2026_09() {
    String body = json("{'inputs':[{'id':'%s'},{'id':'12'}],'properties':['dealname']}", acme);
    for (String old : new String[] {V3, MARCH}) {
      assertThat(hub.post(old + "deals/batch/read", body).status()).isEqualTo(207);
    }
    Answer now = hub.post(SEPTEMBER + "deals/batch/read", body);
    assertThat(now.status()).isEqualTo(200);
    assertThat(now.obj().text("status")).isEqualTo("COMPLETE");
    assertThat(now.obj().objects("results")).hasSize(1);
    assertThat(now.obj().integer("numErrors")).isEqualTo(1);
    assertThat(now.first("errors").text("category")).isEqualTo("OBJECT_NOT_FOUND");
    assertThat(now.first("errors").obj("context").list("ids")).containsExactly(Json.of("12"));
  }

  @Test
  void one_bad_input_spoils_a_batch_without_traces() {
    int before = hub.portal.deals().size();
    String untraced = MIXED.replaceAll("\"objectWriteTraceId\":\"\\w\",", "");
    Answer answer = hub.post(V3 + "deals/batch/create", untraced);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(hub.portal.deals()).hasSize(before);
    hub.portal.switches().searchCap(10_000);
    assertThat(hub.post(V3 + "deals/search", json("{'query':'good'}")).obj().integer("total"))
        .isZero();
  }

  @Test
  void with_traces_each_input_stands_for_itself() {
    Answer answer = hub.post(V3 + "deals/batch/create", MIXED);
    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.first("results").text("objectWriteTraceId")).isEqualTo("a");
    assertThat(answer.first("errors").obj("context").list("objectWriteTraceId"))
        .containsExactly(Json.of("b"));
    assertThat(hub.post(SEPTEMBER + "deals/batch/create", MIXED).status()).isEqualTo(201);
  }

  @Test
  void a_trace_is_no_idempotency_key() {
    int before = hub.portal.deals().size();
    hub.post(V3 + "deals/batch/create", MIXED);
    hub.post(V3 + "deals/batch/create", MIXED);
    assertThat(hub.portal.deals()).hasSize(before + 2);
  }

  @Test
  void upsert_makes_once_and_then_changes() {
    hub.property("tieout_sync_key", "string", "text", ",'hasUniqueValue':true");
    String body =
        json(
            "{'inputs':[{'id':'K','idProperty':'tieout_sync_key','properties':{'dealname':'u','dealstage':'qualifiedtobuy'}}]}");
    Answer made = hub.post(SEPTEMBER + "deals/batch/upsert", body);
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.first("results").flag("new")).isTrue();
    Answer again = hub.post(SEPTEMBER + "deals/batch/upsert", body.replace("\"u\"", "\"v\""));
    assertThat(again.first("results").flag("new")).isFalse();
    assertThat(again.first("results").text("id")).isEqualTo(made.first("results").text("id"));
    String companies =
        json("{'inputs':[{'id':'acme.example','idProperty':'domain','properties':{'name':'A'}}]}");
    assertThat(hub.post(V3 + "companies/batch/upsert", companies).obj().text("message"))
        .isEqualTo("non-unique 0-2 property domain");
  }

  @Test
  void a_batch_read_goes_by_a_unique_property_too() {
    String body =
        json("{'idProperty':'email','inputs':[{'id':'paula.reyes@acme.example'}],'properties':[]}");
    assertThat(hub.post(V3 + "contacts/batch/read", body).obj().objects("results")).hasSize(1);
  }

  @Test
  void a_batch_has_at_most_a_hundred_inputs_and_archives_with_204() {
    String inputs =
        IntStream.range(0, 101)
            .mapToObj(i -> "{\"id\":\"" + i + "\"}")
            .collect(Collectors.joining(","));
    assertThat(hub.post(V3 + "deals/batch/read", "{\"inputs\":[" + inputs + "]}").status())
        .isEqualTo(400);
    String id = hub.deal("gone soon");
    String body = json("{'inputs':[{'id':'%s'},{'id':'5'}]}", id);
    assertThat(hub.post(SEPTEMBER + "deals/batch/archive", body).status()).isEqualTo(204);
    assertThat(hub.get(V3 + "deals/" + id).status()).isEqualTo(404);
  }
}
