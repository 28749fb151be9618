package io.tieout.sandbox.hubspot;

import static io.tieout.sandbox.hubspot.Portals.SEPTEMBER;
import static io.tieout.sandbox.hubspot.Portals.V3;
import static io.tieout.sandbox.hubspot.Portals.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.hubspot.Portals.Answer;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssociationsTest {
  private static final String V4 = "/crm/v4/";
  private static final String DATED = "/crm/associations/2026-09/";

  private final Portals hub = new Portals();
  private final String acme = hub.portal.dealId("acme-platform");
  private final String company = hub.portal.companyId("globex");

  @AfterEach
  void stop() {
    hub.close();
  }

  private List<Json.Obj> associated(String from, String id, String to) {
    return hub.get("/crm/objects/2026-03/%s/%s/associations/%s".formatted(from, id, to))
        .obj()
        .objects("results");
  }

  private static List<Integer> typeIds(Json.Obj association) {
    return association.objects("associationTypes").stream().map(t -> t.integer("typeId")).toList();
  }

  @Test
  void the_single_read_is_missing_in_2026_09_and_batch_read_is_everywhere() {
    String path = "objects/deals/" + acme + "/associations/contacts";
    assertThat(hub.get(V4 + path).status()).isEqualTo(200);
    assertThat(associated("deals", acme, "contacts")).hasSize(2);
    assertThat(hub.get(SEPTEMBER + "deals/" + acme + "/associations/contacts").status())
        .isEqualTo(404);
    String body = json("{'inputs':[{'id':'%s'},{'id':'77'}]}", acme);
    Answer old = hub.post(V4 + "associations/deals/line_items/batch/read", body);
    assertThat(old.status()).isEqualTo(207);
    Answer now = hub.post(DATED + "deals/line_items/batch/read", body);
    assertThat(now.status()).isEqualTo(200);
    assertThat(now.first("results").objects("to")).hasSize(3);
    assertThat(now.first("results").obj("from").text("id")).isEqualTo(acme);
    assertThat(now.first("results").objects("to").getFirst().get("toObjectId"))
        .get()
        .isInstanceOf(Json.Text.class);
  }

  @Test
  void the_one_who_pays_has_a_label_of_the_portal_s_own() {
    List<Json.Obj> labels = hub.get(DATED + "deals/contacts/labels").obj().objects("results");
    Json.Obj billing =
        labels.stream()
            .filter(l -> l.optText("label").filter("Billing contact"::equals).isPresent())
            .findFirst()
            .orElseThrow();
    assertThat(billing.text("category")).isEqualTo("USER_DEFINED");
    List<Json.Obj> contacts = associated("deals", acme, "contacts");
    assertThat(typeIds(contacts.getFirst())).containsExactly(3, billing.integer("typeId"));
    assertThat(typeIds(contacts.getLast())).containsExactly(3);
    assertThat(hub.get(V4 + "associations/deals/contacts/labels").obj().objects("results"))
        .isEqualTo(labels);
  }

  @Test
  void a_deal_has_one_primary_company() {
    assertThat(typeIds(associated("deals", acme, "companies").getFirst())).containsExactly(341, 5);
    Answer made =
        hub.put(
            SEPTEMBER + "deals/" + acme + "/associations/companies/" + company,
            json("[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':5}]"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.obj().list("labels")).containsExactly(Json.of("Deal with Primary Company"));
    assertThat(typeIds(associated("deals", acme, "companies").getFirst())).containsExactly(341);
    assertThat(typeIds(associated("deals", acme, "companies").getLast())).containsExactly(341, 5);
    assertThat(
            associated("companies", company, "deals").stream()
                .filter(a -> a.text("toObjectId").equals(acme))
                .map(AssociationsTest::typeIds))
        .containsExactly(List.of(342, 6));
  }

  @Test
  void batches_of_associations_answer_by_their_version() {
    String deal = hub.deal("fresh");
    String inputs =
        json(
            "{'inputs':[{'from':{'id':'%s'},'to':{'id':'%s'},'types':[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':341}]}]}",
            deal, company);
    assertThat(hub.post(V4 + "associations/deals/companies/batch/create", inputs).status())
        .isEqualTo(201);
    assertThat(hub.post(DATED + "deals/companies/batch/create", inputs).status()).isEqualTo(200);
    String gone = json("{'inputs':[{'from':{'id':'%s'},'to':[{'id':'%s'}]}]}", deal, company);
    assertThat(hub.post(DATED + "deals/companies/batch/archive", gone).status()).isEqualTo(200);
    assertThat(associated("deals", deal, "companies")).isEmpty();
    assertThat(hub.post(V4 + "associations/deals/companies/batch/archive", gone).status())
        .isEqualTo(204);
    String bad = inputs.replace("341", "3");
    Answer wrong = hub.post(V4 + "associations/deals/companies/batch/create", bad);
    assertThat(wrong.status()).isEqualTo(207);
    assertThat(wrong.obj().integer("numErrors")).isEqualTo(1);
  }

  @Test
  void the_default_association_has_no_label_and_can_be_taken_away() {
    String deal = hub.deal("fresh");
    String path = SEPTEMBER + "deals/" + deal + "/associations/";
    Answer made = hub.put(path + "default/companies/" + company, "");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.first("results").obj("associationSpec").integer("associationTypeId"))
        .isEqualTo(341);
    assertThat(hub.delete(path + "companies/" + company).status()).isEqualTo(204);
    assertThat(associated("deals", deal, "companies")).isEmpty();
    assertThat(hub.put(path + "default/companies/99", "").status()).isEqualTo(404);
  }

  @Test
  void a_label_can_be_made_set_and_taken_away() {
    Json.Obj label =
        hub.post(DATED + "deals/companies/labels", json("{'label':'Reseller','name':'reseller'}"))
            .first("results");
    String type =
        json(
            "'types':[{'associationCategory':'USER_DEFINED','associationTypeId':%d}]",
            label.integer("typeId"));
    String inputs =
        json("{'inputs':[{'from':{'id':'%s'},'to':{'id':'%s'},", acme, company) + type + "}]}";
    assertThat(
            hub.post(DATED + "deals/companies/batch/create", inputs)
                .first("results")
                .list("labels"))
        .containsExactly(Json.of("Reseller"));
    hub.post(DATED + "deals/companies/batch/labels/archive", inputs);
    assertThat(typeIds(associated("deals", acme, "companies").getLast())).containsExactly(341);
  }

  @Test
  void a_line_has_one_parent() {
    String line = hub.portal.lines(acme).getFirst().id();
    String other = hub.deal("other");
    Answer second =
        hub.put(SEPTEMBER + "deals/" + other + "/associations/default/line_items/" + line, "");
    assertThat(second.status()).isEqualTo(400);
    assertThat(second.obj().text("message")).contains("already belongs to deal " + acme);
  }

  @Test
  void associations_of_a_create_call_can_show_up_late() {
    hub.portal.switches().associationLag(Duration.ofSeconds(4));
    Answer made =
        hub.post(
            V3 + "deals",
            json(
                "{'properties':{'dealname':'raced','dealstage':'qualifiedtobuy'},'associations':[{'to':{'id':'%s'},'types':[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':5}]}]}",
                company));
    assertThat(made.status()).isEqualTo(201);
    String id = made.obj().text("id");
    assertThat(associated("deals", id, "companies")).isEmpty();
    assertThat(hub.get(V3 + "deals/" + id + "?associations=companies").obj().has("associations"))
        .isFalse();
    hub.clock.advance(Duration.ofSeconds(4));
    assertThat(associated("deals", id, "companies")).hasSize(1);
  }

  @Test
  void what_is_archived_is_not_associated_any_more() {
    String line = hub.portal.lines(acme).getFirst().id();
    hub.portal.people().delete("line_items", line);
    assertThat(associated("deals", acme, "line_items")).hasSize(2);
    hub.portal.people().restore("line_items", line);
    assertThat(associated("deals", acme, "line_items")).hasSize(3);
  }

  @Test
  void a_merge_moves_associations_to_the_winner() {
    String winner = hub.deal("winner");
    hub.portal.people().merge("deals", winner, acme);
    assertThat(associated("deals", winner, "line_items")).hasSize(3);
    assertThat(associated("deals", winner, "contacts")).hasSize(2);
  }

  @Test
  void with_a_quote_go_its_own_lines() {
    Json.Obj deal = hub.get(V3 + "deals/" + acme + "?associations=quotes").obj();
    String quote = deal.obj("associations").obj("quotes").objects("results").getFirst().text("id");
    List<Json.Obj> lines = associated("quotes", quote, "line_items");
    assertThat(lines).hasSize(3);
    hub.delete(V3 + "quotes/" + quote);
    assertThat(hub.get(V3 + "line_items/" + lines.getFirst().text("toObjectId")).status())
        .isEqualTo(404);
    assertThat(associated("deals", acme, "line_items")).hasSize(3);
  }
}
