package io.tieout.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.hubspot.HubSpotSettings.Grant;
import io.tieout.vendor.hubspot.HubSpotSettings.ReadAlso;
import io.tieout.vendor.hubspot.HubSpotSettings.Reading;
import io.tieout.vendor.hubspot.HubSpotSettings.TermProperties;
import io.tieout.vendor.hubspot.HubSpotSettings.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HubSpotSettingsTest {
  @Test
  void all_problems_are_told_at_once() {
    assertThatThrownBy(() ->
            new HubSpotSettings(
                URI.create("http://api.hubapi.com/"),
                new Grant.OAuth("", new Secret(" "), URI.create("ftp://x")),
                Optional.of("north"),
                TermProperties.DEFAULT,
                new ReadAlso(List.of("Deal Region"), List.of()),
                HubSpotSettings.PRODUCT_TYPE,
                Optional.of(new Webhooks(new Secret(""), URI.create("/hook"), Set.of())),
                new Reading(Duration.ofSeconds(-1), 201, 0, Duration.ZERO),
                Settings.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "apiBase",
            "clientId",
            "clientSecret",
            "tokenUrl",
            "portalId 'north'",
            "'Deal Region'",
            "webhooks' client secret",
            "publicUrl",
            "indexLag",
            "searchPage 201",
            "listPage 0");
  }

  @Test
  void secrets_do_not_print() {
    HubSpotSettings settings =
        HubSpotSettings.of(
            HubSpotSettings.PRODUCTION, new Grant.ServiceKey(new Secret("pat-na1-hidden")));

    assertThat(settings.toString()).doesNotContain("hidden");
  }

  @Test
  void the_version_stands_in_one_place() {
    assertThat(HubSpotSettings.TOKEN_URL.toString())
        .contains("/" + HubSpotSettings.API_VERSION + "/");
  }
}
