package io.tieout.vendor.hubspot;

import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HubSpot's webhooks: whether they are genuine, and what they tell.
public final class HubSpotWebhooks {
  /// A hundred events, the most there are in a delivery, with room for long values.
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  public static final String SIGNATURE_HEADER = "X-HubSpot-Signature-v3";
  public static final String TIMESTAMP_HEADER = "X-HubSpot-Request-Timestamp";

  private static final String ALGORITHM = "HmacSHA256";
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final String INTEGRATION = "INTEGRATION";

  /// HubSpot signs the address with these escapes taken back, and no others.
  private static final Map<String, String> UNESCAPED =
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

  private static final Pattern ESCAPE =
      Pattern.compile("%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", Pattern.CASE_INSENSITIVE);

  private final HubSpotSettings.Webhooks settings;
  private final InstantSource clock;

  public HubSpotWebhooks(HubSpotSettings.Webhooks settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// What a delivery showed to prove itself; each as it came, empty when it did not.
  ///
  /// @param query the raw query it was called with, without the question mark
  public record Proof(
      String method,
      Optional<String> query,
      Optional<String> signature,
      Optional<String> timestamp) {}

  /// Whether HubSpot signed exactly these bytes for our address within the last five minutes.
  public boolean verify(Proof proof, byte[] body) {
    Optional<String> time =
        proof.timestamp().map(String::strip).filter(t -> t.matches("\\d{1,15}"));
    if (time.isEmpty() || proof.signature().isEmpty() || !fresh(time.get())) {
      return false;
    }
    try {
      byte[] shown = Base64.getDecoder().decode(proof.signature().get().strip());
      return MessageDigest.isEqual(signature(proof, body, time.get()), shown);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// The events of a delivery, without the echoes of our own writes. [JsonShapeException] for a
  /// body that is no delivery.
  public List<HubSpotEvent> parse(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a HubSpot delivery of %d bytes is too large, at most %d are read"
              .formatted(body.length, MAX_BYTES));
    }
    List<Json> events = Json.parse(new String(body, StandardCharsets.UTF_8)).asList("delivery");
    return events.stream()
        .map(e -> HubSpotEvent.read(e.asObj("event")))
        .filter(e -> !isEcho(e))
        .toList();
  }

  /// Whether it tells of our own write to our own properties. A write of ours to anything else, or
  /// of another program to ours, is told on.
  boolean isEcho(HubSpotEvent event) {
    return event.changeSource().filter(INTEGRATION::equals).isPresent()
        && event.sourceId().filter(settings.ownSources()::contains).isPresent()
        && event.property().filter(HubSpotProperties::isOurs).isPresent();
  }

  /// Stamps from the future are refused like old ones: a clock that is off must be seen.
  private boolean fresh(String time) {
    Instant at = Instant.ofEpochMilli(Long.parseLong(time));
    return Duration.between(at, clock.instant()).abs().compareTo(WINDOW) <= 0;
  }

  private byte[] signature(Proof proof, byte[] body, String time) {
    String query = proof.query().filter(q -> !q.isEmpty()).map(q -> "?" + q).orElse("");
    String address = unescaped(settings.publicUrl() + query);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes((proof.method() + address).getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    signed.writeBytes(time.getBytes(StandardCharsets.UTF_8));
    return hmac(settings.clientSecret(), signed.toByteArray());
  }

  static String unescaped(String address) {
    return ESCAPE
        .matcher(address)
        .replaceAll(m ->
            Matcher.quoteReplacement(
                UNESCAPED.getOrDefault(m.group().toUpperCase(Locale.ROOT), m.group())));
  }

  private static byte[] hmac(Secret secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
