package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.ConsentPage;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.hubspot.Credentials.App;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The consent page and the token endpoints, old (`/oauth/v1`) and dated.
final class Oauth {
  private final Credentials credentials;

  Oauth(Credentials credentials) {
    this.credentials = credentials;
  }

  /// A refusal of the token endpoints, which name their reason in `status`.
  private record Bad(String error, String description, String status, String message) {}

  HttpAnswer answer(HttpCall call, Instant now) {
    String path = call.path().replaceAll("/+$", "");
    if (path.equals("/oauth/authorize")) {
      return authorize(call, now);
    }
    List<String> parts = List.of(path.substring("/oauth/".length()).split("/", -1));
    if (!parts.getFirst().matches("v1|v3|2026-03|2026-09") || parts.size() < 2) {
      throw Refusal.noSuchPath();
    }
    if (parts.getFirst().equals("v1") && parts.size() == 3) {
      return oldInfo(call, parts.get(1), parts.get(2), now);
    }
    String rest = String.join("/", parts.subList(1, parts.size()));
    if (!call.method().equals("POST")) {
      throw Refusal.wrongMethod();
    }
    Map<String, String> form = form(call);
    return switch (rest) {
      case "token" -> token(form, now);
      case "token/introspect" -> introspect(form, now);
      case "token/revoke" -> {
        credentials.revoke(form.getOrDefault("token", ""));
        yield HttpAnswer.empty(204);
      }
      default -> throw Refusal.noSuchPath();
    };
  }

  /// A page with one button; what it posts is answered with the way back to the app.
  private HttpAnswer authorize(HttpCall call, Instant now) {
    Map<String, String> given = ConsentPage.asked(call);
    String redirect = given.getOrDefault("redirect_uri", "");
    Set<String> scopes = Scopes.parse(given.getOrDefault("scope", ""));
    Set<String> wanted = new TreeSet<>(scopes);
    Scopes.parse(given.getOrDefault("optional_scope", "")).stream()
        .filter(Scopes.all()::contains)
        .forEach(wanted::add);
    ConsentPage page =
        new ConsentPage(
            "HubSpot", "portal " + app().portalId(), List.copyOf(wanted), List.of(), "Connect app");
    Optional<String> wrong = wrongAsked(given, redirect, scopes);
    if (wrong.isPresent()) {
      return page.wrong(wrong.get());
    }
    if (call.method().equals("GET")) {
      return page.drawn(given);
    }
    if (ConsentPage.denied(call)) {
      return ConsentPage.refusal(given);
    }
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("code", credentials.code(redirect, wanted, now));
    Optional.ofNullable(given.get("state")).ifPresent(state -> answer.put("state", state));
    return ConsentPage.back(redirect, answer);
  }

  private Optional<String> wrongAsked(
      Map<String, String> given, String redirect, Set<String> scopes) {
    if (!given.getOrDefault("client_id", "").equals(app().clientId())) {
      return Optional.of("The client_id is unknown.");
    }
    if (!absolute(redirect)) {
      return Optional.of("The redirect_uri is missing or not absolute.");
    }
    List<String> unknown = scopes.stream().filter(s -> !Scopes.all().contains(s)).toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of("These scopes are unknown: " + String.join(", ", unknown));
  }

  private HttpAnswer token(Map<String, String> form, Instant now) {
    if (!form.getOrDefault("client_id", "").equals(app().clientId())) {
      return bad(
          new Bad(
              "invalid_client",
              "client_id is unknown",
              "BAD_CLIENT_ID",
              "missing or unknown client id"));
    }
    if (!same(form.getOrDefault("client_secret", ""), app().clientSecret())) {
      return bad(
          new Bad(
              "invalid_client",
              "client_secret does not match",
              "BAD_CLIENT_SECRET",
              "missing or invalid client secret"));
    }
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> byCode(form, now);
      case "refresh_token" -> byRefreshToken(form, now);
      case "client_credentials" -> {
        Set<String> scopes = Scopes.parse(form.getOrDefault("scope", ""));
        // Tokens of the app itself open the app's own endpoints, never a portal's records.
        scopes.removeIf(s -> s.startsWith("crm."));
        yield given("client_credentials", scopes, Optional.empty(), now);
      }
      default ->
          bad(
              new Bad(
                  "unsupported_grant_type",
                  "grant_type is unknown",
                  "BAD_GRANT_TYPE",
                  "missing or unknown grant type"));
    };
  }

  private HttpAnswer byCode(Map<String, String> form, Instant now) {
    return credentials
        .redeem(form.getOrDefault("code", ""), form.getOrDefault("redirect_uri", ""), now)
        .map(scopes ->
            given("access_token", scopes, Optional.of(credentials.refreshToken(scopes)), now))
        .orElseGet(() ->
            bad(
                new Bad(
                    "invalid_grant",
                    "code is invalid, expired, used or of another redirect_uri",
                    "BAD_AUTH_CODE",
                    "missing or unknown auth code")));
  }

  /// The refresh token stays the same.
  private HttpAnswer byRefreshToken(Map<String, String> form, Instant now) {
    String refresh = form.getOrDefault("refresh_token", "");
    return credentials
        .refreshScopes(refresh)
        .map(scopes -> given("access_token", scopes, Optional.of(refresh), now))
        .orElseGet(() ->
            bad(
                new Bad(
                    "invalid_grant",
                    "refresh token is invalid, expired or revoked",
                    "BAD_REFRESH_TOKEN",
                    "missing or invalid refresh token")));
  }

  private HttpAnswer given(String use, Set<String> scopes, Optional<String> refresh, Instant now) {
    JsonObjBuilder out =
        Json.object()
            .put("token_type", "bearer")
            .putText("refresh_token", refresh)
            .put("access_token", credentials.access(use, scopes, now))
            .put("expires_in", Credentials.TOKEN_LIFE.toSeconds())
            .put("hub_id", app().portalId())
            .put("scopes", Json.texts(List.copyOf(credentials.left(scopes))))
            .put("user_id", app().userId())
            .put("token_use", use);
    return HttpAnswer.json(200, out.build());
  }

  private HttpAnswer introspect(Map<String, String> form, Instant now) {
    String token = form.getOrDefault("token", "");
    Optional<JsonObjBuilder> known =
        credentials
            .token(token)
            .filter(t -> now.isBefore(t.until()))
            .map(t ->
                about(t.scopes())
                    .put("token_use", t.use())
                    .put("expires_in", Duration.between(now, t.until()).toSeconds()))
            .or(() ->
                credentials
                    .refreshScopes(token)
                    .map(scopes -> about(scopes).put("token_use", "refresh_token")));
    return HttpAnswer.json(200, known.orElseGet(() -> Json.object().put("active", false)).build());
  }

  private JsonObjBuilder about(Set<String> scopes) {
    return Json.object()
        .put("active", true)
        .put("client_id", app().clientId())
        .put("hub_id", app().portalId())
        .put("user_id", app().userId())
        .put("scopes", Json.texts(List.copyOf(credentials.left(scopes))));
  }

  /// `/oauth/v1/access-tokens/{token}` and `/oauth/v1/refresh-tokens/{token}`.
  private HttpAnswer oldInfo(HttpCall call, String kind, String token, Instant now) {
    if (kind.equals("refresh-tokens") && call.method().equals("DELETE")) {
      credentials.revoke(token);
      return HttpAnswer.empty(204);
    }
    Optional<Set<String>> scopes =
        switch (kind) {
          case "access-tokens" ->
              credentials
                  .token(token)
                  .filter(t -> now.isBefore(t.until()))
                  .map(Credentials.Token::scopes);
          case "refresh-tokens" -> credentials.refreshScopes(token);
          default -> throw Refusal.noSuchPath();
        };
    return scopes
        .map(s ->
            HttpAnswer.json(
                200,
                about(s)
                    .put("token", token)
                    .put("app_id", Long.parseLong(app().appId()))
                    .put("hub_domain", "northwind-analytics.example")
                    .put("token_type", kind.equals("access-tokens") ? "access" : "refresh")
                    .build()))
        .orElseThrow(() -> Refusal.notFound("the token is unknown or has expired"));
  }

  private HttpAnswer bad(Bad bad) {
    return HttpAnswer.json(
        400,
        Json.object()
            .put("error", bad.error())
            .put("error_description", bad.description())
            .put("status", bad.status())
            .put("message", bad.message())
            .put("correlationId", credentials.uuid())
            .build());
  }

  private App app() {
    return credentials.app();
  }

  /// Form fields, of which the old endpoint took some in the query as well.
  private static Map<String, String> form(HttpCall call) {
    Map<String, String> form = new HashMap<>();
    call.query().forEach((name, values) -> form.put(name, values.getFirst()));
    call.form().forEach((name, values) -> form.put(name, values.getFirst()));
    return form;
  }

  private static boolean absolute(String uri) {
    try {
      String scheme = String.valueOf(new URI(uri).getScheme());
      return scheme.equals("http") || scheme.equals("https");
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
