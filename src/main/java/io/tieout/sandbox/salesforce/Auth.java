package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hands out sessions by client credentials, JWT bearer, or user name and password, and knows which
/// of them are still good.
final class Auth {
  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
  private static final Set<String> AUDIENCES =
      Set.of("https://login.salesforce.com", "https://test.salesforce.com");

  private final Login login;
  private final Supplier<String> base;
  private final InstantSource clock;
  private final Supplier<KeyPair> keys;
  private final Set<String> sessions = new HashSet<>();
  private AuthTrouble trouble = AuthTrouble.NONE;
  private int issued;

  Auth(Login login, Supplier<String> base, InstantSource clock, Supplier<KeyPair> keys) {
    this.login = login;
    this.base = base;
    this.clock = clock;
    this.keys = keys;
  }

  /// The one integration user and the one app.
  record Login(
      String orgId,
      String userId,
      String username,
      String password,
      String clientId,
      String clientSecret) {
    @Override
    public String toString() {
      return "Login[" + username + "]";
    }
  }

  Login login() {
    return login;
  }

  void expireAll() {
    sessions.clear();
  }

  void trouble(AuthTrouble now) {
    trouble = now;
  }

  boolean knows(String token) {
    return sessions.contains(token);
  }

  /// Refuses a call without a good session.
  void check(HttpCall call) {
    String token =
        call.header("Authorization")
            .map(h -> h.replaceFirst("(?i)^(Bearer|OAuth)\\s+", ""))
            .orElse("");
    if (!sessions.contains(token)) {
      throw new ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid");
    }
    if (trouble == AuthTrouble.SESSION_NOT_FOR_REST) {
      throw new ApiError(
          401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API");
    }
  }

  HttpAnswer token(HttpCall call) {
    Map<String, List<String>> form = call.form();
    return switch (first(form, "grant_type")) {
      case "client_credentials" -> clientCredentials(call, form);
      case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> jwt(first(form, "assertion"));
      case "password" -> password(form);
      default -> refusal("unsupported_grant_type", "grant type not supported");
    };
  }

  HttpAnswer revoke(HttpCall call) {
    String token = call.param("token").orElseGet(() -> first(call.form(), "token"));
    return sessions.remove(token)
        ? HttpAnswer.empty(200)
        : refusal("unsupported_token_type", "this token type is not supported");
  }

  /// A session for SOAP's `login()`; empty when the name or password is wrong.
  Optional<String> soapSession(String username, String password) {
    boolean right = same(username, login.username()) && same(password, login.password());
    return right ? Optional.of(session()) : Optional.empty();
  }

  Json identity() {
    return Json.object()
        .put("id", identityUrl())
        .put("asserted_user", true)
        .put("user_id", login.userId())
        .put("organization_id", login.orgId())
        .put("username", login.username())
        .put("email", login.username())
        .put("active", true)
        .put("user_type", "STANDARD")
        .put(
            "urls",
            Json.object()
                .put("rest", base.get() + "/services/data/v{version}/")
                .put("sobjects", base.get() + "/services/data/v{version}/sobjects/")
                .put("query", base.get() + "/services/data/v{version}/query/"))
        .build();
  }

  Json userInfo() {
    return Json.object()
        .put("sub", identityUrl())
        .put("user_id", login.userId())
        .put("organization_id", login.orgId())
        .put("preferred_username", login.username())
        .put("email", login.username())
        .put("email_verified", true)
        .put("zoneinfo", "America/New_York")
        .build();
  }

  private HttpAnswer clientCredentials(HttpCall call, Map<String, List<String>> form) {
    Optional<String> basic = call.header("Authorization").filter(h -> h.startsWith("Basic "));
    String id = first(form, "client_id");
    String secret = first(form, "client_secret");
    if (basic.isPresent()) {
      String pair =
          new String(
              Base64.getDecoder().decode(basic.get().substring("Basic ".length())),
              StandardCharsets.UTF_8);
      int colon = Math.max(0, pair.indexOf(':'));
      id = pair.substring(0, colon);
      secret = pair.substring(Math.min(pair.length(), colon + 1));
    }
    Optional<HttpAnswer> wrong = wrongApp(id, secret);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    return switch (trouble) {
      case NO_RUN_AS_USER -> refusal("invalid_grant", "no client credentials user enabled");
      case INACTIVE_USER -> refusal("inactive_user", "user is inactive");
      case NONE, NOT_APPROVED, SESSION_NOT_FOR_REST -> granted(true);
    };
  }

  private HttpAnswer password(Map<String, List<String>> form) {
    Optional<HttpAnswer> wrong = wrongApp(first(form, "client_id"), first(form, "client_secret"));
    if (wrong.isPresent()) {
      return wrong.get();
    }
    boolean right =
        same(first(form, "username"), login.username())
            && same(first(form, "password"), login.password());
    return right ? granted(true) : refusal("invalid_grant", "authentication failure");
  }

  private Optional<HttpAnswer> wrongApp(String id, String secret) {
    if (!same(id, login.clientId())) {
      return Optional.of(refusal("invalid_client_id", "client identifier invalid"));
    }
    return same(secret, login.clientSecret())
        ? Optional.empty()
        : Optional.of(refusal("invalid_client", "invalid client credentials"));
  }

  private HttpAnswer jwt(String assertion) {
    String[] parts = assertion.split("\\.", -1);
    if (parts.length != 3) {
      return refusal("invalid_grant", "invalid assertion");
    }
    try {
      Json.Obj header = decoded(parts[0]);
      Json.Obj claims = decoded(parts[1]);
      if (!same(claims.optText("iss").orElse(""), login.clientId())) {
        return refusal("invalid_client_id", "client identifier invalid");
      }
      if (!header.optText("alg").orElse("").equals("RS256") || !signed(parts)) {
        return refusal("invalid_grant", "invalid assertion signature");
      }
      return claimed(claims);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return refusal("invalid_grant", "invalid assertion");
    }
  }

  private HttpAnswer claimed(Json.Obj claims) {
    String audience = claims.optText("aud").orElse("").replaceFirst("/$", "");
    if (!AUDIENCES.contains(audience) && !audience.equals(base.get())) {
      return refusal("invalid_grant", "audience is invalid");
    }
    Instant now = clock.instant();
    Instant expires =
        Instant.ofEpochSecond(claims.optDecimal("exp").map(d -> d.longValue()).orElse(0L));
    if (!expires.isAfter(now) || expires.isAfter(now.plus(MOST_AHEAD))) {
      return refusal("invalid_grant", "assertion has expired");
    }
    if (!same(claims.optText("sub").orElse(""), login.username())
        || trouble == AuthTrouble.NOT_APPROVED) {
      return refusal("invalid_grant", "user hasn't approved this consumer");
    }
    return trouble == AuthTrouble.INACTIVE_USER
        ? refusal("inactive_user", "user is inactive")
        : granted(false);
  }

  private boolean signed(String[] parts) throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(keys.get().getPublic());
    verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    return verifier.verify(Base64.getUrlDecoder().decode(parts[2]));
  }

  private static Json.Obj decoded(String part) {
    return Json.parseObj(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private HttpAnswer granted(boolean withSignature) {
    String issuedAt = String.valueOf(clock.millis());
    JsonObjBuilder out = Json.object().put("access_token", session());
    if (withSignature) {
      out.put("signature", signature(identityUrl() + issuedAt)).put("issued_at", issuedAt);
    }
    out.put("scope", "api").put("instance_url", base.get()).put("id", identityUrl());
    return HttpAnswer.json(200, out.put("token_type", "Bearer").build());
  }

  private String session() {
    issued++;
    String token =
        login.orgId().substring(0, 15)
            + "!AQ"
            + signature("session " + issued).replaceAll("\\W", "");
    sessions.add(token);
    return token;
  }

  private String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(login.clientSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is missing", e);
    }
  }

  private String identityUrl() {
    return "%s/id/%s/%s".formatted(base.get(), login.orgId(), login.userId());
  }

  private static HttpAnswer refusal(String error, String description) {
    return HttpAnswer.json(
        400, Json.object().put("error", error).put("error_description", description).build());
  }

  private static String first(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of("")).getFirst();
  }

  private static boolean same(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
