package io.tieout.app.connect;

import static io.tieout.app.connect.ThreeVendors.XERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.sandbox.host.Mishap;
import io.tieout.vendor.oauth.TokenVault.Grant;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two organisations of one Xero consent, each a book.
class XeroOrganisationsTest {
  @TempDir private Path folder;
  private ThreeVendors vendors;
  private String uk;
  private String au;

  @BeforeEach
  void open() {
    vendors = new ThreeVendors(folder);
    uk = vendors.tenants().getFirst();
    au = vendors.tenants().getLast();
    ConnectStage.Admin admin = vendors.stage.admin();
    admin.connect(ThreeVendors.HUBSPOT);
    admin.connect(ThreeVendors.QUICKBOOKS);
  }

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void both_are_connected_together_and_share_the_token() {
    ConnectStage.Admin admin = vendors.stage.admin();
    assertThat(admin.open("/connect").body())
        .contains("book &#39;uk&#39;: " + uk, "book &#39;au&#39;: " + au);

    assertThat(admin.connect(XERO).statusCode()).isEqualTo(303);

    assertThat(vendors.readXero("uk")).isEqualTo("Northlight Ltd");
    Grant after = grant().orElseThrow();
    assertThat(vendors.readXero("au")).isEqualTo("Northlight Pty Ltd");
    assertThat(grant().orElseThrow().refreshToken()).isNotEqualTo(after.refreshToken());
    assertThat(vendors.stage.vault.names()).contains(XERO).doesNotContain("xero/uk", "xero/au");
  }

  @Test
  void one_that_was_not_chosen_is_named_and_consenting_again_adds_it() {
    ConnectStage.Admin admin = vendors.stage.admin();

    HttpResponse<String> answer = admin.comeBack(page(admin).allow(List.of(uk)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("covers &#39;Northlight Ltd&#39; " + uk)
        .contains("but not book &#39;au&#39; (account %s), so nothing was kept".formatted(au))
        .contains("consent again and choose the missing organisation on Xero&#39;s page")
        .contains("xero[].tenant_id");
    assertThat(grant()).isEmpty();
    assertThat(admin.comeBack(page(admin).allow(List.of(au))).statusCode()).isEqualTo(303);
    assertThat(vendors.readXero("uk")).isEqualTo("Northlight Ltd");
    assertThat(vendors.readXero("au")).isEqualTo("Northlight Pty Ltd");
  }

  @Test
  void a_consent_that_misses_one_leaves_the_grant_before_it_as_it_was() {
    ConnectStage.Admin admin = vendors.stage.admin();
    admin.connect(XERO);
    Grant before = grant().orElseThrow();
    vendors.xero.disconnect(au);

    assertThat(admin.comeBack(page(admin).allow(List.of(uk))).statusCode()).isEqualTo(400);

    assertThat(grant()).contains(before);
    assertThat(vendors.readXero("uk")).isEqualTo("Northlight Ltd");
  }

  @Test
  void one_that_somebody_disconnects_in_xero_is_told_before_anything_fails() {
    ConnectStage.Admin admin = vendors.stage.admin();
    admin.connect(XERO);
    vendors.stage.watch();
    assertThat(vendors.stage.open()).isEmpty();
    vendors.xero.disconnect(au);

    vendors.stage.watch();
    vendors.stage.watch();

    assertThat(vendors.stage.open())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.draft().title()).contains("Reconnect needed: Xero");
          assertThat(finding.draft().text())
              .contains("no longer lets Tieout into book 'au' (account %s)".formatted(au))
              .doesNotContain(uk);
        });
    assertThat(vendors.stage.toldDirectly()).isEqualTo(1);
    assertThat(admin.open("/connect").body())
        .contains("Reconnect needed")
        .contains("Somebody has disconnected book &#39;au&#39; there");
    assertThat(vendors.readXero("uk")).isEqualTo("Northlight Ltd");
    assertThatThrownBy(() -> vendors.readXero("au"))
        .hasMessageContaining("reconnect needed")
        .hasMessageContaining(au);

    assertThat(admin.connect(XERO).statusCode()).isEqualTo(303);

    assertThat(vendors.stage.open()).isEmpty();
    assertThat(admin.open("/connect").body()).doesNotContain("Reconnect needed");
    assertThat(vendors.readXero("au")).isEqualTo("Northlight Pty Ltd");
  }

  @Test
  void another_one_that_is_disconnected_later_is_told_anew() {
    vendors.stage.admin().connect(XERO);
    vendors.xero.disconnect(au);
    vendors.stage.watch();
    vendors.xero.disconnect(uk);

    vendors.stage.watch();
    vendors.stage.watch();

    assertThat(vendors.stage.open())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.draft().text()).contains("book 'uk'", "book 'au'"));
    assertThat(vendors.stage.toldDirectly()).isEqualTo(2);
  }

  @Test
  void one_that_comes_back_by_another_way_is_seen_as_well() {
    vendors.stage.admin().connect(XERO);
    vendors.xero.disconnect(au);
    vendors.stage.watch();
    assertThat(vendors.stage.open()).hasSize(1);

    assertThat(vendors.xero.accessToken()).as("of somebody else's consent").isNotBlank();
    vendors.stage.watch();

    assertThat(vendors.stage.open()).isEmpty();
  }

  @Test
  void a_xero_that_throttles_or_is_away_is_no_broken_connection() {
    ConnectStage.Admin admin = vendors.stage.admin();
    admin.connect(XERO);
    for (Mishap mishap : List.of(Mishap.THROTTLED, Mishap.DOWN, Mishap.REQUEST_LOST)) {
      vendors.xero.weather().arm(mishap, 20, _ -> true);

      vendors.stage.watch();

      vendors.xero.weather().clear();
      assertThat(vendors.stage.open()).as(mishap.name()).isEmpty();
      assertThat(admin.open("/connect").body()).doesNotContain("Reconnect needed");
    }
    vendors.xero.disconnect(au);
    vendors.stage.watch();
    vendors.xero.weather().arm(Mishap.THROTTLED, 20, _ -> true);
    vendors.stage.watch();
    assertThat(vendors.stage.open()).as("what was known stays known").hasSize(1);
  }

  private VendorPage page(ConnectStage.Admin admin) {
    URI page = admin.begin(XERO);
    return new VendorPage(vendors.stage.client, page);
  }

  private Optional<Grant> grant() {
    return vendors.grant(XERO);
  }
}
