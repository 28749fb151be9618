package io.tieout.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.OAuthApp;
import io.tieout.vendor.oauth.TokenVault.Grant;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Xero tells its organisations in a list, HubSpot its account with the tokens.
class OtherVendorsConsentTest {
  private final ConnectStage stage = new ConnectStage();
  private final CannedVendor vendor = new CannedVendor();

  @AfterEach
  void close() {
    stage.close();
    vendor.close();
  }

  @Test
  void a_xero_organisation_is_connected_when_the_consent_covers_it() {
    vendor.tenants = List.of("other", "tenant-1");
    ConnectStage.Admin admin = stage.open(List.of(xero())).admin();

    URI page = admin.begin("xero/uk");
    HttpResponse<String> back = admin.comeBack(admin.consent(page));

    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(page.getRawQuery())
        .contains("scope=offline_access%20accounting.invoices%20accounting.payments")
        .contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A" + stage.url.getPort() + "%2Fconnect");
    HttpCall exchange = vendor.tokenCalls.getFirst();
    assertThat(exchange.header("Authorization").orElseThrow()).startsWith("Basic ");
    assertThat(CannedVendor.field(exchange, "client_secret")).isEmpty();
    assertThat(grant("xero/uk"))
        .hasValueSatisfying(g -> {
          assertThat(g.refreshToken().reveal()).isEqualTo("the-refresh-token");
          assertThat(g.expires()).contains(stage.clock.instant().plus(Duration.ofDays(60)));
        });
  }

  @Test
  void another_xero_organisation_is_not() {
    vendor.tenants = List.of("other", "third");
    ConnectStage.Admin admin = stage.open(List.of(xero())).admin();

    HttpResponse<String> answer = admin.connect("xero/uk");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("the consent covers other, third, but not book &#39;uk&#39; (account tenant-1)")
        .contains("xero[].tenant_id");
    assertThat(grant("xero/uk")).isEmpty();
  }

  @Test
  void a_hubspot_account_is_known_by_the_tokens() {
    vendor.more = tokens("62515");
    ConnectStage.Admin admin = stage.open(List.of(hubSpot())).admin();

    assertThat(admin.connect("hubspot/main").statusCode()).isEqualTo(303);

    HttpCall exchange = vendor.tokenCalls.getFirst();
    assertThat(CannedVendor.field(exchange, "client_secret")).isEqualTo("secret");
    assertThat(exchange.header("Authorization")).isEmpty();
    assertThat(grant("hubspot/main")).isPresent();
  }

  @Test
  void another_hubspot_account_is_not_connected() {
    vendor.more = tokens("4711");
    ConnectStage.Admin admin = stage.open(List.of(hubSpot())).admin();

    assertThat(admin.connect("hubspot/main").body()).contains("account 4711 consented");
    assertThat(grant("hubspot/main")).isEmpty();
  }

  @Test
  void without_a_refresh_token_nothing_is_connected() {
    vendor.tenants = List.of("tenant-1");
    vendor.more = Json.object().build();
    ConnectStage.Admin admin = stage.open(List.of(xero())).admin();

    assertThat(admin.connect("xero/uk").body()).contains("gave no refresh token");
    assertThat(grant("xero/uk")).isEmpty();
  }

  @Test
  void two_vendors_do_not_take_each_other_s_answers() {
    vendor.more = tokens("62515");
    ConnectStage.Admin admin = stage.open(List.of(xero(), hubSpot())).admin();
    URI callback = admin.consent(admin.begin("hubspot/main"));

    HttpResponse<String> answer =
        admin.comeBack(
            URI.create(callback.toString().replace("callback/hubspot", "callback/xero")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("to no consent of ours");
    assertThat(vendor.tokenCalls).isEmpty();
  }

  private static Json.Obj tokens(String hub) {
    return Json.object()
        .put("refresh_token", "the-refresh-token")
        .put("hub_id", Long.parseLong(hub))
        .build();
  }

  private Optional<Grant> grant(String key) {
    return new VaultedGrant(stage.kept, key, new Secret(""), stage.clock).load();
  }

  private Connectable xero() {
    return Connectables.xero(
        "uk",
        app("Xero", OAuthApp.ClientAuth.BASIC, Optional.of(Duration.ofDays(60))),
        new Connectables.Pages(vendor.at("/authorize"), vendor.at("/connections")),
        List.of(new AccountNaming.Account("tenant-1", "book 'uk'")),
        new Secret(""));
  }

  private Connectable hubSpot() {
    return Connectables.hubSpot(
        app("HubSpot", OAuthApp.ClientAuth.FORM, Optional.empty()),
        vendor.at("/authorize"),
        "62515",
        new Secret(""));
  }

  private OAuthApp app(String name, OAuthApp.ClientAuth auth, Optional<Duration> life) {
    return new OAuthApp(
        name,
        "the account",
        vendor.at("/token"),
        "client",
        new Secret("secret"),
        auth,
        Map.of(),
        List.of(),
        life,
        "client_id and client_secret");
  }
}
