package io.tieout.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.crm.CrmChange;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.DealStamp;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.hubspot.HubSpotSettings.Grant;
import io.tieout.vendor.hubspot.HubSpotSettings.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotFeedTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration LAG = Duration.ofSeconds(20);

  private final CannedHubSpot hubspot = new CannedHubSpot();
  private final HubSpotCrm crm =
      new HubSpotCrm(
          HubSpotSettings.of(hubspot.base(), new Grant.ServiceKey(new Secret("k3y")))
              .withReading(new Reading(LAG, 10, 50, Duration.ofMinutes(2))),
          new Timing(() -> NOW, new Random(7), _ -> {}));

  @AfterEach
  void stop() {
    crm.close();
    hubspot.close();
  }

  @Test
  void a_window_with_more_records_than_search_gives_is_read_to_its_end() {
    hubspot.searchCap = 25;
    LongStream.rangeClosed(1, 95)
        .forEach(id -> hubspot.put("deals", id, "pipeline=881", "dealstage=1001"));

    List<DealStamp> stamps = crm.dealsChanged(NOW, NOW.plusSeconds(1));

    assertThat(stamps).hasSize(95).extracting(DealStamp::dealId).doesNotHaveDuplicates();
  }

  @Test
  void a_window_holds_its_first_moment_and_not_its_last() {
    hubspot.putAt("deals", 1, "2026-11-22T07:59:59.999Z", "dealstage=1001");
    hubspot.putAt("deals", 2, "2026-11-22T08:00:00.000Z", "dealstage=1001");
    hubspot.putAt("deals", 3, "2026-11-22T08:00:00.999Z", "dealstage=1001");
    hubspot.putAt("deals", 4, "2026-11-22T08:00:01.000Z", "dealstage=1001");

    assertThat(crm.dealsChanged(NOW, NOW.plusSeconds(1)))
        .extracting(DealStamp::dealId)
        .containsExactly("2", "3");
  }

  @Test
  void adjoining_windows_lose_nothing_between_milliseconds() {
    hubspot.putAt("deals", 1, "2026-11-22T08:00:00.001Z", "dealstage=1001");
    Instant cut = NOW.plusNanos(500_000);

    assertThat(crm.dealsChanged(NOW, cut)).isEmpty();
    assertThat(crm.dealsChanged(cut, NOW.plusSeconds(1))).hasSize(1);
  }

  @Test
  void windows_end_where_the_index_has_caught_up() {
    hubspot.first =
        call ->
            call.path().contains("account-info")
                ? Optional.of(
                    HttpAnswer.json(
                            200,
                            Json.parse(
                                "{\"portalId\":1,\"timeZone\":\"UTC\",\"companyCurrency\":\"USD\"}"))
                        .withHeader("Date", "Sun, 22 Nov 2026 08:00:00 GMT"))
                : Optional.empty();

    assertThat(crm.serverTime()).isEqualTo(NOW.minus(LAG));
  }

  @Test
  void a_line_s_change_is_its_deal_s_and_a_quote_s_line_is_nobody_s() {
    hubspot.putAt("deals", 10, "2026-11-01T00:00:00Z", "pipeline=881", "dealstage=1002");
    hubspot.put("line_items", 31);
    hubspot.put("line_items", 32);
    hubspot.link("line_items", 31, "deals", 10, 20, "");

    assertThat(crm.dealsChanged(NOW, NOW.plusSeconds(1)))
        .containsExactly(new DealStamp("10", true, NOW, CannedHubSpot.NOW));
  }

  @Test
  void what_was_deleted_or_merged_is_told() {
    hubspot.put("companies", 20, "hs_merged_object_ids=21;22");
    hubspot.archive("companies", 23, "2026-11-22T08:00:00.500Z");
    hubspot.archive("companies", 22, "2026-11-22T08:00:00.500Z");
    hubspot.archive("contacts", 40, "2026-11-22T07:00:00Z");

    assertThat(crm.changes(NOW, NOW.plusSeconds(1)))
        .containsExactlyInAnyOrder(
            change("20", false, Optional.empty(), CannedHubSpot.NOW),
            change("21", true, Optional.of("20"), CannedHubSpot.NOW),
            change("22", true, Optional.of("20"), CannedHubSpot.NOW),
            change("23", true, Optional.empty(), "2026-11-22T08:00:00.500Z"));
  }

  @Test
  void contacts_are_searched_by_their_own_date() {
    hubspot.put("contacts", 40);

    assertThat(crm.changes(NOW, NOW.plusSeconds(1)))
        .extracting(CrmChange::kind)
        .containsExactly(CrmKind.CONTACT);
    assertThat(hubspot.calls)
        .filteredOn(c -> c.path().endsWith("contacts/search"))
        .singleElement()
        .satisfies(c ->
            assertThat(c.text())
                .contains("\"lastmodifieddate\"")
                .doesNotContain("hs_lastmodifieddate"));
  }

  private static CrmChange change(
      String id, boolean deleted, Optional<String> into, String version) {
    return new CrmChange(CrmKind.ACCOUNT, id, deleted, into, Instant.parse(version), version);
  }
}
