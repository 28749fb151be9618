package io.tieout.vendor.oauth;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Bearer;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Quota;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.StatusFaults;
import io.tieout.vendor.http.Timing;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks a vendor's token endpoint, and reads what it answers without ever showing it.
public final class TokenEndpoint implements AutoCloseable {
  /// The code of a refusal that means the grant is gone for good.
  public static final String INVALID_GRANT = "invalid_grant";

  /// What vendors call a refresh token that they do not take; all but the first are HubSpot's.
  private static final Set<String> GONE = Set.of(INVALID_GRANT, "BAD_REFRESH_TOKEN");

  private final OAuthApp app;
  private final InstantSource clock;
  private final Outbound out;

  /// What a token answer holds.
  ///
  /// @param grant the refresh token to keep; empty where none was given
  /// @param body the whole answer, for what else a vendor tells; holds secrets
  public record Tokens(Bearer access, Optional<TokenVault.Grant> grant, Json.Obj body) {
    @Override
    public String toString() {
      return "Tokens[********]";
    }
  }

  public TokenEndpoint(OAuthApp app, Settings http, Timing timing) {
    this.app = app;
    this.clock = timing.clock();
    StatusFaults byStatus = new StatusFaults(app.vendor(), clock);
    this.out =
        new Outbound(
            app.vendor(),
            http,
            // Vendors do not count these, and one is asked for while the vault's row is held.
            timing.under(Quota.NONE),
            (call, answer) -> refused(answer).or(() -> byStatus.fault(call, answer)));
  }

  /// Whether the vendor said that it no longer takes the grant.
  public static boolean grantGone(FaultException e) {
    return e.fault() instanceof Fault.Refused(_, String code, _) && code.equals(INVALID_GRANT);
  }

  OAuthApp app() {
    return app;
  }

  /// Renews with a refresh token. The answer's refresh token replaces it, the same one or not.
  public Tokens refresh(TokenVault.Grant grant) {
    return ask(
        Map.of("grant_type", "refresh_token", "refresh_token", grant.refreshToken().reveal()),
        Call.Intent.READ);
  }

  /// Redeems the code of a consent. A code is good once, so it is sent once: when the answer is
  /// lost, that is `Fault.Ambiguous` and the consent has to be begun anew.
  ///
  /// @param verifier of the PKCE challenge that was sent with the consent
  public Tokens redeem(String code, URI redirect, Optional<Secret> verifier) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect.toString());
    verifier.ifPresent(v -> form.put("code_verifier", v.reveal()));
    return ask(form, Call.Intent.WRITE);
  }

  /// An access token for the app itself.
  public Tokens clientCredentials(Optional<String> scopes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    scopes.ifPresent(s -> form.put("scope", s));
    return ask(form, Call.Intent.READ);
  }

  private Tokens ask(Map<String, String> form, Call.Intent intent) {
    Call call = request(form);
    Answer answer =
        out.send(new Call(call.method(), call.uri(), call.headers(), call.body(), intent));
    Instant now = clock.instant();
    try {
      Json.Obj body = answer.json().asObj("token answer");
      Optional<Instant> end = body.optDecimal("expires_in").map(s -> after(now, s));
      return new Tokens(
          new Bearer(body.text("access_token"), end, Optional.empty()),
          body.optText("refresh_token")
              .map(t -> new TokenVault.Grant(new Secret(t), now, expires(body, now))),
          body);
    } catch (JsonShapeException | ArithmeticException _) {
      // Without the cause: its message would show the answer's fields.
      throw new Fault.Broken(
              "%s's token answer has not the shape that is documented; check the token address %s"
                  .formatted(app.vendor(), app.tokenUrl()))
          .asException();
    }
  }

  private Call request(Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>(fields);
    if (app.auth() == OAuthApp.ClientAuth.FORM) {
      form.put("client_id", app.clientId());
      form.put("client_secret", app.clientSecret().reveal());
    }
    String body =
        form.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    Call call =
        Call.read(
                "POST",
                app.tokenUrl(),
                "application/x-www-form-urlencoded",
                body.getBytes(StandardCharsets.UTF_8))
            .withHeader("Accept", "application/json");
    if (app.auth() == OAuthApp.ClientAuth.BASIC) {
      String client = app.clientId() + ":" + app.clientSecret().reveal();
      call =
          call.withHeader(
              "Authorization",
              "Basic "
                  + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)));
    }
    for (Map.Entry<String, String> header : app.headers().entrySet()) {
      call = call.withHeader(header.getKey(), header.getValue());
    }
    return call;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The earlier of the end for want of use and the end in any case.
  private Optional<Instant> expires(Json.Obj body, Instant now) {
    return app.expiryFields().stream()
        .flatMap(name -> body.optDecimal(name).stream())
        .map(seconds -> after(now, seconds))
        .min(Instant::compareTo)
        .or(() -> app.refreshLife().map(now::plus));
  }

  private static Instant after(Instant now, BigDecimal seconds) {
    return now.plusSeconds(seconds.longValueExact());
  }

  private Optional<Fault> refused(Answer answer) {
    if (answer.status() != 400 && answer.status() != 401) {
      return Optional.empty();
    }
    Json.Obj body = body(answer);
    String error = body.optText("error").orElse("");
    boolean gone =
        GONE.contains(error) || body.optText("status").filter(GONE::contains).isPresent();
    return Optional.of(
        gone
            ? new Fault.Refused(app.vendor() + " no longer takes the refresh token", INVALID_GRANT)
            : new Fault.Broken(
                "%s refused to give an access token (%d, %s); check %s"
                    .formatted(
                        app.vendor(),
                        answer.status(),
                        error.isEmpty() ? "no reason given" : error,
                        app.settingNames())));
  }

  private static Json.Obj body(Answer answer) {
    try {
      return Json.parseObj(answer.text());
    } catch (JsonShapeException _) {
      return Json.object().build();
    }
  }

  @Override
  public void close() {
    out.close();
  }
}
