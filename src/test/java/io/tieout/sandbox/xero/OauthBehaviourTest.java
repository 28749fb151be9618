package io.tieout.sandbox.xero;

import static io.tieout.sandbox.xero.Office.coded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.json.Json;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Consent, tokens, scopes and tenants.
class OauthBehaviourTest {
  private static final String BACK = "http://localhost:9999/back";
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final Office office =
      new Office(Profile.us("Northwind Analytics, Inc."), Profile.au("Northwind Pty Ltd"));
  private final Json.Obj info = office.xero.info();

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void consent_with_pkce_gives_a_token_set_that_opens_every_organisation() throws Exception {
    String verifier = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    String code = consent("openid offline_access accounting.settings", challenge(verifier));
    Office.Reply wrong = exchange(code, "another-verifier");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body().text("error")).isEqualTo("invalid_grant");
    code = consent("openid offline_access accounting.settings", challenge(verifier));
    Json.Obj tokens = exchange(code, verifier).body();
    assertThat(tokens.integer("expires_in")).isEqualTo(1800);
    assertThat(tokens.text("refresh_token")).isNotBlank();
    assertThat(tokens.text("id_token").split("\\.", -1)).hasSize(3);
    office.token(tokens.text("access_token"));
    for (String tenant : tenants()) {
      office.tenant(tenant);
      assertThat(office.get("Organisation").only("Organisations").text("OrganisationID"))
          .isEqualTo(tenant);
    }
    assertThat(exchange(code, verifier).status()).isEqualTo(400);
  }

  @Test
  void without_offline_access_there_is_no_refresh_token() throws Exception {
    String verifier = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    Json.Obj tokens =
        exchange(consent("accounting.contacts.read", challenge(verifier)), verifier).body();
    assertThat(tokens.has("refresh_token")).isFalse();
  }

  @Test
  void the_access_token_is_signed_by_the_published_key() throws GeneralSecurityException {
    String[] parts = office.xero.accessToken().split("\\.", -1);
    Json.Obj claims = Json.parseObj(decoded(parts[1]));
    assertThat(claims.integer("exp") - claims.integer("nbf")).isEqualTo(1800);
    Json.Obj key =
        office
            .send(HttpRequest.newBuilder(URI.create(info.text("jwksUrl"))))
            .body()
            .objects("keys")
            .getFirst();
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(number(key.text("n")), number(key.text("e")))));
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void a_refresh_token_changes_with_every_use_and_the_last_one_has_half_an_hour_of_grace() {
    String first = info.text("refreshToken");
    String second = refreshed(first);
    assertThat(second).isNotEqualTo(first);
    office.clock.advance(Duration.ofMinutes(29));
    String third = refreshed(first);
    assertThat(refresh(second).body().text("error")).isEqualTo("invalid_grant");
    office.clock.advance(Duration.ofMinutes(31));
    assertThat(refresh(first).status()).isEqualTo(400);
    assertThat(refresh(third).status()).isEqualTo(200);
  }

  @Test
  void without_grace_the_old_refresh_token_is_dead_at_once() {
    office.xero.refreshGrace(false);
    String first = info.text("refreshToken");
    refreshed(first);
    assertThat(refresh(first).status()).isEqualTo(400);
  }

  @Test
  void a_refresh_whose_answer_was_lost_can_be_tried_again() {
    String first = info.text("refreshToken");
    office.xero.weather().arm(Mishap.ERROR_AFTER, 1, c -> c.path().equals("/connect/token"));
    assertThat(refresh(first).status()).isEqualTo(500);
    assertThat(refresh(first).status()).isEqualTo(200);
  }

  @Test
  void a_refresh_token_dies_after_sixty_days_unused_and_by_revocation() {
    String token = refreshed(info.text("refreshToken"));
    office.clock.advance(Duration.ofDays(59));
    token = refreshed(token);
    office.clock.advance(Duration.ofDays(60));
    assertThat(refresh(token).status()).isEqualTo(400);
  }

  @Test
  void revocation_ends_the_grant_and_the_connections() {
    String token = refreshed(info.text("refreshToken"));
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (info.text("clientId") + ":" + info.text("clientSecret"))
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(
            office
                .form("revokeUrl", "token=" + coded(token), "Authorization", "Basic " + basic)
                .status())
        .isEqualTo(200);
    assertThat(refresh(token).status()).isEqualTo(400);
    assertThat(office.get("Organisation").status()).isEqualTo(403);
  }

  @Test
  void an_expired_token_says_when_it_expired() {
    office.clock.advance(Duration.ofMinutes(30));
    Office.Reply reply = office.get("Organisation");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body().text("Title")).isEqualTo("Unauthorized");
    assertThat(reply.body().text("Detail"))
        .isEqualTo("TokenExpired: token expired at 11/22/2026 18:30:00");
    office.token("nonsense");
    assertThat(office.get("Organisation").body().text("Detail"))
        .isEqualTo("AuthenticationUnsuccessful");
  }

  @Test
  void the_tenant_has_to_be_named_and_connected() {
    office.tenant("");
    assertThat(office.get("Organisation").status()).isEqualTo(403);
    office.tenant("7e5f9d0e-0000-4000-8000-000000000000");
    Office.Reply other = office.get("Organisation");
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.body().text("detail")).isEqualTo("AuthenticationUnsuccessful");

    List<Json.Obj> connections = connections("GET", "");
    assertThat(connections)
        .extracting(c -> c.text("tenantName"))
        .containsExactly("Northwind Analytics, Inc.", "Northwind Pty Ltd");
    assertThat(connections.getFirst().text("tenantType")).isEqualTo("ORGANISATION");
    connections("DELETE", "/" + connections.getFirst().text("id"));
    office.tenant(tenants().getFirst());
    assertThat(office.get("Organisation").status()).isEqualTo(403);
    office.tenant(tenants().getLast());
    assertThat(office.get("Organisation").status()).isEqualTo(200);
  }

  @Test
  void scopes_are_narrow_and_a_missing_one_is_a_401() {
    assertThat(consentPage("accounting.transactions").status()).isEqualTo(400);
    assertThat(consentPage("accounting.transactions").text()).contains("invalid_scope");
    assertThat(consentPage("accounting.reports.balancesheets.read").text())
        .contains("invalid_scope");
    Office.Reply broad =
        office.tokenCall(
            "grant_type=client_credentials&scope=accounting.reports.read",
            info.text("customClientId"),
            info.text("customClientSecret"));
    assertThat(broad.body().text("error")).isEqualTo("invalid_scope");
    office.token(custom("accounting.invoices.read"));
    assertThat(office.get("Invoices?page=1&pageSize=1").status()).isEqualTo(200);
    Office.Reply write = office.put("Invoices", Office.invoice("Acme Corporation", "1"));
    assertThat(write.status()).isEqualTo(401);
    assertThat(write.body().text("Detail")).isEqualTo("AuthorizationUnsuccessful");
    assertThat(office.get("Contacts").status()).isEqualTo(401);
    assertThat(office.get("Reports/TrialBalance").status()).isEqualTo(401);
  }

  @Test
  void a_custom_connection_reaches_one_organisation_and_never_refreshes() {
    Json.Obj tokens = customTokens("accounting.settings").body();
    assertThat(tokens.has("refresh_token")).isFalse();
    office.token(tokens.text("access_token"));
    office.tenant("");
    assertThat(office.get("Organisation").only("Organisations").text("Name"))
        .isEqualTo("Northwind Analytics, Inc.");
    office.tenant(tenants().getLast());
    assertThat(office.get("Organisation").status()).isEqualTo(403);
    assertThat(office.tokenCall("grant_type=client_credentials").body().text("error"))
        .isEqualTo("unauthorized_client");
  }

  private List<String> tenants() {
    return info.list("tenantIds").stream().map(t -> t.asText("tenantIds")).toList();
  }

  private String custom(String scope) {
    return customTokens(scope).body().text("access_token");
  }

  private Office.Reply customTokens(String scope) {
    return office.tokenCall(
        "grant_type=client_credentials&scope=" + coded(scope),
        info.text("customClientId"),
        info.text("customClientSecret"));
  }

  private Office.Reply refresh(String token) {
    return office.tokenCall("grant_type=refresh_token&refresh_token=" + coded(token));
  }

  private String refreshed(String token) {
    return refresh(token).body().text("refresh_token");
  }

  private Office.Reply consentPage(String query) {
    String address =
        "%s?response_type=code&client_id=%s&redirect_uri=%s&state=s1&scope=%s"
            .formatted(info.text("authorizeUrl"), info.text("clientId"), coded(BACK), coded(query));
    return office.send(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  private String consent(String scope, String challenge) {
    String address =
        "%s?response_type=code&client_id=%s&redirect_uri=%s&state=s1&scope=%s&code_challenge=%s&code_challenge_method=S256"
            .formatted(
                info.text("authorizeUrl"),
                info.text("clientId"),
                coded(BACK),
                coded(scope),
                challenge);
    HttpRequest.BodyPublisher all =
        HttpRequest.BodyPublishers.ofString("account=" + String.join("&account=", tenants()));
    Office.Reply reply = office.send(HttpRequest.newBuilder(URI.create(address)).POST(all));
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("Location")).startsWith(BACK).contains("state=s1");
    return reply.header("Location").replaceFirst(".*[?&]code=([^&]*).*", "$1");
  }

  /// As an app without a secret does it.
  private Office.Reply exchange(String code, String verifier) {
    return office.form(
        "tokenUrl",
        "grant_type=authorization_code&client_id=%s&code=%s&redirect_uri=%s&code_verifier=%s"
            .formatted(info.text("clientId"), code, coded(BACK), verifier));
  }

  private List<Json.Obj> connections(String method, String rest) {
    Office.Reply reply =
        office.send(
            HttpRequest.newBuilder(URI.create(info.text("connectionsUrl") + rest))
                .header("Authorization", "Bearer " + office.xero.accessToken())
                .method(method, HttpRequest.BodyPublishers.noBody()));
    return reply.status() == 204
        ? List.of()
        : Json.parse(reply.text()).asList("connections").stream()
            .map(c -> c.asObj("connection"))
            .toList();
  }

  private static String challenge(String verifier) throws GeneralSecurityException {
    return URL.encodeToString(
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  private static BigInteger number(String base64) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
  }

  private static String decoded(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
