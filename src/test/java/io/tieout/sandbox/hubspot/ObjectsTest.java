package io.tieout.sandbox.hubspot;

import static io.tieout.sandbox.hubspot.Portals.SEPTEMBER;
import static io.tieout.sandbox.hubspot.Portals.V3;
import static io.tieout.sandbox.hubspot.Portals.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.hubspot.Portals.Answer;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectsTest {
  private final Portals hub = new Portals();
  private final String acme = hub.portal.dealId("acme-platform");

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void a_read_gives_texts_and_a_few_properties_unasked() {
    Json.Obj deal = hub.get(SEPTEMBER + "deals/" + acme).obj();
    assertThat(deal.obj("properties").fields().keySet())
        .containsExactlyInAnyOrder(
            "amount",
            "closedate",
            "createdate",
            "dealname",
            "dealstage",
            "hs_lastmodifieddate",
            "hs_object_id",
            "pipeline");
    assertThat(deal.obj("properties").fields().values())
        .allSatisfy(v -> assertThat(v).isInstanceOf(Json.Text.class));
    assertThat(deal.obj("properties").text("amount")).isEqualTo("72259.75");
    assertThat(deal.text("updatedAt"))
        .isEqualTo(deal.obj("properties").text("hs_lastmodifieddate"));
    assertThat(deal.text("url")).endsWith("/record/0-3/" + acme);
    assertThat(hub.get(V3 + "0-3/" + acme).obj()).isEqualTo(deal);
  }

  @Test
  void unset_properties_are_null_and_unknown_ones_are_left_out() {
    Json.Obj properties =
        hub.get(V3 + "deals/" + acme + "?properties=hs_next_step,nonsense,po_number").properties();
    assertThat(properties.has("hs_next_step")).isTrue();
    assertThat(properties.get("hs_next_step")).isEmpty();
    assertThat(properties.has("nonsense")).isFalse();
    assertThat(properties.text("po_number")).isEqualTo("4500081734");
    assertThat(properties.has("dealname")).isFalse();
  }

  @Test
  void a_read_brings_associations_along() {
    Json.Obj found =
        hub.get(SEPTEMBER + "deals/" + acme + "?associations=companies,line_items,contacts,quotes")
            .obj()
            .obj("associations");
    assertThat(found.obj("companies").objects("results"))
        .extracting(r -> r.text("type"))
        .containsExactly("deal_to_company_unlabeled", "deal_to_company");
    assertThat(found.obj("line items").objects("results")).hasSize(3);
    assertThat(found.obj("quotes").objects("results")).hasSize(1);
  }

  @Test
  void earlier_values_can_be_asked_for_with_who_wrote_them() {
    hub.portal.moveStage(acme, "Closed Won");
    Json.Obj read =
        hub.get(SEPTEMBER + "deals/" + acme + "?propertiesWithHistory=dealstage,po_number").obj();
    List<Json.Obj> stages = read.obj("propertiesWithHistory").objects("dealstage");
    assertThat(stages)
        .extracting(v -> v.text("value"))
        .containsExactly("1104218353", "contractsent");
    assertThat(stages.getFirst().text("sourceType")).isEqualTo("CRM_UI");
    assertThat(stages.getFirst().text("timestamp")).isEqualTo("2026-11-22T08:15:30.250Z");
    assertThat(read.obj("propertiesWithHistory").objects("po_number")).hasSize(1);
    assertThat(read.obj("properties").text("dealstage")).isEqualTo("1104218353");
    String batch = json("{'inputs':[{'id':'%s'}],'propertiesWithHistory':['dealstage']}", acme);
    assertThat(
            hub.post(SEPTEMBER + "deals/batch/read", batch)
                .first("results")
                .obj("propertiesWithHistory")
                .objects("dealstage"))
        .isEqualTo(stages);
  }

  @Test
  void a_list_is_paged_by_an_opaque_mark_until_there_is_none() {
    List<String> ids = new ArrayList<>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      Answer page =
          hub.get(V3 + "deals?limit=7" + (after.get().isEmpty() ? "" : "&after=" + after.get()));
      page.obj().objects("results").forEach(r -> ids.add(r.text("id")));
      after = page.obj().optObj("paging").map(p -> p.obj("next").text("after").replace("=", "%3D"));
    }
    assertThat(ids).hasSize(40).doesNotHaveDuplicates().contains(acme);
    assertThat(hub.get(V3 + "deals?limit=101").status()).isEqualTo(400);
    assertThat(hub.get(V3 + "deals").obj().objects("results")).hasSize(10);
    assertThat(hub.get(V3 + "deals?after=12").status()).isEqualTo(400);
  }

  @Test
  void a_deal_needs_a_name_and_a_stage_of_its_pipeline() {
    Answer bare = hub.post(V3 + "deals", json("{'properties':{}}"));
    assertThat(bare.status()).isEqualTo(400);
    assertThat(bare.obj().obj("context").list("properties")).hasSize(2);
    Answer other =
        hub.post(V3 + "deals", json("{'properties':{'dealname':'x','dealstage':'98120001'}}"));
    assertThat(other.first("errors").text("code")).isEqualTo("INVALID_OPTION");
    assertThat(
            hub.post(
                    V3 + "deals",
                    json(
                        "{'properties':{'dealname':'x','dealstage':'98120002','pipeline':'76215038'}}"))
                .properties()
                .text("hs_is_closed_won"))
        .isEqualTo("true");
  }

  @Test
  void bad_values_are_refused_by_code() {
    assertThat(code("{'properties':{'nonsense':'1'}}")).isEqualTo("PROPERTY_DOESNT_EXIST");
    assertThat(code("{'properties':{'dealtype':'other'}}")).isEqualTo("INVALID_OPTION");
    assertThat(code("{'properties':{'amount':'much'}}")).isEqualTo("INVALID_INTEGER");
    assertThat(code("{'properties':{'amount':' 12'}}")).isEqualTo("INVALID_INTEGER");
    assertThat(code("{'properties':{'closedate':'soon'}}")).isEqualTo("INVALID_LONG");
    assertThat(code("{'properties':{'service_start':'1795421730250'}}")).isEqualTo("INVALID_DATE");
    assertThat(code("{'properties':{'hs_is_closed_won':'true'}}")).isEqualTo("READ_ONLY_VALUE");
    Answer answer = hub.patch(V3 + "deals/" + acme, "{\"properties\":");
    assertThat(answer.obj().text("message")).startsWith("Invalid input JSON");
    assertThat(
            hub.send("PATCH", V3 + "deals/" + acme, "x=1", Map.of("Content-Type", "text/plain"))
                .status())
        .isEqualTo(415);
  }

  @Test
  void a_body_of_another_shape_is_refused_and_changes_nothing() {
    int before = hub.portal.deals().size();
    for (String body :
        List.of(
            "[]",
            "{'properties':[1]}",
            "{'properties':{'dealname':{'a':1}}}",
            "{'properties':{'dealname':'x','dealstage':'closedlost'},'associations':[{'to':{'id':'1'},'types':[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':'five'}]}]}",
            "{'properties':{'dealname':'x','dealstage':'closedlost'},'associations':[{'to':{'id':'1'},'types':[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':5}]}]}")) {
      Answer answer = hub.post(V3 + "deals", json(body));
      assertThat(answer.status()).as(body).isIn(400, 404);
      assertThat(answer.obj().text("status")).isEqualTo("error");
    }
    assertThat(hub.portal.deals()).hasSize(before);
    assertThat(hub.post(V3 + "deals/search", json("{'query':'x'}")).obj().objects("results"))
        .noneMatch(r -> r.obj("properties").text("dealname").equals("x"));
  }

  private String code(String body) {
    Answer answer = hub.patch(SEPTEMBER + "deals/" + acme, json(body));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.obj().text("category")).isEqualTo("VALIDATION_ERROR");
    assertThat(answer.obj().text("message")).startsWith("Property values were not valid: [{");
    return answer.first("errors").text("code");
  }

  @Test
  void dates_come_back_in_the_vendor_s_form_and_empty_clears() {
    Json.Obj set =
        hub.patch(
                V3 + "deals/" + acme,
                json(
                    "{'properties':{'service_start':'1798761600000','closedate':'2026-12-01','po_number':''}}"))
            .properties();
    assertThat(set.text("service_start")).isEqualTo("2027-01-01");
    assertThat(set.text("closedate")).isEqualTo("2026-12-01T00:00:00.000Z");
    assertThat(set.has("po_number")).isFalse();
    assertThat(
            hub.patch(V3 + "deals/" + acme, json("{'properties':{'service_start':null}}"))
                .properties()
                .has("service_start"))
        .isFalse();
  }

  @Test
  void the_won_stage_has_a_number_and_only_its_metadata_tell() {
    hub.portal.moveStage(acme, "Closed Won");
    Json.Obj deal =
        hub.get(
                V3
                    + "deals/"
                    + acme
                    + "?properties=dealstage,hs_is_closed,hs_is_closed_won,hs_deal_stage_probability")
            .properties();
    assertThat(deal.text("dealstage")).isEqualTo("1104218353");
    assertThat(deal.text("hs_is_closed")).isEqualTo("true");
    assertThat(deal.text("hs_is_closed_won")).isEqualTo("true");
    assertThat(deal.text("hs_deal_stage_probability")).isEqualTo("1");
    assertThat(hub.portal.deal(acme).won()).isTrue();
  }

  @Test
  void the_vendor_computes_a_line_s_net_either_way_of_discount() {
    String byPiece = line("'price':'100','quantity':'3','discount':'2.5'");
    String byPercent = line("'price':'33.33','quantity':'3','hs_discount_percentage':'10'");
    assertThat(amount(byPiece)).isEqualTo("292.50");
    assertThat(amount(byPercent)).isEqualTo("89.99");
    assertThat(hub.post(V3 + "line_items", json("{'properties':{'amount':'5'}}")).status())
        .isEqualTo(400);
  }

  private String line(String properties) {
    return hub.post(V3 + "line_items", json("{'properties':{%s}}", properties.replace('\'', '"')))
        .obj()
        .text("id");
  }

  private String amount(String line) {
    return hub.get(V3 + "line_items/" + line + "?properties=amount").properties().text("amount");
  }

  @Test
  void an_archived_record_is_gone_unless_asked_for_and_archiving_twice_is_fine() {
    String id = hub.deal("short life");
    assertThat(hub.delete(V3 + "deals/" + id).status()).isEqualTo(204);
    assertThat(hub.delete(V3 + "deals/" + id).status()).isEqualTo(204);
    Answer gone = hub.get(V3 + "deals/" + id);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.obj().text("category")).isEqualTo("OBJECT_NOT_FOUND");
    Json.Obj archived = hub.get(V3 + "deals/" + id + "?archived=true").obj();
    assertThat(archived.flag("archived")).isTrue();
    assertThat(archived.text("archivedAt")).isEqualTo("2026-11-22T08:15:30.250Z");
    assertThat(hub.get(V3 + "deals?archived=true").obj().objects("results")).hasSize(1);
    hub.portal.people().restore("deals", id);
    assertThat(hub.get(V3 + "deals/" + id).status()).isEqualTo(200);
  }

  @Test
  void the_id_of_a_merged_record_leads_to_the_winner_but_not_in_a_batch() {
    String winner = hub.deal("winner");
    String loser = hub.deal("loser");
    hub.patch(V3 + "deals/" + loser, json("{'properties':{'po_number':'P-1'}}"));
    Json.Obj merged =
        hub.post(
                SEPTEMBER + "deals/merge",
                json("{'primaryObjectId':'%s','objectIdToMerge':'%s'}", winner, loser))
            .properties();
    assertThat(merged.text("hs_merged_object_ids")).isEqualTo(loser);
    assertThat(merged.text("po_number")).isEqualTo("P-1");
    assertThat(hub.get(V3 + "deals/" + loser).obj().text("id")).isEqualTo(winner);
    assertThat(
            hub.patch(V3 + "deals/" + loser, json("{'properties':{'amount':'7'}}"))
                .obj()
                .text("id"))
        .isEqualTo(winner);
    assertThat(
            hub.post(
                    V3 + "deals/batch/update",
                    json("{'inputs':[{'id':'%s','properties':{'amount':'8'}}]}", loser))
                .status())
        .isEqualTo(404);
  }

  @Test
  void a_unique_value_leads_to_its_record_at_once_and_is_taken_once() {
    hub.property("tieout_sync_key", "string", "text", ",'hasUniqueValue':true");
    String id = hub.deal("keyed");
    String key = json("{'properties':{'tieout_sync_key':'K-1'}}");
    assertThat(hub.patch(V3 + "deals/" + id, key).status()).isEqualTo(200);
    assertThat(hub.get(V3 + "deals/K-1?idProperty=tieout_sync_key").obj().text("id")).isEqualTo(id);
    assertThat(hub.get(V3 + "deals/K-2?idProperty=tieout_sync_key").status()).isEqualTo(404);
    assertThat(hub.get(V3 + "deals/x?idProperty=dealname").obj().text("message"))
        .isEqualTo("non-unique 0-3 property dealname");
    Answer taken = hub.patch(V3 + "deals/" + acme, key);
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.obj().text("category")).isEqualTo("CONFLICT");
    assertThat(taken.obj().text("message")).isEqualTo("Deal already exists. Existing ID: " + id);
    hub.portal.switches().uniqueRefusal(UniqueRefusal.VALIDATION);
    Answer other = hub.patch(V3 + "deals/" + acme, key);
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.first("errors").text("code")).isEqualTo("CONFLICTING_UNIQUE_VALUE");
  }

  @Test
  void contacts_are_unique_by_email() {
    String body = json("{'properties':{'email':'paula.reyes@acme.example'}}");
    Answer taken = hub.post(V3 + "contacts", body);
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.obj().text("message")).startsWith("Contact already exists. Existing ID: ");
    assertThat(hub.get(V3 + "contacts/PAULA.REYES@acme.example?idProperty=email").status())
        .isEqualTo(200);
  }

  @Test
  void an_administrator_s_rule_holds_for_writes_by_the_api() {
    hub.portal
        .switches()
        .rule(
            new AdminRule(
                "deals", "dealstage", Optional.of("1104218353"), List.of("closed_won_reason")));
    Answer refused =
        hub.patch(SEPTEMBER + "deals/" + acme, json("{'properties':{'dealstage':'1104218353'}}"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.first("errors").obj("context").list("propertyName"))
        .containsExactly(Json.of("closed_won_reason"));
    hub.portal.switches().clearRules();
    assertThat(
            hub.patch(
                    SEPTEMBER + "deals/" + acme, json("{'properties':{'dealstage':'1104218353'}}"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void notes_and_tasks_need_a_time_and_products_have_skus() {
    assertThat(hub.post(V3 + "notes", json("{'properties':{'hs_note_body':'x'}}")).status())
        .isEqualTo(400);
    Answer task =
        hub.post(
            V3 + "tasks",
            json(
                "{'properties':{'hs_timestamp':'%d','hs_task_subject':'Look','hs_task_status':'COMPLETED'}}",
                Portals.NOW.toEpochMilli()));
    assertThat(task.properties().text("hs_timestamp")).isEqualTo("2026-11-22T08:15:30.250Z");
    assertThat(hub.get(V3 + "products?properties=hs_sku&limit=100").obj().objects("results"))
        .extracting(p -> p.obj("properties").text("hs_sku"))
        .contains("NW-PLAT-ENT");
    assertThat(hub.get(V3 + "invoices").status()).isEqualTo(400);
  }
}
