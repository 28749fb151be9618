package io.tieout.app.connect;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A vendor's OAuth as RFC 6749 and 7636 describe it: a page that always consents, a token endpoint
/// that takes a code once and wants the verifier of its challenge, and a list of accounts.
final class CannedVendor implements AutoCloseable {
  static final String CODE = "the-code";

  final List<HttpCall> tokenCalls = new CopyOnWriteArrayList<>();
  volatile Json.Obj more = Json.object().put("refresh_token", "the-refresh-token").build();
  volatile List<String> tenants = List.of();
  private volatile String challenge = "";
  private volatile String redirect = "";
  private final LoopbackServer server =
      LoopbackServer.start(
          "canned vendor", 0, this::answer, new Weather(), () -> HttpAnswer.empty(429));

  URI at(String path) {
    return URI.create(server.base() + path);
  }

  private HttpAnswer answer(HttpCall call) {
    return switch (call.path()) {
      case "/authorize" -> consent(call);
      case "/token" -> token(call);
      case "/connections" -> connections(call);
      default -> HttpAnswer.empty(404);
    };
  }

  private HttpAnswer consent(HttpCall call) {
    challenge = call.param("code_challenge").orElse("");
    redirect = call.param("redirect_uri").orElse("");
    String state = call.param("state").orElse("");
    String back =
        redirect + "?code=" + CODE + "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
    return new HttpAnswer(302, Map.of("Location", back), new byte[0]);
  }

  private HttpAnswer token(HttpCall call) {
    tokenCalls.add(call);
    boolean good =
        !challenge.isEmpty()
            && field(call, "code").equals(CODE)
            && field(call, "redirect_uri").equals(redirect)
            && s256(field(call, "code_verifier")).equals(challenge);
    challenge = "";
    if (!good) {
      return HttpAnswer.json(400, Json.object().put("error", "invalid_grant").build());
    }
    Json.Obj answer =
        Json.object().put("access_token", "the-access-token").put("expires_in", 1800).build();
    for (Map.Entry<String, Json> extra : more.fields().entrySet()) {
      answer = answer.with(extra.getKey(), extra.getValue());
    }
    return HttpAnswer.json(200, answer);
  }

  private HttpAnswer connections(HttpCall call) {
    return call.header("Authorization").equals(Optional.of("Bearer the-access-token"))
        ? HttpAnswer.json(
            200,
            Json.array(
                tenants.stream()
                    .map(t ->
                        Json.object()
                            .put("id", "c-" + t)
                            .put("tenantId", t)
                            .put("tenantType", "ORGANISATION")
                            .build())
                    .toList()))
        : HttpAnswer.empty(401);
  }

  static String field(HttpCall call, String name) {
    return call.form().getOrDefault(name, List.of("")).getFirst();
  }

  /// Written down here anew, so that ours is compared with something.
  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
