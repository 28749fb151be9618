package io.tieout.vendor.xero;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Xero's webhooks: whether they are genuine, and what they tell.
///
/// Before Xero switches a webhook on it sends deliveries without events, some of them wrongly
/// signed (the *intent to receive*): they are answered like all others, 200 when the signature is
/// right and 401 when not. Answers must have no body and come within five seconds.
public final class XeroWebhooks {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int GOOD = 200;
  private static final int WRONG = 401;

  /// What one delivery told.
  ///
  /// @param first the sequence number of its first event; empty when it has none
  /// @param skipped the kinds of events that we do not know, as they came
  public record Delivery(
      List<XeroEvent> events, Optional<Long> first, Optional<Long> last, List<String> skipped) {
    public Delivery {
      events = List.copyOf(events);
      skipped = List.copyOf(skipped);
    }

    /// How many events were lost between the delivery before and this one, which only reading what
    /// changed since can bring back. A delivery that comes again or late lost none.
    ///
    /// @param before the last sequence number seen until now
    public long missedSince(long before) {
      return first.map(f -> Math.max(0, f - before - 1)).orElse(0L);
    }

    /// Whether Xero only tests that we check signatures.
    public boolean intentToReceive() {
      return events.isEmpty() && skipped.isEmpty();
    }
  }

  private XeroWebhooks() {}

  /// The status to answer with, from the header `x-xero-signature`.
  public static int status(byte[] body, String signatureHeader, Secret webhookKey) {
    return verify(body, signatureHeader, webhookKey) ? GOOD : WRONG;
  }

  /// Whether the header was made from exactly these bytes with our key.
  public static boolean verify(byte[] body, String signatureHeader, Secret webhookKey) {
    byte[] shown;
    try {
      shown = Base64.getDecoder().decode(signatureHeader.strip());
    } catch (IllegalArgumentException _) {
      return false;
    }
    return MessageDigest.isEqual(signature(body, webhookKey), shown);
  }

  /// What the delivery tells. [JsonShapeException] for a body that is no delivery.
  public static Delivery read(byte[] body) {
    Json.Obj document = Json.parseObj(new String(body, StandardCharsets.UTF_8));
    List<XeroEvent> events = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    List<Json.Obj> told = document.objects("events");
    for (Json.Obj event : told) {
      event(event)
          .ifPresentOrElse(
              events::add,
              () -> skipped.add(event.text("eventCategory") + "." + event.text("eventType")));
    }
    return new Delivery(
        events,
        number(document, "firstEventSequence").filter(_ -> !told.isEmpty()),
        number(document, "lastEventSequence").filter(_ -> !told.isEmpty()),
        skipped);
  }

  private static Optional<XeroEvent> event(Json.Obj event) {
    String category = event.text("eventCategory");
    String type = event.text("eventType");
    String tenant = event.text("tenantId");
    String id = event.text("resourceId");
    Instant time = time(event);
    // Events have no id; what they tell identifies them.
    String eventId = String.join(":", tenant, category, type, id, time.toString());
    return XeroEvent.Category.named(category)
        .flatMap(c ->
            XeroEvent.Type.named(type).map(t -> new XeroEvent(eventId, tenant, c, t, id, time)));
  }

  /// In UTC, though no zone is written.
  private static Instant time(Json.Obj event) {
    String text = event.text("eventDateUtc");
    try {
      return Stamps.instant(text);
    } catch (DateTimeException _) {
      throw JsonShapeException.wrong("eventDateUtc", "a time", Json.of(text));
    }
  }

  private static Optional<Long> number(Json.Obj in, String name) {
    return in.optDecimal(name).map(n -> n.longValue());
  }

  private static byte[] signature(byte[] body, Secret webhookKey) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = webhookKey.reveal().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
