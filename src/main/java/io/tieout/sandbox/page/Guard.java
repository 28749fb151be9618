package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/// Keeps other web sites from reading or driving the page through the browser of whoever runs it.
final class Guard {
  static final String HEADER = "X-Page-Token";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data: http://127.0.0.1:*; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final String token;

  Guard(String token) {
    this.token = token;
  }

  String token() {
    return token;
  }

  /// The refusal, when the call is not from this very page.
  ///
  /// A foreign name that resolves to 127.0.0.1 shows in `Host`; a foreign page shows in `Origin`
  /// and cannot know the token.
  Optional<HttpAnswer> refusal(HttpCall call, int port) {
    String host = call.header("Host").orElse("");
    if (!Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host)) {
      return refused("open this page as http://127.0.0.1:%d/".formatted(port));
    }
    if (call.method().equals("GET")) {
      return Optional.empty();
    }
    if (!call.header("Origin").filter(("http://" + host)::equals).isPresent()) {
      return refused("this request comes from another site");
    }
    if (!call.header(HEADER).filter(this::ours).isPresent()) {
      return refused("the sandbox was started anew: reload the page");
    }
    return Optional.empty();
  }

  private boolean ours(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<HttpAnswer> refused(String why) {
    return Optional.of(Answers.problem(403, why));
  }

  /// The answer with what tells browsers to be strict.
  static HttpAnswer strict(HttpAnswer answer) {
    return answer
        .withHeader("Content-Security-Policy", POLICY)
        .withHeader("X-Content-Type-Options", "nosniff")
        .withHeader("Referrer-Policy", "no-referrer")
        .withHeader("Cross-Origin-Resource-Policy", "same-origin")
        .withHeader("Cache-Control", "no-store");
  }
}
