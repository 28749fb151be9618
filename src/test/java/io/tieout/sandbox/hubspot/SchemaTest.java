package io.tieout.sandbox.hubspot;

import static io.tieout.sandbox.hubspot.Portals.V3;
import static io.tieout.sandbox.hubspot.Portals.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.hubspot.Portals.Answer;
import io.tieout.value.json.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final String PROPERTIES = "/crm/properties/2026-09/deals";
  private static final String PIPELINES = "/crm/pipelines/2026-09/deals";

  private final Portals hub = new Portals();

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void the_company_s_own_properties_are_there_and_tieout_s_are_not() {
    List<String> names =
        hub.get(PROPERTIES).obj().objects("results").stream().map(p -> p.text("name")).toList();
    assertThat(names)
        .contains("payment_terms", "po_number", "service_start", "service_end", "dealstage")
        .noneMatch(n -> n.startsWith("tieout"));
    assertThat(hub.get(PROPERTIES + "/service_end").obj().text("type")).isEqualTo("date");
    assertThat(hub.get(PROPERTIES + "/groups/tieout").status()).isEqualTo(404);
    assertThat(hub.get("/crm/v3/properties/deals").obj()).isEqualTo(hub.get(PROPERTIES).obj());
  }

  @Test
  void a_property_is_made_in_its_group_once() {
    String property =
        json(
            "{'name':'tieout_sync_status','label':'Status','groupName':'tieout','type':'enumeration','fieldType':'select','options':[{'label':'Done','value':'done','hidden':false,'displayOrder':0}]}");
    assertThat(hub.post(PROPERTIES, property).obj().text("message")).contains("group 'tieout'");
    String group = json("{'name':'tieout','label':'Tieout'}");
    assertThat(hub.post(PROPERTIES + "/groups", group).status()).isEqualTo(201);
    assertThat(hub.post(PROPERTIES + "/groups", group).status()).isEqualTo(409);
    assertThat(hub.post(PROPERTIES, property).status()).isEqualTo(201);
    assertThat(hub.post(PROPERTIES, property).status()).isEqualTo(409);
    assertThat(hub.get(PROPERTIES + "/tieout_sync_status").obj().objects("options")).hasSize(1);
    String id = hub.deal("written");
    assertThat(
            hub.patch(V3 + "deals/" + id, json("{'properties':{'tieout_sync_status':'done'}}"))
                .status())
        .isEqualTo(200);
    assertThat(hub.portal.deal(id).finance().syncStatus()).contains("done");
    assertThat(hub.delete(PROPERTIES + "/tieout_sync_status").status()).isEqualTo(204);
    assertThat(hub.get(PROPERTIES + "/tieout_sync_status").status()).isEqualTo(404);
  }

  @Test
  void types_go_with_field_types_and_names_are_lower_case() {
    hub.property("fine", "number", "number", "");
    assertThat(made("mixed", "number", "text").status()).isEqualTo(400);
    assertThat(made("Upper", "string", "text").status()).isEqualTo(400);
    assertThat(made("choice", "enumeration", "select").status()).isEqualTo(400);
    assertThat(made("when", "datetime", "date").status()).isEqualTo(201);
  }

  private Answer made(String name, String type, String fieldType) {
    return hub.post(
        PROPERTIES,
        json(
            "{'name':'%s','label':'x','groupName':'tieout','type':'%s','fieldType':'%s'}",
            name, type, fieldType));
  }

  @Test
  void an_object_has_ten_unique_properties_at_most() {
    for (int i = 0; i < 11; i++) {
      hub.property("key_" + i, "string", "text", ",'hasUniqueValue':true");
    }
    assertThat(hub.get(PROPERTIES + "/key_9").status()).isEqualTo(200);
    assertThat(hub.get(PROPERTIES + "/key_10").status()).isEqualTo(404);
  }

  @Test
  void batches_of_properties_tell_what_failed() {
    String body = json("{'archived':false,'inputs':[{'name':'amount'},{'name':'nonsense'}]}");
    Answer old = hub.post("/crm/v3/properties/deals/batch/read", body);
    assertThat(old.status()).isEqualTo(207);
    Answer now = hub.post(PROPERTIES + "/batch/read", body);
    assertThat(now.status()).isEqualTo(200);
    assertThat(now.obj().integer("numErrors")).isEqualTo(1);
  }

  @Test
  void two_pipelines_with_stages_whose_meaning_is_in_the_metadata() {
    List<Json.Obj> pipelines = hub.get(PIPELINES).obj().objects("results");
    assertThat(pipelines).hasSize(2);
    List<Json.Obj> stages = pipelines.getFirst().objects("stages");
    assertThat(stages).extracting(s -> s.text("label")).isEqualTo(hub.portal.stages());
    assertThat(stages)
        .extracting(s -> s.text("id"))
        .contains("1104218353", "closedlost")
        .doesNotContain("closedwon");
    Json.Obj won =
        stages.stream()
            .filter(s -> s.obj("metadata").text("probability").equals("1.0"))
            .findFirst()
            .orElseThrow();
    assertThat(won.text("label")).isEqualTo(hub.portal.wonStage()).isEqualTo("Closed Won");
    assertThat(won.obj("metadata").get("isClosed")).contains(Json.of("true"));
    assertThat(hub.get("/crm/v3/pipelines/deals").obj().objects("results")).isEqualTo(pipelines);
  }

  @Test
  void a_pipeline_can_be_made_and_grown() {
    Json.Obj made =
        hub.post(
                PIPELINES,
                json(
                    "{'label':'Partners','displayOrder':2,'stages':[{'label':'Open','displayOrder':0,'metadata':{'probability':'0.5'}}]}"))
            .obj();
    String path = PIPELINES + "/" + made.text("id");
    assertThat(
            hub.post(
                    path + "/stages",
                    json(
                        "{'label':'Won','displayOrder':1,'metadata':{'probability':'1.0','isClosed':'true'}}"))
                .status())
        .isEqualTo(201);
    assertThat(hub.get(path + "/stages").obj().objects("results")).hasSize(2);
    assertThat(
            hub.post(path + "/stages", json("{'label':'x','metadata':{'probability':'0.55'}}"))
                .status())
        .isEqualTo(400);
    assertThat(hub.patch(path, json("{'label':'Friends'}")).obj().text("label"))
        .isEqualTo("Friends");
    assertThat(hub.delete(path).status()).isEqualTo(204);
    assertThat(hub.get(path).status()).isEqualTo(404);
  }

  @Test
  void since_2026_09_a_pipeline_in_use_is_not_deleted_unasked() {
    assertThat(hub.delete(PIPELINES + "/default").status()).isEqualTo(400);
    assertThat(hub.delete(PIPELINES + "/default/stages/contractsent").status()).isEqualTo(400);
    assertThat(hub.delete("/crm/v3/pipelines/deals/default/stages/contractsent").status())
        .isEqualTo(204);
  }

  @Test
  void owners_are_found_by_email_and_user() {
    Json.Obj sam =
        hub.get("/crm/owners/2026-09?email=sam@northwind-analytics.example").first("results");
    assertThat(sam.text("firstName")).isEqualTo("Sam");
    assertThat(hub.get("/crm/v3/owners/" + sam.text("id")).obj()).isEqualTo(sam);
    assertThat(hub.get("/crm/owners/2026-09/" + sam.text("userId") + "?idProperty=userId").obj())
        .isEqualTo(sam);
    assertThat(hub.get("/crm/v3/owners").obj().objects("results")).hasSize(6);
    assertThat(
            hub.get(
                    V3
                        + "deals/"
                        + hub.portal.dealId("acme-platform")
                        + "?properties=hubspot_owner_id")
                .properties()
                .text("hubspot_owner_id"))
        .isEqualTo(sam.text("id"));
  }

  @Test
  void the_account_tells_its_currency_and_time_zone() {
    Json.Obj account = hub.get("/account-info/2026-09/details").obj();
    assertThat(account.text("portalId")).isEqualTo(hub.portal.info().text("portalId"));
    assertThat(account.text("companyCurrency")).isEqualTo("USD");
    assertThat(account.text("utcOffset")).isEqualTo("-05:00");
    assertThat(hub.get("/account-info/v3/details").obj()).isEqualTo(account);
    assertThat(hub.get("/settings/currencies/2026-09/company-currency").obj().text("currencyCode"))
        .isEqualTo("USD");
    assertThat(hub.get("/settings/v3/currencies/codes").obj().objects("results"))
        .extracting(c -> c.text("currencyCode"))
        .contains("USD", "EUR");
    assertThat(
            hub.get("/account-info/2026-09/api-usage/daily/private-apps")
                .first("results")
                .integer("currentUsage"))
        .isGreaterThan(3);
  }

  @Test
  void paths_that_no_version_has_are_404() {
    for (String path :
        List.of(
            "/crm/v4/objects/deals",
            "/crm/v3/associations/deals/contacts/labels",
            "/crm/objects/2025-01/deals",
            "/nothing/at/all")) {
      assertThat(hub.get(path).status()).as(path).isEqualTo(404);
    }
  }
}
