package io.tieout.sandbox.hubspot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The three generations of signatures that the vendor puts on webhooks.
final class Signatures {
  /// The only escapes of the address that the third generation decodes before it signs.
  private static final Map<String, String> DECODED =
      Map.ofEntries(
          Map.entry("%3A", ":"),
          Map.entry("%2F", "/"),
          Map.entry("%3F", "?"),
          Map.entry("%40", "@"),
          Map.entry("%21", "!"),
          Map.entry("%24", "$"),
          Map.entry("%27", "'"),
          Map.entry("%28", "("),
          Map.entry("%29", ")"),
          Map.entry("%2A", "*"),
          Map.entry("%2C", ","),
          Map.entry("%3B", ";"));

  private Signatures() {}

  static String first(String secret, String body) {
    return sha256(secret + body);
  }

  static String second(String secret, String method, String uri, String body) {
    return sha256(secret + method + uri + body);
  }

  /// The signature of `X-HubSpot-Signature-v3`.
  ///
  /// @param timestamp milliseconds since 1970, as the header says them
  static String third(String secret, String method, String uri, String body, String timestamp) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(bytes(method + decoded(uri) + body + timestamp)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  static String decoded(String uri) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < uri.length()) {
      String escape = uri.substring(at, Math.min(uri.length(), at + 3));
      String plain = DECODED.getOrDefault(escape.toUpperCase(java.util.Locale.ROOT), "");
      out.append(plain.isEmpty() ? uri.substring(at, at + 1) : plain);
      at += plain.isEmpty() ? 1 : 3;
    }
    return out.toString();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
