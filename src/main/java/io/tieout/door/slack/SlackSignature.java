package io.tieout.door.slack;

import io.tieout.door.web.WebCall;
import io.tieout.value.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells Slack's requests from others: HMAC-SHA256 over version, time and raw body, within five
/// minutes of our clock on either side, compared in constant time. Source: Slack, "Verifying
/// requests from Slack" (signature version v0).
final class SlackSignature {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final Secret secret;
  private final InstantSource clock;

  SlackSignature(Secret secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /// Why the request is not Slack's, or empty when it is.
  Optional<String> complaint(WebCall call) {
    Optional<String> stamp = call.header("X-Slack-Request-Timestamp");
    Optional<String> signature = call.header("X-Slack-Signature");
    if (stamp.isEmpty() || signature.isEmpty()) {
      return Optional.of("the request is not signed");
    }
    if (!stamp.get().matches("\\d{1,12}")) {
      return Optional.of("the request's timestamp is no number of seconds");
    }
    Instant sent = Instant.ofEpochSecond(Long.parseLong(stamp.get()));
    if (Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) > 0) {
      return Optional.of("the request's timestamp is more than five minutes off");
    }
    byte[] expected = expected(stamp.get(), call.body()).getBytes(StandardCharsets.US_ASCII);
    byte[] given = signature.get().getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, given)
        ? Optional.empty()
        : Optional.of("the request's signature does not fit");
  }

  private String expected(String stamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(("v0:" + stamp + ":").getBytes(StandardCharsets.US_ASCII));
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
