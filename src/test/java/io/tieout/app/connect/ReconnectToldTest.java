package io.tieout.app.connect;

import static io.tieout.app.connect.ThreeVendors.HUBSPOT;
import static io.tieout.app.connect.ThreeVendors.QUICKBOOKS;
import static io.tieout.app.connect.ThreeVendors.XERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Administrators hear of a connection's end before it, where the vendor names one, and of a
/// refused token at once.
class ReconnectToldTest {
  @TempDir private Path folder;
  private ThreeVendors vendors;

  @BeforeEach
  void open() {
    vendors = new ThreeVendors(folder);
    ConnectStage.Admin admin = vendors.stage.admin();
    ThreeVendors.ALL.forEach(key -> assertThat(admin.connect(key).statusCode()).isEqualTo(303));
    vendors.stage.watch();
    assertThat(vendors.stage.open()).isEmpty();
  }

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void quickbooks_ends_after_a_hundred_days_without_use_and_is_told_two_weeks_before() {
    pass(Duration.ofDays(43));
    pass(Duration.ofDays(43).minusHours(1));
    assertThat(vendors.stage.open()).isEmpty();
    vendors.stage.clock.advance(Duration.ofHours(2));

    vendors.stage.watch();
    vendors.stage.watch();

    assertToldOnce("QuickBooks", "ends the connection on 2027-02-10. Until then everything works.");
  }

  /// The look itself keeps Xero's connection alive, so it only ends when Xero cannot be asked.
  @Test
  void xero_ends_after_sixty_days_without_use_and_is_told_two_weeks_before() {
    pass(Duration.ofDays(47));
    assertThat(vendors.stage.open()).as("renewed by the look").isEmpty();
    vendors.xero.close();
    vendors.stage.clock.advance(Duration.ofDays(36));
    assertThat(vendors.read(QUICKBOOKS)).as("in use, so it does not end").isNotBlank();

    vendors.stage.clock.advance(Duration.ofDays(11));
    vendors.stage.watch();
    vendors.stage.watch();

    assertToldOnce("Xero", "ends the connection on 2027-02-17. Until then everything works.");
  }

  @Test
  void hubspot_names_no_end_and_nothing_is_told_of_one() {
    pass(Duration.ofDays(40));
    pass(Duration.ofDays(40));

    assertThat(vendors.stage.open()).isEmpty();
    assertThat(vendors.grant(HUBSPOT).orElseThrow().expires()).isEmpty();
    assertThat(vendors.read(HUBSPOT)).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {HUBSPOT, QUICKBOOKS, XERO})
  void a_token_that_is_refused_is_told_at_once_and_resolved_by_a_new_consent(String key) {
    revoke(key);
    assertThatThrownBy(() -> vendors.read(key)).hasMessageContaining("reconnect needed");

    vendors.stage.watch();
    vendors.stage.watch();

    String vendor = vendors.stage.connectable(key).app().vendor();
    assertToldOnce(vendor, vendor + " no longer accepts the connection since 2026-11-02.");
    ConnectStage.Admin admin = vendors.stage.admin();
    assertThat(admin.open("/connect").body()).contains("Reconnect needed");
    assertThat(admin.connect(key).statusCode()).isEqualTo(303);
    assertThat(vendors.stage.open()).isEmpty();
    assertThat(vendors.read(key)).isNotBlank();
  }

  @Test
  void xero_s_refusal_is_noticed_by_the_watch_without_any_read() {
    revoke(XERO);

    vendors.stage.watch();

    assertToldOnce("Xero", "Xero no longer accepts the connection");
  }

  private void pass(Duration time) {
    vendors.stage.clock.advance(time);
    vendors.stage.watch();
  }

  private void assertToldOnce(String vendor, String why) {
    assertThat(vendors.stage.open()).singleElement().satisfies(found -> isFor(found, vendor, why));
    assertThat(vendors.stage.toldDirectly()).isEqualTo(1);
  }

  private static void isFor(Finding finding, String vendor, String why) {
    assertThat(finding.draft().title()).startsWith("Reconnect needed: " + vendor);
    assertThat(finding.draft().text())
        .contains(why)
        .contains("run `./tieout connect`")
        .contains("Told: Ada Admin.")
        .doesNotContain("token=");
  }

  /// As the vendor's customer does it, or we would.
  private void revoke(String key) {
    String token = vendors.grant(key).orElseThrow().refreshToken().reveal();
    switch (key) {
      case HUBSPOT -> vendors.hubspot.switches().revoke(token);
      case QUICKBOOKS ->
          revoke(
              vendors.quickbooks.info().text("revokeUrl"),
              vendors.quickbooks.info().text("clientId"),
              vendors.quickbooks.info().text("clientSecret"),
              token);
      default ->
          revoke(
              vendors.xero.info().text("revokeUrl"),
              vendors.xero.info().text("clientId"),
              vendors.xero.info().text("clientSecret"),
              token);
    }
  }

  private void revoke(String address, String id, String secret, String token) {
    String basic =
        Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
            .build();
    try {
      assertThat(vendors.stage.client.send(request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
