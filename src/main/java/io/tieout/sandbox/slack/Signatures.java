package io.tieout.sandbox.slack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Slack's request signature, version 0.
///
/// @param secret the app's signing secret
record Signatures(String secret) {
  private static final String ALGORITHM = "HmacSHA256";

  /// The value of `X-Slack-Signature` for a body sent at a time.
  String of(Instant at, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      String base = "v0:" + at.getEpochSecond() + ":" + body;
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "Signatures[secret hidden]";
  }
}
