package io.tieout.sandbox.quickbooks;

import io.tieout.sandbox.host.ConsentPage;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The OAuth endpoints: discovery, consent, tokens, revocation and who the user is.
final class Oauth {
  private static final String CONSENT = "/connect/oauth2";
  private static final String TOKEN = "/oauth2/v1/tokens/bearer";
  private static final String REVOKE = "/v2/oauth2/tokens/revoke";
  private static final String USER = "/v1/openid_connect/userinfo";
  private static final String KEYS = "/op/v1/jwks";

  private final App app;
  private final Tokens tokens;
  private final InstantSource clock;

  Oauth(App app, Tokens tokens, InstantSource clock) {
    this.app = app;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// The registered application and the company it connects to.
  record App(String clientId, String clientSecret, String realmId) {
    @Override
    public String toString() {
      return "App[" + clientId + "]";
    }
  }

  Optional<HttpAnswer> answer(HttpCall call, String base) {
    String path = call.path();
    if (path.startsWith("/.well-known/openid")) {
      return Optional.of(HttpAnswer.json(200, discovery(base)));
    }
    return switch (path) {
      case CONSENT -> Optional.of(consent(call));
      case TOKEN -> Optional.of(token(call));
      case REVOKE -> Optional.of(revoke(call));
      case USER -> Optional.of(user(call));
      case KEYS -> Optional.of(HttpAnswer.json(200, Json.object().put("keys", List.of()).build()));
      default -> Optional.empty();
    };
  }

  boolean admits(HttpCall call) {
    return call.header("Authorization")
        .filter(h -> h.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(h -> tokens.opens(h.substring(7).strip(), clock.instant()))
        .orElse(false);
  }

  /// A fresh trace id, which every answer carries.
  String traceId() {
    return tokens.fresh("1-", 24);
  }

  static String tokenPath() {
    return TOKEN;
  }

  private static Json.Obj discovery(String base) {
    return Json.object()
        .put("issuer", base + "/op/v1")
        .put("authorization_endpoint", base + CONSENT)
        .put("token_endpoint", base + TOKEN)
        .put("userinfo_endpoint", base + USER)
        .put("revocation_endpoint", base + REVOKE)
        .put("jwks_uri", base + KEYS)
        .put("response_types_supported", Json.texts(List.of("code")))
        .put("subject_types_supported", Json.texts(List.of("public")))
        .put("id_token_signing_alg_values_supported", Json.texts(List.of("RS256")))
        .put(
            "scopes_supported",
            Json.texts(List.of("openid", "email", "profile", "address", "phone")))
        .put(
            "token_endpoint_auth_methods_supported",
            Json.texts(List.of("client_secret_post", "client_secret_basic")))
        .put("claims_supported", Json.texts(List.of("aud", "exp", "iat", "iss", "realmid", "sub")))
        .build();
  }

  /// A page that asks an administrator; what it posts is answered with the way back.
  private HttpAnswer consent(HttpCall call) {
    Map<String, String> asked = ConsentPage.asked(call);
    List<String> scopes = List.of(asked.getOrDefault("scope", "").strip().split("\\s+", -1));
    ConsentPage page =
        new ConsentPage("Intuit", "company " + app.realmId(), scopes, List.of(), "Connect");
    String redirect = asked.getOrDefault("redirect_uri", "");
    boolean sound =
        asked.getOrDefault("client_id", "").equals(app.clientId())
            && asked.getOrDefault("response_type", "").equals("code")
            && !asked.getOrDefault("scope", "").isBlank()
            && asked.containsKey("state")
            && redirect.startsWith("http");
    if (!sound) {
      return page.wrong(
          "The request needs client_id, response_type=code, scope, redirect_uri and state.");
    }
    if (call.method().equals("GET")) {
      return page.drawn(asked);
    }
    if (ConsentPage.denied(call)) {
      return ConsentPage.refusal(asked);
    }
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("code", tokens.code(redirect, clock.instant()));
    answer.put("state", asked.getOrDefault("state", ""));
    answer.put("realmId", app.realmId());
    return ConsentPage.back(redirect, answer);
  }

  private HttpAnswer token(HttpCall call) {
    if (!call.method().equals("POST") || !authentic(call)) {
      return refused(401, "invalid_client");
    }
    Instant now = clock.instant();
    Optional<Tokens.Issued> issued =
        switch (field(call, "grant_type")) {
          case "authorization_code" ->
              tokens.exchange(field(call, "code"), field(call, "redirect_uri"), now);
          case "refresh_token" -> tokens.refresh(field(call, "refresh_token"), now);
          default -> Optional.empty();
        };
    return issued.map(i -> issued(call, i)).orElseGet(() -> refused(400, "invalid_grant"));
  }

  private static HttpAnswer issued(HttpCall call, Tokens.Issued issued) {
    JsonObjBuilder body =
        Json.object()
            .put("token_type", "bearer")
            .put("expires_in", Tokens.ACCESS.toSeconds())
            .put("refresh_token", issued.refresh())
            .put("x_refresh_token_expires_in", issued.unusedLife().toSeconds())
            .put("access_token", issued.access());
    if (call.header("x-include-refresh-token-hard-expires-in").filter("true"::equals).isPresent()) {
      body.put("x_refresh_token_hard_expires_in", issued.hardLife().toSeconds());
    }
    return HttpAnswer.json(200, body.build()).withHeader("Cache-Control", "no-cache, no-store");
  }

  private HttpAnswer revoke(HttpCall call) {
    if (!authentic(call)) {
      return refused(401, "invalid_client");
    }
    String token =
        call.text().startsWith("{")
            ? Docs.read(call.text()).optText("token").orElse("")
            : field(call, "token");
    return tokens.revoke(token) ? HttpAnswer.empty(200) : refused(400, "invalid_request");
  }

  private HttpAnswer user(HttpCall call) {
    if (!admits(call)) {
      return refused(401, "invalid_token");
    }
    return HttpAnswer.json(
        200,
        Json.object()
            .put("sub", "6f1c8a52-0d1f-4b8e-9d27-1e5a8a9c0001")
            .put("email", "bookkeeper@example.com")
            .put("emailVerified", true)
            .put("givenName", "Bea")
            .put("familyName", "Keeper")
            .build());
  }

  private boolean authentic(HttpCall call) {
    String wanted =
        Base64.getEncoder()
            .encodeToString(
                (app.clientId() + ":" + app.clientSecret()).getBytes(StandardCharsets.UTF_8));
    return call.header("Authorization").filter(("Basic " + wanted)::equals).isPresent();
  }

  private static String field(HttpCall call, String name) {
    return Optional.ofNullable(call.form().get(name)).map(List::getFirst).orElse("");
  }

  private static HttpAnswer refused(int status, String error) {
    return HttpAnswer.json(status, Json.object().put("error", error).build());
  }
}
