package io.tieout.sandbox.hubspot;

import static io.tieout.sandbox.hubspot.Portals.SEPTEMBER;
import static io.tieout.sandbox.hubspot.Portals.V3;
import static io.tieout.sandbox.hubspot.Portals.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.hubspot.Portals.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchTest {
  private final Portals hub = new Portals();

  @AfterEach
  void stop() {
    hub.close();
  }

  private Answer search(String body) {
    return hub.post(SEPTEMBER + "deals/search", json(body));
  }

  private int total(String... filters) {
    Answer answer =
        search("{'filterGroups':[{'filters':[%s]}]}".formatted(String.join(",", filters)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.obj().integer("total");
  }

  private static String filter(String property, String operator, String value) {
    return "{'propertyName':'%s','operator':'%s','value':'%s'}"
        .formatted(property, operator, value);
  }

  @Test
  void operators_compare_by_the_kind_of_the_property() {
    String name = "dealname";
    assertThat(total(filter(name, "EQ", "MERIDIAN freight – renewal"))).isEqualTo(1);
    assertThat(total(filter(name, "CONTAINS_TOKEN", "meridian"), filter(name, "NEQ", "x")))
        .isEqualTo(1);
    assertThat(total(filter(name, "CONTAINS_TOKEN", "merid*"))).isEqualTo(1);
    assertThat(total(filter(name, "CONTAINS_TOKEN", "merid"))).isZero();
    assertThat(total(filter("amount", "GT", "72259.7"), filter("amount", "LTE", "72259.750")))
        .isEqualTo(1);
    assertThat(
            total(
                "{'propertyName':'amount','operator':'BETWEEN','value':'72259','highValue':'72260'}"))
        .isEqualTo(1);
    assertThat(
            total(filter("amount", "HAS_PROPERTY", ""))
                + total(filter("amount", "NOT_HAS_PROPERTY", "")))
        .isEqualTo(40);
    assertThat(total(filter(name, "NOT_CONTAINS_TOKEN", "meridian"))).isEqualTo(39);
  }

  @Test
  void lists_of_texts_are_found_in_lower_case_only_and_choices_by_case() {
    String lower = "{'propertyName':'po_number','operator':'IN','values':['po-7731']}";
    assertThat(total(lower)).isEqualTo(1);
    assertThat(total(lower.replace("po-7731", "PO-7731"))).isZero();
    String stage = "{'propertyName':'dealstage','operator':'IN','values':['closedlost']}";
    int lost = total(stage);
    assertThat(lost).isPositive();
    assertThat(total(stage.replace("closedlost", "CLOSEDLOST"))).isZero();
    assertThat(total(stage.replace("'IN'", "'NOT_IN'"))).isEqualTo(40 - lost);
  }

  @Test
  void groups_are_alternatives_and_associations_can_be_asked_for() {
    String acme = hub.portal.companyId("acme");
    int ofAcme = total(filter("associations.company", "EQ", acme));
    assertThat(ofAcme).isPositive();
    Answer either =
        search(
            "{'filterGroups':[{'filters':[%s]},{'filters':[%s]}]}"
                .formatted(
                    filter("associations.company", "EQ", acme),
                    filter("dealname", "CONTAINS_TOKEN", "meridian")));
    assertThat(either.obj().integer("total")).isEqualTo(ofAcme + 1);
  }

  @Test
  void a_window_of_changes_is_read_by_the_milliseconds_of_its_ends() {
    String id = hub.deal("now");
    String from = Long.toString(Portals.NOW.toEpochMilli());
    String to = Long.toString(Portals.NOW.toEpochMilli() + 1);
    assertThat(
            total(
                filter("hs_lastmodifieddate", "GTE", from),
                filter("hs_lastmodifieddate", "LT", to)))
        .isEqualTo(1);
    assertThat(total(filter("hs_lastmodifieddate", "GT", from))).isZero();
    assertThat(total(filter("hs_lastmodifieddate", "LT", from))).isEqualTo(40);
    assertThat(total(filter("hs_object_id", "GTE", id))).isEqualTo(1);
  }

  @Test
  void pages_by_id_hold_every_record_once() {
    List<String> ids = new ArrayList<>();
    String last = "0";
    boolean more = true;
    while (more) {
      Answer page =
          search(
              "{'filterGroups':[{'filters':[%s]}],'sorts':['hs_object_id'],'limit':7}"
                  .formatted(filter("hs_object_id", "GT", last)));
      page.obj().objects("results").forEach(r -> ids.add(r.text("id")));
      last = ids.getLast();
      more = page.obj().has("paging");
    }
    assertThat(ids).hasSize(40).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void results_can_be_sorted_by_one_property_and_paged_by_number() {
    Answer page = search("{'sorts':['-amount'],'limit':3,'properties':['amount']}");
    List<String> amounts =
        page.obj().objects("results").stream()
            .map(r -> r.obj("properties").text("amount"))
            .toList();
    assertThat(amounts.stream().map(java.math.BigDecimal::new).toList())
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(page.obj().obj("paging").obj("next").text("after")).isEqualTo("3");
    Answer named =
        search(
            "{'sorts':[{'propertyName':'amount','direction':'ASCENDING'}],'limit':1,'after':'3'}");
    assertThat(named.obj().objects("results")).hasSize(1);
    assertThat(search("{'sorts':['amount','dealname']}").status()).isEqualTo(400);
  }

  @Test
  void paging_ends_at_the_cap_with_400() {
    hub.portal.switches().searchCap(25);
    Answer last = search("{'limit':20,'after':5}");
    assertThat(last.status()).isEqualTo(200);
    assertThat(last.obj().integer("total")).isEqualTo(40);
    assertThat(last.obj().obj("paging").obj("next").text("after")).isEqualTo("25");
    assertThat(search("{'limit':20,'after':25}").status()).isEqualTo(400);
    assertThat(search("{'limit':201}").status()).isEqualTo(400);
  }

  @Test
  void the_index_lags_behind_and_never_holds_what_is_archived() {
    hub.portal.switches().indexLag(Duration.ofSeconds(30));
    String id = hub.deal("lately made");
    String byName = filter("dealname", "EQ", "lately made");
    assertThat(hub.get(V3 + "deals/" + id).status()).isEqualTo(200);
    assertThat(total(byName)).isZero();
    hub.clock.advance(Duration.ofSeconds(30));
    assertThat(total(byName)).isEqualTo(1);
    hub.delete(V3 + "deals/" + id);
    assertThat(total(byName)).isEqualTo(1);
    hub.clock.advance(Duration.ofSeconds(30));
    assertThat(total(byName)).isZero();
  }

  @Test
  void the_vendor_s_bounds_hold() {
    String one = filter("dealname", "EQ", "x");
    String seven = IntStream.range(0, 7).mapToObj(_ -> one).collect(Collectors.joining(","));
    assertThat(search("{'filterGroups':[{'filters':[%s]}]}".formatted(seven)).status())
        .isEqualTo(400);
    String group = "{'filters':[%s]}".formatted(one);
    String six = IntStream.range(0, 6).mapToObj(_ -> group).collect(Collectors.joining(","));
    assertThat(search("{'filterGroups':[%s]}".formatted(six)).status()).isEqualTo(400);
    assertThat(search("{'query':'%s'}".formatted("x".repeat(3001))).status()).isEqualTo(400);
    Answer unknown =
        search("{'filterGroups':[{'filters':[%s]}]}".formatted(filter("nonsense", "EQ", "1")));
    assertThat(unknown.first("errors").text("code")).isEqualTo("PROPERTY_DOESNT_EXIST");
    assertThat(
            search("{'filterGroups':[{'filters':[%s]}]}".formatted(filter("amount", "LIKE", "1")))
                .status())
        .isEqualTo(400);
  }

  @Test
  void free_text_looks_at_the_names() {
    assertThat(search("{'query':'meridian'}").obj().integer("total")).isEqualTo(1);
    assertThat(
            hub.post(V3 + "companies/search", json("{'query':'acme.example'}"))
                .obj()
                .integer("total"))
        .isEqualTo(1);
  }
}
