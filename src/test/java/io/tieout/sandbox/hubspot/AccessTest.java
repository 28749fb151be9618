package io.tieout.sandbox.hubspot;

import static io.tieout.sandbox.hubspot.Portals.V3;
import static io.tieout.sandbox.hubspot.Portals.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.hubspot.Portals.Answer;
import io.tieout.value.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final String REDIRECT = "http://127.0.0.1:9/back";

  private final Portals hub = new Portals();

  @AfterEach
  void stop() {
    hub.close();
  }

  private String authorize(String scope) {
    return "/oauth/authorize?client_id=%s&redirect_uri=%s&scope=%s&state=a%%26b"
        .formatted(
            hub.portal.info().text("clientId"),
            URLEncoder.encode(REDIRECT, StandardCharsets.UTF_8),
            URLEncoder.encode(scope, StandardCharsets.UTF_8));
  }

  private Map<String, String> byRefreshToken() {
    return Map.of(
        "grant_type", "refresh_token", "refresh_token", hub.portal.info().text("refreshToken"));
  }

  private String code(String scope) {
    Answer back = hub.form(authorize(scope), Map.of());
    assertThat(back.status()).isEqualTo(302);
    assertThat(back.header("Location")).startsWith(REDIRECT + "?code=").endsWith("&state=a%26b");
    return back.header("Location").replaceFirst(".*code=([^&]+)&.*", "$1");
  }

  private Map<String, String> byCode(String code) {
    return Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT);
  }

  @Test
  void consent_leads_back_with_a_code_that_is_good_once() {
    assertThat(hub.get(authorize("crm.objects.deals.read")).text()).contains("Connect app");
    String code = code("crm.objects.deals.read oauth");
    Json.Obj token = hub.token(byCode(code)).obj();
    assertThat(token.text("token_type")).isEqualTo("bearer");
    assertThat(token.integer("expires_in")).isEqualTo(1800);
    assertThat(token.text("hub_id")).isEqualTo(hub.portal.info().text("portalId"));
    assertThat(token.list("scopes"))
        .containsExactly(Json.of("crm.objects.deals.read"), Json.of("oauth"));
    assertThat(hub.token(byCode(code)).obj().text("status")).isEqualTo("BAD_AUTH_CODE");
    hub.with(token.text("access_token"));
    assertThat(hub.get(V3 + "deals").status()).isEqualTo(200);
    assertThat(hub.get(V3 + "companies").status()).isEqualTo(403);
  }

  @Test
  void consent_is_refused_to_strangers() {
    String path = authorize("crm.objects.deals.read");
    assertThat(hub.get(path.replaceFirst("client_id=[^&]+", "client_id=x")).status())
        .isEqualTo(400);
    assertThat(hub.get(authorize("crm.objects.secrets.read")).status()).isEqualTo(400);
    assertThat(hub.get(path.replaceFirst("redirect_uri=[^&]+", "redirect_uri=x")).status())
        .isEqualTo(400);
  }

  @Test
  void a_code_ends_soon_and_belongs_to_its_redirect() {
    String late = code("oauth");
    hub.clock.advance(Duration.ofMinutes(1));
    assertThat(hub.token(byCode(late)).obj().text("status")).isEqualTo("BAD_AUTH_CODE");
    Answer other =
        hub.token(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code("oauth"),
                "redirect_uri",
                "http://elsewhere.example/"));
    assertThat(other.status()).isEqualTo(400);
  }

  @Test
  void access_tokens_last_thirty_minutes_and_the_refresh_token_stays() {
    Json.Obj token = hub.token(byRefreshToken()).obj();
    assertThat(token.text("refresh_token")).isEqualTo(hub.portal.info().text("refreshToken"));
    assertThat(token.text("access_token").length()).isLessThanOrEqualTo(512);
    hub.with(token.text("access_token"));
    hub.clock.advance(Duration.ofSeconds(1799));
    assertThat(hub.get(V3 + "deals").status()).isEqualTo(200);
    hub.clock.advance(Duration.ofSeconds(1));
    Answer expired = hub.get(V3 + "deals");
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.obj().text("category")).isEqualTo("EXPIRED_AUTHENTICATION");
    hub.with("nonsense");
    assertThat(hub.get(V3 + "deals").obj().text("category")).isEqualTo("INVALID_AUTHENTICATION");
    assertThat(hub.token(byRefreshToken()).status()).isEqualTo(200);
  }

  @Test
  void tokens_can_be_ended_by_hand_and_the_service_key_does_not_end() {
    String token = hub.token(byRefreshToken()).obj().text("access_token");
    hub.portal.expireTokens();
    assertThat(hub.with(token).get(V3 + "deals").obj().text("category"))
        .isEqualTo("EXPIRED_AUTHENTICATION");
    hub.with(hub.portal.info().text("serviceKey"));
    assertThat(hub.get(V3 + "deals").status()).isEqualTo(200);
  }

  @Test
  void bad_grants_name_their_reason() {
    assertThat(hub.token(Map.of("grant_type", "refresh_token", "refresh_token", "x")).obj())
        .satisfies(body -> {
          assertThat(body.text("error")).isEqualTo("invalid_grant");
          assertThat(body.text("error_description"))
              .isEqualTo("refresh token is invalid, expired or revoked");
          assertThat(body.text("status")).isEqualTo("BAD_REFRESH_TOKEN");
        });
    assertThat(
            hub.token(Map.of("grant_type", "refresh_token", "client_id", "x")).obj().text("status"))
        .isEqualTo("BAD_CLIENT_ID");
    assertThat(
            hub.token(Map.of("grant_type", "refresh_token", "client_secret", "x"))
                .obj()
                .text("status"))
        .isEqualTo("BAD_CLIENT_SECRET");
    assertThat(hub.token(Map.of("grant_type", "password")).status()).isEqualTo(400);
  }

  @Test
  void a_revoked_refresh_token_is_good_no_more() {
    String refresh = hub.portal.info().text("refreshToken");
    assertThat(hub.form("/oauth/2026-09/token/introspect", Map.of("token", refresh)).obj())
        .matches(o -> o.flag("active"));
    hub.form("/oauth/2026-09/token/revoke", Map.of("token", refresh));
    assertThat(hub.token(byRefreshToken()).obj().text("status")).isEqualTo("BAD_REFRESH_TOKEN");
    assertThat(hub.form("/oauth/2026-09/token/introspect", Map.of("token", refresh)).obj())
        .matches(o -> !o.flag("active"));
  }

  @Test
  void the_old_token_endpoints_still_answer() {
    Json.Obj info = hub.portal.info();
    Json.Obj token =
        hub.form(
                "/oauth/v1/token",
                Map.of(
                    "grant_type", "refresh_token",
                    "refresh_token", info.text("refreshToken"),
                    "client_id", info.text("clientId"),
                    "client_secret", info.text("clientSecret")))
            .obj();
    assertThat(
            hub.get("/oauth/v1/access-tokens/" + token.text("access_token")).obj().text("hub_id"))
        .isEqualTo(info.text("portalId"));
    assertThat(hub.delete("/oauth/v1/refresh-tokens/" + info.text("refreshToken")).status())
        .isEqualTo(204);
    assertThat(hub.token(byRefreshToken()).status()).isEqualTo(400);
  }

  @Test
  void client_credentials_open_the_app_s_settings_and_no_records() {
    Json.Obj token = hub.token(Map.of("grant_type", "client_credentials")).obj();
    assertThat(token.text("token_use")).isEqualTo("client_credentials");
    assertThat(token.has("refresh_token")).isFalse();
    String settings = "/app-webhooks/2026-09/" + hub.portal.info().text("appId") + "/subscriptions";
    assertThat(hub.get(settings).status()).isEqualTo(401);
    hub.with(token.text("access_token"));
    assertThat(hub.get(V3 + "deals").status()).isEqualTo(403);
    assertThat(hub.get(settings).obj().objects("results")).isNotEmpty();
  }

  @Test
  void a_scope_that_is_taken_away_is_named_by_the_refusal() {
    String id = hub.portal.dealId("acme-platform");
    hub.portal.switches().withdrawScope("crm.objects.deals.write");
    Answer refused = hub.patch(V3 + "deals/" + id, json("{'properties':{'amount':'1'}}"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.obj().text("category")).isEqualTo("MISSING_SCOPES");
    assertThat(refused.first("errors").obj("context").list("requiredGranularScopes"))
        .containsExactly(Json.of("crm.objects.deals.write"));
    assertThat(hub.get(V3 + "deals/" + id).status()).isEqualTo(200);
    assertThat(hub.post(V3 + "deals/search", "{}").status()).isEqualTo(200);
    hub.portal.switches().grantScope("crm.objects.deals.write");
    assertThat(hub.patch(V3 + "deals/" + id, json("{'properties':{'amount':'1'}}")).status())
        .isEqualTo(200);
  }

  @Test
  void definitions_have_scopes_of_their_own() {
    hub.portal.switches().withdrawScope("crm.schemas.deals.write");
    assertThat(
            hub.post("/crm/v3/properties/deals/groups", json("{'name':'a','label':'A'}")).status())
        .isEqualTo(403);
    assertThat(hub.get("/crm/v3/properties/deals").status()).isEqualTo(200);
    hub.portal.switches().withdrawScope("crm.objects.owners.read");
    assertThat(hub.get("/crm/v3/owners").status()).isEqualTo(403);
  }
}
