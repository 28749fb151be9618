package io.tieout.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.crm.Activity;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.hubspot.HubSpotSettings.Grant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotTasksTest {
  private static final Instant NOW = Instant.parse(CannedHubSpot.NOW);
  private static final Activity ACTIVITY =
      new Activity("10", "key-1", "Invoiced", "one\ntwo <3 & more", LocalDate.of(2026, 11, 22));

  private final CannedHubSpot hubspot = new CannedHubSpot();
  private final HubSpotCrm crm =
      new HubSpotCrm(
          HubSpotSettings.of(hubspot.base(), new Grant.ServiceKey(new Secret("k3y"))),
          new Timing(() -> NOW, new Random(7), _ -> {}));

  @AfterEach
  void stop() {
    crm.close();
    hubspot.close();
  }

  @Test
  void a_task_is_done_already_and_belongs_to_its_deal_by_the_portal_s_own_type() {
    assertThat(crm.logActivity(ACTIVITY)).isEqualTo("99");

    Json.Obj body = Json.parseObj(hubspot.calls.getLast().text());
    Json.Obj properties = body.obj("properties");
    assertThat(properties.text("hs_task_status")).isEqualTo("COMPLETED");
    assertThat(properties.text("hs_task_body")).isEqualTo("one<br>two &lt;3 &amp; more<br>key-1");
    assertThat(properties.text("hs_timestamp"))
        .as("noon in New York")
        .isEqualTo("2026-11-22T17:00:00Z");
    Json.Obj association = body.objects("associations").getFirst();
    assertThat(association.obj("to").text("id")).isEqualTo("10");
    assertThat(association.objects("types").getFirst().integer("associationTypeId"))
        .isEqualTo(4711);
  }

  @Test
  void a_task_is_found_again_through_its_deal_with_the_text_that_was_logged() {
    hubspot.put(
        "tasks",
        70,
        "hs_task_subject=Invoiced",
        "hs_task_body=<p>one<br/>two &lt;3 &amp; more</p><p>key-1</p>",
        "hs_timestamp=2026-11-22T17:00:00Z");
    hubspot.put("tasks", 71, "hs_task_body=by hand", "hs_timestamp=2026-11-22T17:00:00Z");
    hubspot.link("deals", 10, "tasks", 70, 215, "");
    hubspot.link("deals", 10, "tasks", 71, 215, "");

    assertThat(crm.activities("10", "key-1"))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.text()).isEqualTo(ACTIVITY.text() + "\n" + ACTIVITY.key());
          assertThat(found.date()).isEqualTo(ACTIVITY.date());
        });
    assertThat(hubspot.callsTo("search")).as("search would be late").isEmpty();
  }

  @Test
  void an_answer_without_an_id_leaves_it_open() {
    hubspot.first =
        call ->
            call.path().endsWith("/objects/2026-09/tasks")
                ? Optional.of(HttpAnswer.of(201, "text/html", "<html>"))
                : Optional.empty();

    assertThat(catchThrowableOfType(FaultException.class, () -> crm.logActivity(ACTIVITY)).fault())
        .isInstanceOf(Fault.Ambiguous.class);
  }
}
