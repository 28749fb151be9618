package io.tieout.vendor.salesforce;

import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Bearer;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Redactor;
import io.tieout.vendor.salesforce.SalesforceSettings.Grant;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Asks Salesforce for an access token. There is no refresh token and no end date in the answer: a
/// token is good until a call is answered with 401.
final class SalesforceLogin {
  private static final String PATH = "/services/oauth2/token";
  private static final Pattern IDENTITY = Pattern.compile(".*/id/(\\w{15,18})/(\\w{15,18})");

  private final SalesforceSettings settings;
  private final Outbound out;
  private final InstantSource clock;
  private final AtomicReference<String> identity = new AtomicReference<>("");

  SalesforceLogin(SalesforceSettings settings, Outbound out, InstantSource clock) {
    this.settings = settings;
    this.out = out;
    this.clock = clock;
  }

  Bearer fetch() {
    String form =
        fields().entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    Answer answer =
        out.send(
            Call.read(
                "POST",
                settings.loginUrl().resolve(PATH),
                "application/x-www-form-urlencoded",
                form.getBytes(StandardCharsets.UTF_8)));
    Json.Obj body = answer.json().asObj("token answer");
    String id = body.optText("id").orElse("");
    checkOrganization(id);
    identity.set(id);
    return new Bearer(
        Shape.read("the token answer", () -> body.text("access_token")),
        Optional.empty(),
        Optional.of(instance(Shape.read("the token answer", () -> body.text("instance_url")))));
  }

  /// Whose organisation and user the last log-in was for.
  record Identity(String organizationId, String userId) {}

  /// Known after the first [#fetch].
  Identity identity() {
    Matcher id = IDENTITY.matcher(identity.get());
    if (!id.matches()) {
      throw new Fault.Broken(
              "Salesforce's log-in answer has no 'id' that ends in /id/ORGANISATION/USER but '%s';"
                      .formatted(identity.get())
                  + " allow the scope 'id' in the External Client App")
          .asException();
    }
    return new Identity(SalesforceId.of(id.group(1)), SalesforceId.of(id.group(2)));
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    switch (settings.grant()) {
      case Grant.ClientCredentials(Secret secret) -> {
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", settings.clientId());
        fields.put("client_secret", secret.reveal());
      }
      case Grant.Jwt jwt -> {
        fields.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        fields.put("assertion", JwtAssertion.sign(settings.clientId(), jwt, clock.instant()));
      }
    }
    return fields;
  }

  /// The `id` is an address that ends in `/id/<organisation>/<user>`.
  private void checkOrganization(String identity) {
    settings
        .organizationId()
        .filter(wanted -> !identity.contains("/id/" + wanted + "/"))
        .ifPresent(wanted -> {
          throw new Fault.Broken(
                  "Salesforce logged us in to another organisation than %s (%s); check the"
                          .formatted(wanted, identity)
                      + " log-in address and the client id")
              .asException();
        });
  }

  /// The token goes there, so it must be an encrypted connection or this machine.
  private static URI instance(String text) {
    URI uri = URI.create(text);
    boolean safe =
        "https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost()));
    if (!safe) {
      throw new Fault.Broken("Salesforce's instance_url '" + text + "' is not an https address")
          .asException();
    }
    return uri;
  }

  /// The fault of a refused log-in: always set-up, never to be tried again as it is.
  static Optional<Fault> fault(Answer answer) {
    if (answer.status() != 400 && answer.status() != 401) {
      return Optional.empty();
    }
    try {
      Json.Obj body = Json.parseObj(answer.text());
      return body.optText("error")
          .map(error -> {
            String described = Redactor.redact(body.optText("error_description").orElse(""));
            return new Fault.Broken(
                "Salesforce refused the log-in: %s (%s). %s"
                    .formatted(error, described, advice(error, described)));
          });
    } catch (JsonShapeException _) {
      return Optional.empty();
    }
  }

  static boolean isLogin(Call call) {
    return call.uri().getPath().equals(PATH);
  }

  private static String advice(String error, String described) {
    String words = described.toLowerCase(Locale.ROOT);
    return switch (error) {
      case "invalid_client_id", "invalid_client" ->
          "Check the client id and secret against the External Client App, and that the app exists"
              + " in this organisation.";
      case "invalid_app_access" ->
          "Give the integration user access to the External Client App (permission set or"
              + " profile).";
      case "inactive_user" -> "Activate the integration user, or name another one.";
      case "unsupported_grant_type" -> "Enable this flow in the External Client App's settings.";
      default -> grantAdvice(words);
    };
  }

  private static String grantAdvice(String words) {
    if (words.contains("approved this consumer") || words.contains("hasn't approved")) {
      return "Set the External Client App to 'Admin approved users are pre-authorized' and assign"
          + " its permission set to the integration user.";
    }
    if (words.contains("client credentials user")) {
      return "Name a run-as user in the External Client App's client credentials policy.";
    }
    if (words.contains("not supported on this domain")) {
      return "Use the organisation's My Domain address as log-in address, not login.salesforce.com.";
    }
    if (words.contains("audience")) {
      return "Set the audience to https://login.salesforce.com, or https://test.salesforce.com for"
          + " a sandbox.";
    }
    if (words.contains("expired")) {
      return "Check this machine's clock: the assertion lives two minutes.";
    }
    if (words.contains("signature") || words.contains("assertion")) {
      return "Check that the private key belongs to the certificate in the External Client App.";
    }
    return "Check the External Client App's flow, policies and the integration user.";
  }
}
